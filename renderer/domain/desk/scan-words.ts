import { assertNever } from '../kernel/assert-never';
import { asInstant, formatDate, formatDateTime, type Instant } from '../kernel/instant';
import type { IssueKey } from '../kernel/ids';
import { mayUndoRelease } from '../prescriptions/decide-unconfirmed';
import type { Item, Prescription, PrescriptionState } from '../prescriptions/model';
import { blockedBecause } from '../prescriptions/allowed';
import { quantityIsKnown, standingSupplies } from '../prescriptions/supplied';
import { nextIssueOn } from '../prescriptions/windows';
import { mayAsk, notToRecord } from './decide-desk';
import type { ScanDecision, ScanOutcome, ScanWorld } from './decide-scan';
import type { DeskRow } from './model';
import { isOver } from './what-is-here';
import { custodyWord, deskSentence, endSentence } from './words';

/** What a scan is answered with: readable from two metres, with a sound of its own. */
export type Scanned = {
  readonly look: 'accepted' | 'attention' | 'refused';
  readonly title: string;
  readonly id: string;
  /** Patient and items, where they are known. */
  readonly who: string;
  readonly sentence: string;
  readonly next: string;
  /** The script that can be opened. */
  readonly key?: IssueKey;
  /** True where the script was here already. */
  readonly isHere?: boolean;
  /** [DSK-9] Present where a release or a request can still be taken back. */
  readonly undo?: 'release' | 'request';
  /** True where the Spine can be asked for it. */
  readonly mayAsk?: boolean;
  /** [DSK-24] Present where the next issue, of that number, can be released before it is due. */
  readonly early?: number;
  /** True where a person is asked what became of it. */
  readonly asks?: boolean;
  /** [DSK-20] How its row stood by this answer, in a word that only `scan-now.ts` reads. */
  readonly stands?: { readonly at: Instant; readonly as: string };
};

type Words = Pick<Scanned, 'look' | 'title' | 'sentence' | 'next'>;

const say = (look: Scanned['look'], title: string, sentence: string, next: string): Words => ({
  look,
  title,
  sentence,
  next,
});

const isRepeated = ({ treatment, issues }: Prescription): boolean => treatment === 'erd' && issues > 1;

const whichOf = ({ prescription }: PrescriptionState): string =>
  isRepeated(prescription) ? `Issue ${prescription.issue} of ${prescription.issues}` : 'It';

const whenOf = (state: PrescriptionState): string => {
  const last = standingSupplies(state).at(-1);
  return last ? ` at ${formatDateTime(last.handedOverAt)} by ${last.by}` : '';
};

/** [DSK-24] What comes after an issue that is over. */
const afterIssue = ({ prescription, custody }: PrescriptionState): string => {
  if (custody.kind === 'ours-unconfirmed')
    return 'Nothing to do. The Spine is asked to confirm it when the broker is back.';
  const from = nextIssueOn(prescription);
  return from === undefined
    ? 'Nothing to do.'
    : `Nothing to do with it. Issue ${prescription.issue + 1} is asked for by the same id, from ${formatDate(from)}.`;
};

const handedOut = (state: PrescriptionState): Words => {
  const when = whenOf(state);
  const which = whichOf(state);
  const title = 'ALREADY HANDED OUT';
  const why = state.hold.kind === 'conflict' ? blockedBecause(state) : undefined;
  if (state.closed)
    return say(
      'refused',
      'CLOSED BY EPS',
      `${which} was closed by EPS with something owed, as ${state.closed.by} noted at ${formatDateTime(state.closed.at)}.`,
      afterIssue(state),
    );
  if (state.work === 'supplied' && why)
    return say('refused', title, `${which} was handed out${when}. ${why.sentence}`, why.next);
  return state.work === 'supplied'
    ? say('refused', title, `${which} was handed out${when}.`, afterIssue(state))
    : say(
        'refused',
        'RECORDED AS NOT DISPENSED',
        `${which} was recorded as not dispensed${when}.`,
        afterIssue(state),
      );
};

const fromRow = (look: Scanned['look'], title: string, row: DeskRow): Words => {
  const { sentence, next } = deskSentence(row);
  return say(look, title, sentence, next);
};

const endedTitle = (row: DeskRow): string =>
  row.custody.kind === 'cancelled'
    ? 'CANCELLED'
    : row.custody.kind === 'expired'
      ? 'EXPIRED'
      : 'SIGNATURE NOT VALID';

const queuedWords = ({ row, expired }: Extract<ScanOutcome, { kind: 'queued' }>): Words =>
  say(
    'accepted',
    row?.custody.kind === 'stuck' ? 'ASKED FOR AGAIN' : 'REQUEST QUEUED',
    expired
      ? `${expired.packed.pack} expired at ${formatDateTime(expired.expiredAt)}, and its scripts may have moved on since. The Spine is asked for it when its turn comes.`
      : 'Only its id is known here. The Spine is asked for it when its turn comes.',
    'Scan the next one. Supply nothing from this one until it is here.',
  );

const elsewhere = ({ holder, since }: Extract<ScanOutcome, { kind: 'elsewhere' }>): Words => {
  const { name, address, phone } = holder;
  const where = [name, address, phone].filter((word) => word !== '').join(', ');
  const who = since.says === 'spine' ? 'the Spine' : since.by;
  return say(
    'attention',
    `WITH ${name.toUpperCase()}`,
    `At ${formatDateTime(since.at)} ${who} said it is with ${where}.${since.note === '' ? '' : ` ${since.note}`}`,
    'Ask them to return it, then ask for it again.',
  );
};

const blocked = (look: Scanned['look'], title: string, state: PrescriptionState): Words => {
  const why = blockedBecause(state);
  return say(look, title, why?.sentence ?? '', why?.next ?? '');
};

type InPack = Extract<ScanOutcome, { kind: 'ended-in-pack' }>;

const endInPack = ({
  end,
  pack,
  prescription: { items },
}: InPack): readonly [title: string, sentence: string] => {
  const title = custodyWord({ kind: 'ended-in-pack', end, pack }).toUpperCase();
  const days = end === 'expired' ? items.flatMap(({ expiresAt }) => expiresAt ?? []) : [];
  const last = days.length > 0 ? ` The last was ${formatDateTime(asInstant(Math.max(...days)))}.` : '';
  return [title, `${endSentence(end, pack)}${last}`];
};

const exceptOf = (over: readonly Item[]): string =>
  over.length === 0
    ? 'It may be dispensed'
    : `It may be dispensed, but not ${over.map(({ medication }) => medication.display).join(' nor ')} (cancelled or past its last day)`;

type Inside = Extract<
  ScanOutcome,
  { kind: 'released-offline' | 'other-pharmacy' | 'unusable' | 'ended-in-pack' }
>;

const packWords = (outcome: Inside): Words => {
  switch (outcome.kind) {
    case 'released-offline':
      return say(
        'accepted',
        'RELEASED OFFLINE',
        `Its prescription was in ${outcome.pack}. ${exceptOf(outcome.over)}; the Spine is asked when the broker is back.`,
        'Scan the next one.',
      );
    case 'other-pharmacy':
      return say(
        'refused',
        'ANOTHER PHARMACY’S PACK',
        `${outcome.pack} was made for ${outcome.ods}, not for us.`,
        'Nothing was changed. Give this barcode to that pharmacy.',
      );
    case 'unusable':
      return say(
        'refused',
        'NOT USABLE',
        `What ${outcome.pack} holds for it cannot be used: ${outcome.sentence}`,
        'Nothing was changed. Ask for it by its id, or call the supplier.',
      );
    case 'ended-in-pack': {
      const [title, sentence] = endInPack(outcome);
      const next =
        'Nothing was released. Ask the prescriber for a new one, and record at the desk that it needs the GP.';
      return say('refused', title, sentence, next);
    }
  }
};

const hereWords = (state: PrescriptionState): Words =>
  state.custody.kind === 'ours-unconfirmed'
    ? say('accepted', 'HERE, RELEASED OFFLINE', 'It was released already.', 'Open it, or scan the next one.')
    : say('accepted', 'HERE', 'It is with us.', 'Open it, or scan the next one.');

const notDueWords = ({ state, next, pack, from }: Extract<ScanOutcome, { kind: 'next-not-due' }>): Words =>
  say(
    'attention',
    `ISSUE ${next.issue} IS NOT DUE YET`,
    `${whichOf(state)} was ${state.work === 'supplied' ? 'handed out' : 'recorded as not dispensed'}${whenOf(state)}. Issue ${next.issue} lies in ${pack} and is due from ${formatDate(from)}.`,
    'Nothing was released. Where the patient needs it earlier it can be released now, and a pharmacist decides.',
  );

const wordsOf = (outcome: ScanOutcome): Words => {
  switch (outcome.kind) {
    case 'opened':
      return hereWords(outcome.state);
    case 'released-offline':
    case 'other-pharmacy':
    case 'unusable':
    case 'ended-in-pack':
      return packWords(outcome);
    case 'queued':
      return queuedWords(outcome);
    case 'on-its-way':
      return fromRow('attention', 'ASKED FOR ALREADY', outcome.row);
    case 'elsewhere':
      return elsewhere(outcome);
    case 'done':
      return handedOut(outcome.state);
    case 'over':
      return fromRow('refused', 'DONE ALREADY', outcome.row);
    case 'next-not-due':
      return notDueWords(outcome);
    case 'held':
      return blocked('attention', 'HERE, ON HOLD', outcome.state);
    case 'going-back':
      return blocked('refused', 'GOING BACK', outcome.state);
    case 'superseded':
      return { look: 'refused', ...outcome.says };
    case 'ended':
      return fromRow('refused', endedTitle(outcome.row), outcome.row);
    case 'needs-person':
      return fromRow('attention', 'NEEDS A DECISION', outcome.row);
    case 'say-outcome':
      return say(
        'attention',
        'WHAT BECAME OF IT?',
        outcome.row ? deskSentence(outcome.row, true).sentence : 'It is on the desk now.',
        'Record what became of it.',
      );
    default:
      return assertNever(outcome);
  }
};

const whoOf = ({ patient, items }: Prescription): string => {
  const [first] = items;
  const more = items.length > 1 ? ` + ${items.length - 1}` : '';
  const count = first && quantityIsKnown(first) ? ` × ${first.quantity.value}` : '';
  const item = first ? `${first.medication.display}${count}${more}` : '';
  return [`${patient.family.toUpperCase()}, ${patient.given}`, item]
    .filter((part) => part !== '')
    .join(' · ');
};

const nameOf = (row: DeskRow | undefined): string =>
  row ? [row.hint.name, row.hint.items].filter((part) => part !== '').join(' · ') : '';

const stateOf = (outcome: ScanOutcome): PrescriptionState | undefined =>
  'state' in outcome ? outcome.state : undefined;

/** [DSK-9] The same paper again takes back what the first scan did, while nothing came of it. */
const undoOf = (outcome: ScanOutcome): Scanned['undo'] => {
  if (outcome.kind === 'released-offline') return 'release';
  if (outcome.kind === 'queued') return 'request';
  if (outcome.kind === 'opened') return mayUndoRelease(outcome.state) ? 'release' : undefined;
  const isQueued = outcome.kind === 'on-its-way' && outcome.row.custody.kind === 'queued';
  return isQueued ? 'request' : undefined;
};

/** [DSK-19] [DSK-24] Where asking for it by its id is the next step. */
const isToAskFor = (outcome: ScanOutcome, { row }: ScanWorld): boolean => {
  const { kind } = outcome;
  if (kind === 'done') return isOver(outcome.state) && nextIssueOn(outcome.state.prescription) !== undefined;
  const byRow = kind === 'elsewhere' || kind === 'unusable' || kind === 'needs-person';
  return byRow && row !== undefined && mayAsk(row);
};

/** [DSK-15] Where only a person can say what becomes of it. */
const asksWhat = (outcome: ScanOutcome): boolean =>
  outcome.kind === 'say-outcome' ||
  outcome.kind === 'ended-in-pack' ||
  (outcome.kind === 'needs-person' && notToRecord(outcome.row) === undefined);

/** [DSK-5] The answer to a scan. "Released offline" is said only where the prescription itself is here. */
export const sayScan = ({ outcome }: ScanDecision, world: ScanWorld): Scanned => {
  const inside = 'prescription' in outcome ? outcome.prescription : undefined;
  const prescription = inside ?? stateOf(outcome)?.prescription;
  const undo = undoOf(outcome);
  return {
    ...wordsOf(outcome),
    id: world.id,
    who: prescription ? whoOf(prescription) : nameOf(world.row),
    ...(prescription && outcome.kind !== 'ended-in-pack' ? { key: prescription.key } : {}),
    ...(undo ? { undo } : {}),
    ...(stateOf(outcome) ? { isHere: true } : {}),
    ...(isToAskFor(outcome, world) ? { mayAsk: true } : {}),
    ...(outcome.kind === 'next-not-due' ? { early: outcome.next.issue } : {}),
    ...(asksWhat(outcome) ? { asks: true } : {}),
  };
};

/** [DSK-4] A barcode whose check character does not fit: nothing is looked up, nothing changes. */
export const sayWrong = (text: string, sentence: string): Scanned => ({
  look: 'refused',
  title: 'NOT A VALID ID',
  id: text.slice(0, 40),
  who: '',
  sentence,
  next: 'Nothing was changed. Scan it again, or type it from the paper.',
});
