import { ageWords } from '../backlog/words';
import { missingOf, type Backlog } from '../backlog/model';
import { assertNever } from '../kernel/assert-never';
import { formatDateTime } from '../kernel/instant';
import { need } from '../kernel/text';
import { partWords } from '../watch/words';
import { leftWords } from './left';
import type { ClearingPromise, Incident, Left, Paper, PromiseId, Severity, TimelineFact } from './model';
import { audienceWords } from './tell';

export const severityWords: Readonly<Record<Severity, string>> = {
  1: 'Severity 1: nothing can be had from EPS and patients go without',
  2: 'Severity 2: EPS cannot be reached; work goes on with what is here',
  3: 'Severity 3: one part fails; there is another way',
  4: 'Severity 4: a nuisance',
};

export const paperWords: Readonly<Record<Paper, string>> = {
  report: 'Report',
  icb: 'Notice to the ICB',
  patients: 'Notice for patients',
};

const scripts = (count: number): string => (count === 1 ? '1 script' : `${count} scripts`);
const messages = (count: number): string => (count === 1 ? '1 message waits' : `${count} messages wait`);

/** The numbers of one moment in a sentence. */
const backlogWords = (backlog: Backlog, suppliedOffline: number): string => {
  const age = ageWords(backlog.out.oldestAt, backlog.at);
  const missing = missingOf(backlog);
  return [
    `${messages(backlog.out.waiting)}${age === '' ? '' : `, ${age}`}`,
    ...(backlog.out.stuck > 0 ? [`${need(backlog.out.stuck)} a person`] : []),
    `${scripts(suppliedOffline)} handed out offline`,
    `${scripts(backlog.in.seen)} came in`,
    ...(missing === undefined ? [] : [`${missing} of ${backlog.in.expected?.count ?? 0} expected not seen`]),
    ...(backlog.in.stuck > 0 ? [`${backlog.in.stuck} stuck at the Spine`] : []),
    ...(backlog.in.inDoubt > 0
      ? [`${backlog.in.inDoubt === 1 ? '1 download' : `${backlog.in.inDoubt} downloads`} in doubt`]
      : []),
  ].join(' · ');
};

/** [INC-11] The same beside another PMR; a version before this one counted there as beside a broker. */
const openWords = (open: readonly Left[] | undefined): string => {
  if (open === undefined) return 'No numbers: this profile has no broker.';
  if (open.length === 0) return 'Nothing of it is open in the registers or on the PWAD desk here.';
  return `Open here: ${open.map(leftWords).join(' · ')}.`;
};

const promised = (incident: Incident, promiseId: PromiseId): ClearingPromise | undefined =>
  incident.promises.find((promise) => promise.promiseId === promiseId);

const promiseWords = (incident: Incident, promiseId: PromiseId): string => {
  const promise = promised(incident, promiseId);
  return promise ? `${promise.saidBy}: clear by ${formatDateTime(promise.clearBy)}` : 'A clearing time';
};

/** [INC-6] What a promise that slipped had left at its time; beside another PMR only the fix is known (INC-11). */
export const slipWords = (waiting: number, companion: boolean): string => {
  if (waiting > 0) return `${waiting} still to clear, messages, scripts and downloads together`;
  return companion ? 'it was not fixed by then' : 'nothing was left, but it was not fixed yet';
};

/** [INC-6] [INC-11] Why a promise is not judged though its time has passed; undefined where that is still to come. */
export const unjudgedWords = (
  { fixedAt, closedAt }: Pick<Incident, 'fixedAt' | 'closedAt'>,
  { clearBy }: ClearingPromise,
  { at, in: { expected } }: Backlog,
  companion: boolean,
): string | undefined => {
  if (closedAt !== undefined && clearBy > closedAt) return 'It was closed before that time.';
  if (clearBy > at) return undefined;
  if (closedAt !== undefined)
    return companion
      ? 'It was fixed by then. Whether all was cleared was not counted here.'
      : 'Not judged: nobody had said how many scripts to expect.';
  if (companion)
    return fixedAt === undefined
      ? 'Its time has passed, and nobody has said that it is fixed. Write down when it was fixed.'
      : 'It was fixed by then. Whether all was cleared is not counted here: write it down as a note.';
  return expected === undefined
    ? 'Not judged: nobody has said how many scripts to expect. Enter it with “Scripts expected”.'
    : 'Nothing was left then; it is judged once it is known when it was fixed.';
};

/** Stored as they are; a newer journal may know others. */
const formatNames: Readonly<Record<string, string>> = {
  paper: 'on paper',
  pdf: 'PDF',
  markdown: 'Markdown',
  json: 'JSON',
};

/** One line of the timeline in plain words. `companion`: beside another PMR nothing is counted of EPS (INC-11). */
export const factWords = (incident: Incident, fact: TimelineFact, companion: boolean): string => {
  switch (fact.kind) {
    case 'detected':
      return `${fact.parts.map((part) => partWords[part]).join(', ')} failed. ${fact.reason}.`;
    case 'opened':
      return `Incident opened: ${fact.title}.`;
    case 'joined':
      return `${partWords[fact.part]} fails too. ${fact.reason}.`;
    case 'measured':
      return companion ? openWords(fact.open) : `${backlogWords(fact.backlog, fact.suppliedOffline)}.`;
    case 'note':
      return fact.text;
    case 'workaround':
      return `Work-around: ${fact.text}${fact.scripts === undefined ? '' : ` (${scripts(fact.scripts)})`}`;
    case 'told':
      return `Told ${audienceWords[fact.audience]}: ${fact.text}`;
    case 'severity':
      return `Graded severity ${fact.severity}${fact.why === '' ? '' : `: ${fact.why}`}.`;
    case 'reference':
      return `Reference ${fact.reference}${fact.from === '' ? '' : ` from ${fact.from}`}.`;
    case 'promised':
      return `Promised by ${promiseWords(incident, fact.promiseId)}.`;
    case 'slipped':
      return `Slipped. ${promiseWords(incident, fact.promiseId)}; ${slipWords(fact.waiting, companion)}.`;
    case 'kept':
      return `Kept. ${promiseWords(incident, fact.promiseId)}.`;
    case 'expected':
      return `${scripts(fact.count)} expected, says ${fact.source}.`;
    case 'fixed':
      return fact.measured
        ? 'Fixed: our own probes have got through long enough.'
        : `Fixed${fact.text === '' ? '.' : `: ${fact.text}`}`;
    case 'failed-again':
      return `${partWords[fact.part]} fails again. ${fact.reason}.`;
    case 'cleared':
      return companion ? openWords(undefined) : 'The backlog is cleared, by our own count.';
    case 'explained':
      return 'Impact, cause and prevention were written down.';
    case 'exported':
      return `${paperWords[fact.paper ?? 'report']} made (${formatNames[fact.format] ?? fact.format})${fact.withPatients ? ', with patients’ names' : ''}.`;
    case 'closed':
      return 'Incident closed.';
    default:
      return assertNever(fact);
  }
};
