import { assertNever } from '../kernel/assert-never';
import type { Actor } from '../kernel/context';
import { asInstant, formatClock, minuteMs, type Instant } from '../kernel/instant';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal';
import type { Watch } from '../watch/model';
import { partWords } from '../watch/words';
import type { IncidentCommand, OpenIncident } from './commands';
import type { IncidentEvent } from './events';
import { leftOpen, leftSentence, type Remaining } from './left';
import { asIncidentId, asPromiseId, type Incident } from './model';
import { leaders, needRole } from '../users/need-role';

type IncidentContext = {
  readonly now: Instant;
  readonly newId: () => string;
  readonly user: Actor;
  readonly watch: Watch;
  /** Beside another PMR: no script comes to this computer, so none is counted. */
  readonly companion: boolean;
};

export type IncidentDecision =
  | { readonly kind: 'decided'; readonly events: readonly IncidentEvent[]; readonly sentence: string }
  | Refusal;

const decided = (sentence: string, ...events: readonly IncidentEvent[]): IncidentDecision => ({
  kind: 'decided',
  events,
  sentence,
});

const empty = (what: string, next: string): Refusal => refuse('Empty', 'INC-3', what, next);

/** [INC-7] Judging an incident needs a pharmacist or the manager; anyone signed in may write into it. */
const mayJudge = (user: Actor, what: string): Refusal | undefined => needRole(user, leaders, what, 'INC-7');

/** The time something happened, where a person gave one: not in the future, and not rewritten. */
const timeOf = (given: Instant | undefined, now: Instant): Instant | Refusal => {
  if (given === undefined) return now;
  return given > now
    ? refuse('InFuture', 'INC-3', 'This time has not come yet.', 'Give the time when it happened.')
    : given;
};

/** [INC-2] Anyone signed in may open one by hand, if none is open. */
export const decideOpenIncident = (
  open: Incident | undefined,
  command: OpenIncident,
  { now, newId }: Pick<IncidentContext, 'now' | 'newId' | 'user'>,
): IncidentDecision => {
  if (open)
    return refuse(
      'OpenAlready',
      'INC-2',
      `An incident is open already: ${open.title}, since ${formatClock(open.detectedAt, now)}.`,
      'Write what happened into its timeline.',
    );
  const title = command.title.trim();
  if (title === '') return empty('An incident needs a few words that say what fails.', 'Type them.');
  const beganAt = timeOf(command.beganAt, now);
  if (isRefusal(beganAt)) return beganAt;
  return decided('The incident is open. Its line stays under the status until it is closed.', {
    type: 'incident.opened',
    id: asIncidentId(newId()),
    openedBy: 'person',
    title,
    parts: command.parts,
    reason: '',
    detectedAt: beganAt,
    severity: command.severity,
  });
};

type Of<K extends IncidentCommand['kind']> = Extract<IncidentCommand, { kind: K }>;

const decidePromise = (incident: Incident, command: Of<'LogPromise'>, context: IncidentContext) => {
  if (command.saidBy.trim() === '') return empty('A promise has somebody who gave it.', 'Say who said it.');
  if (!Number.isFinite(command.clearBy))
    return empty('A promise has a time.', 'Give the day and the time by which it is to be clear.');
  return decided('The promise is on record. Its mark stays where it is, kept or not.', {
    type: 'incident.promise-logged',
    id: incident.id,
    promiseId: asPromiseId(context.newId()),
    clearBy: command.clearBy,
    saidBy: command.saidBy.trim(),
  });
};

/** [INC-3] [INC-12] What a person writes into the timeline. */
const decideWriting = (
  incident: Incident,
  command: Of<'Note'> | Of<'LogWorkaround'> | Of<'Tell'>,
  now: Instant,
): IncidentDecision => {
  const text = command.text.trim();
  if (text === '')
    return empty(
      'There is nothing to write down yet.',
      command.kind === 'Tell' ? 'Type what they were told.' : 'Type what happened.',
    );
  const happenedAt = timeOf(command.happenedAt, now);
  if (isRefusal(happenedAt)) return happenedAt;
  const line = { id: incident.id, text, happenedAt };
  switch (command.kind) {
    case 'Note':
      return decided('It stands in the timeline.', { type: 'incident.noted', ...line });
    case 'Tell':
      return decided('It stands in the timeline.', {
        type: 'incident.told',
        ...line,
        audience: command.audience,
      });
    case 'LogWorkaround': {
      const { scripts } = command;
      return decided('The work-around stands in the timeline.', {
        type: 'incident.workaround-logged',
        ...line,
        ...(scripts === undefined ? {} : { scripts }),
      });
    }
  }
};

/** When the incident, or what of it our own looks know, failed last, and in words what did. */
const lastFailureOf = (incident: Incident, watch: Watch): readonly [Instant, string] => {
  const seen = incident.parts.flatMap((part): (readonly [Instant, string])[] => {
    const { failedAt } = watch.parts[part];
    return failedAt === undefined ? [] : [[failedAt, `${partWords[part]} failed`]];
  });
  const entered = incident.timeline.flatMap(({ fact, happenedAt }): (readonly [Instant, string])[] =>
    fact.kind === 'joined' || fact.kind === 'failed-again'
      ? [[happenedAt, `${partWords[fact.part]} failed`]]
      : [],
  );
  const began: readonly [Instant, string] = [incident.detectedAt, 'The incident began'];
  return [...seen, ...entered].reduce((a, b) => (b[0] > a[0] ? b : a), began);
};

/** What of an incident fails by our own measurement, in a sentence; after a restart the last look before it counts. */
const failingOf = ({ parts }: Incident, watch: Watch): string | undefined => {
  for (const { part, health, reason, failedAt, sinceAt } of parts.map((one) => watch.parts[one])) {
    if (health === 'fails') return `${partWords[part]} still fails by our own measurement: ${reason}.`;
    if (health === 'unknown' && failedAt !== undefined && sinceAt <= failedAt)
      return `${partWords[part]} failed when it was last looked at, before the program was closed.`;
  }
  return undefined;
};

/** [INC-4] A person may say that it is fixed, but not against our own measurement, and not from before it. */
const decideFixed = (
  incident: Incident,
  command: Of<'MarkFixed'>,
  { now, user, watch }: IncidentContext,
): IncidentDecision => {
  const refusal = mayJudge(user, 'Saying that an incident is fixed');
  if (refusal) return refusal;
  if (incident.fixedAt !== undefined)
    return refuse('FixedAlready', 'INC-4', 'It is fixed already.', 'Close it when nothing of it is left.');
  const failing = failingOf(incident, watch);
  if (failing !== undefined)
    return refuse(
      'StillFails',
      'INC-4',
      failing,
      'Write what the supplier says as a note; it is fixed when our own probes get through.',
    );
  const happenedAt = timeOf(command.happenedAt, now);
  if (isRefusal(happenedAt)) return happenedAt;
  const [lastAt, what] = lastFailureOf(incident, watch);
  // What lies after now was dated by a clock that has been put back since.
  const failedAt = asInstant(Math.min(lastAt, now));
  // A person gives the minute; the failure is known to the second.
  if (happenedAt < failedAt - (failedAt % minuteMs))
    return refuse(
      'FailedLater',
      'INC-4',
      `${what} at ${formatClock(failedAt, now)}, so it was not fixed before.`,
      'Give the time from which it has worked.',
    );
  return decided('It is on record as fixed.', {
    type: 'incident.fixed',
    id: incident.id,
    measured: false,
    text: command.text.trim(),
    happenedAt: asInstant(Math.max(happenedAt, failedAt)),
  });
};

type Recorded = Of<'SetSeverity'> | Of<'Explain'> | Of<'SetReference'> | Of<'SetExpected'> | Of<'NoteExport'>;

const mayRecord = (command: Recorded, user: Actor): Refusal | undefined => {
  switch (command.kind) {
    case 'SetSeverity':
      return mayJudge(user, 'Grading an incident');
    case 'Explain':
      return mayJudge(user, 'Writing down cause and prevention');
    case 'NoteExport':
      // [INC-9] Who took patients' names out of the program is on record.
      return command.withPatients ? mayJudge(user, 'A report that names patients') : undefined;
    case 'SetReference':
    case 'SetExpected':
      return undefined;
  }
};

const decideJudging = (incident: Incident, command: Recorded, user: Actor): IncidentDecision => {
  const { id } = incident;
  const refusal = mayRecord(command, user);
  if (refusal) return refusal;
  switch (command.kind) {
    case 'SetSeverity':
      return decided(`It is graded severity ${command.severity}.`, {
        type: 'incident.severity-set',
        id,
        severity: command.severity,
        why: command.why.trim(),
      });
    case 'SetReference':
      if (command.reference.trim() === '')
        return empty('A reference has a number.', 'Type the number that you were given.');
      return decided('The reference is on record.', {
        type: 'incident.reference-set',
        id,
        reference: command.reference.trim(),
        from: command.from.trim(),
      });
    case 'SetExpected':
      if (!Number.isInteger(command.count) || command.count < 0 || command.count > 1_000_000)
        return empty('How many scripts is a whole number.', 'Type the number.');
      if (command.source.trim() === '')
        return empty('A number needs its source.', 'Say who gave it, or where it was counted.');
      return decided('What is expected is on record.', {
        type: 'incident.expected-set',
        id,
        count: command.count,
        source: command.source.trim(),
      });
    case 'Explain':
      return decided('It stands in the report.', {
        type: 'incident.explained',
        id,
        impact: command.impact.trim(),
        rootCause: command.rootCause.trim(),
        prevention: command.prevention.trim(),
      });
    case 'NoteExport':
      return decided('The report is made.', {
        type: 'incident.exported',
        id,
        paper: command.paper,
        format: command.format,
        withPatients: command.withPatients,
      });
    default:
      return assertNever(command);
  }
};

const alreadyClosed = (closedAt: Instant, now: Instant): Refusal =>
  refuse(
    'Closed',
    'INC-8',
    `This incident was closed at ${formatClock(closedAt, now)}.`,
    'Open a new one if it fails again.',
  );

/** [INC-7] [INC-8] The manager closes it, and only when nothing of it is left open. */
export const decideClose = (
  incident: Incident,
  { now, user, watch }: Pick<IncidentContext, 'now' | 'user' | 'watch'>,
  remaining: Remaining,
): IncidentDecision => {
  if (incident.closedAt !== undefined) return alreadyClosed(incident.closedAt, now);
  const refusal = needRole(user, ['manager'], 'Closing an incident', 'INC-7');
  if (refusal) return refusal;
  const failing = failingOf(incident, watch);
  if (failing !== undefined)
    return refuse('StillFails', 'INC-8', failing, 'Close it when our own probes get through.');
  const left = leftOpen(incident, remaining);
  if (left.length > 0)
    return refuse(
      'LeftOpen',
      'INC-8',
      `The incident stays open. Left of it: ${leftSentence(left)}.`,
      'End each of these; then close it.',
    );
  return decided('The incident is closed. Its record stays.', {
    type: 'incident.closed',
    id: incident.id,
  });
};

/** [INC-11] Where nothing comes from EPS, a number of scripts to expect could never be seen to come. */
const notCounted = (): Refusal =>
  refuse(
    'NotCounted',
    'INC-11',
    'This profile has no broker, so it does not see how many scripts come.',
    'Write the number down as a note; what is expected is kept on the PWAD desk.',
  );

/** Decides what a person does in an incident, short of closing it. A closed one is not changed, only exported. */
export const decideIncident = (
  incident: Incident,
  command: Exclude<IncidentCommand, Of<'Close'>>,
  context: IncidentContext,
): IncidentDecision => {
  if (incident.closedAt !== undefined && command.kind !== 'NoteExport')
    return alreadyClosed(incident.closedAt, context.now);
  switch (command.kind) {
    case 'Note':
    case 'LogWorkaround':
    case 'Tell':
      return decideWriting(incident, command, context.now);
    case 'LogPromise':
      return decidePromise(incident, command, context);
    case 'MarkFixed':
      return decideFixed(incident, command, context);
    case 'SetExpected':
      if (context.companion) return notCounted();
      return decideJudging(incident, command, context.user);
    case 'SetSeverity':
    case 'SetReference':
    case 'Explain':
    case 'NoteExport':
      return decideJudging(incident, command, context.user);
    default:
      return assertNever(command);
  }
};
