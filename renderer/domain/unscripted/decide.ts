import { dayOf, utcDay } from '../kernel/calendar';
import type { DecideContext } from '../kernel/context';
import { asUnscriptedId, asMessageId, type UnscriptedId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../prescriptions/allowed';
import type { DecidedEvent, LineChoice, MessageDraft } from '../prescriptions/commands';
import { decideReturn } from '../prescriptions/decide-return';
import { mayHandOut, tellLines } from '../prescriptions/decide-supply';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { remainingOf } from '../prescriptions/supplied';
import { hasLeft, isWithUs } from '../reissue/rule';
import { supersededReason } from '../reissue/settle';
import type { UnscriptedCommand } from './commands';
import { refuseEntry } from './decide-entry';
import type { UnscriptedEvent } from './events';
import { linesOf } from './match';
import { isOpen, type Entry, type UnscriptedItem, type UnscriptedState } from './model';
import { sameUnit } from './units';

export type UnscriptedDecision =
  | {
      readonly kind: 'decided';
      readonly sentence: string;
      readonly events: readonly (UnscriptedEvent | DecidedEvent)[];
      /** Of the script that was matched. */
      readonly messages: readonly MessageDraft[];
    }
  | Refusal;

const decided = (
  sentence: string,
  events: readonly (UnscriptedEvent | DecidedEvent)[],
  messages: readonly MessageDraft[] = [],
): UnscriptedDecision => ({ kind: 'decided', sentence, events, messages });

/** [USC-1] [USC-2] Enters a supply; the id of the entry is the first event's. */
export const decideRecord = (entry: Entry, context: DecideContext, corrected?: Entry): UnscriptedDecision => {
  const refusal = refuseEntry(entry, context, corrected);
  if (refusal) return refusal;
  const id = asUnscriptedId(context.newId());
  return decided(
    entry.route === 'patient'
      ? 'Entered in the register. L prints its label, with the words “Emergency Supply”.'
      : 'Entered in the register. It stays open until its script is here.',
    [{ type: 'unscripted.supplied', id, entry }],
  );
};

/** [USC-8] A correction is an entry of its own. */
export const decideCorrect = (
  state: UnscriptedState,
  { entry, reason }: Extract<UnscriptedCommand, { kind: 'CorrectSupply' }>,
  context: DecideContext,
): UnscriptedDecision => {
  const why = reason.trim().slice(0, 300);
  if (state.correctedBy || state.matched)
    return refuse(
      'EntryClosed',
      'USC-8',
      'This entry was corrected or matched already.',
      'Correct the entry that took its place.',
    );
  if (why === '')
    return refuse('ReasonMissing', 'USC-8', 'A correction needs a reason.', 'Write what was wrong.');
  const corrected: Entry = { ...entry, corrects: { id: state.id, reason: why } };
  const recorded = decideRecord(corrected, context, state.entry);
  const [first] = recorded.kind === 'decided' ? recorded.events : [];
  if (recorded.kind === 'refused' || first?.type !== 'unscripted.supplied') return recorded;
  return decided('Corrected by a new entry; the old one stays as it was.', [
    first,
    { type: 'unscripted.corrected', id: state.id, correction: first.id, reason: why },
    ...(state.proposal
      ? [{ type: 'prescription.cleared', key: state.proposal.key, because: state.id } as const]
      : []),
    ...namedAgain(state, first.id),
  ]);
};

/** [USC-8] A script that a person named for an entry stays named for the one that corrects it. */
const namedAgain = (state: UnscriptedState, id: UnscriptedId): readonly UnscriptedEvent[] =>
  [...state.earlier, ...(state.proposal ? [state.proposal] : [])].flatMap(({ key, shortId, named }) =>
    named ? [{ type: 'unscripted.proposed', id, key, shortId, lines: named.lines } as const] : [],
  );

const tooMuch = (item: Item): Refusal =>
  refuse(
    'MoreThanAsked',
    'USC-9',
    `More of ${item.medication.display} was supplied than this script asks for.`,
    'Ask the prescriber for the rest, correct the entry, or say that this is another supply.',
  );

const amount = (quantity: number, unit: string): string => `${quantity} ${unit}`.trim();

/** [USC-9] A pack is not a tablet: what EPS is told is counted as the script counts. */
const anotherUnit = (supplied: UnscriptedItem, { medication, quantity }: Item): Refusal =>
  refuse(
    'UnitDiffers',
    'USC-9',
    `The entry says ${amount(supplied.quantity, supplied.unit)}${supplied.unit.trim() === '' ? ' without a unit' : ''}, and the script asks for ${amount(quantity.value, quantity.unit)} of ${medication.display}.`,
    `Correct the entry (C): write how many ${quantity.unit} were supplied. Then confirm.`,
  );

/** What was supplied of a line; without a unit only where it is just what the line asks for. */
const choiceOf = (script: PrescriptionState, item: Item, supplied: UnscriptedItem): LineChoice | Refusal => {
  const { itemId } = item;
  const { quantity, unit } = supplied;
  const remaining = remainingOf(script, item);
  if (!(sameUnit(unit, item.quantity.unit) ?? quantity === remaining)) return anotherUnit(supplied, item);
  if (quantity > remaining) return tooMuch(item);
  return quantity === remaining ? { kind: 'full', itemId } : { kind: 'part', itemId, quantity };
};

/** What was supplied of each line, as the hand-out is told to EPS. */
const choicesFor = (
  script: PrescriptionState,
  state: UnscriptedState,
): ((item: Item) => LineChoice) | Refusal => {
  const lines = linesOf(script, state);
  if (!lines)
    return refuse(
      'LinesMissing',
      'USC-9',
      'The script has no open line for each item supplied.',
      'If it is the script of this supply, name it again with its lines; else say that it is another supply.',
    );
  const choices = new Map<string, LineChoice>();
  for (const [i, supplied] of state.entry.items.entries()) {
    const item = lines[i];
    if (!item) continue;
    const choice = choiceOf(script, item, supplied);
    if ('rule' in choice) return choice;
    choices.set(item.itemId, choice);
  }
  return ({ itemId }) => choices.get(itemId) ?? { kind: 'owing', itemId };
};

/** [USC-9] The script goes through as supplied when it was, with one notification. */
const decideNotify = (
  state: UnscriptedState,
  script: PrescriptionState,
  context: DecideContext,
): UnscriptedDecision => {
  const choiceFor = choicesFor(script, state);
  if ('kind' in choiceFor) return choiceFor;
  const work = hasLeft(script) ? script.work : 'ready';
  const free: PrescriptionState = { ...script, hold: { kind: 'none' }, work };
  const refusal = mayHandOut(free, context);
  if (refusal) return refusal;
  const told = tellLines(free, choiceFor, { ...context, now: state.entry.suppliedAt });
  if (told.kind === 'refused') return told;
  const { key, shortId } = script.prescription;
  const supply = { messageId: asMessageId(context.newId()), ...told.told };
  return decided(
    'Matched. One notification with the time of the supply waits for the broker; nothing is handed out again.',
    [
      { type: 'prescription.cleared', key, because: state.id },
      { type: 'prescription.supplied', key, supply },
      { type: 'unscripted.matched', id: state.id, key, shortId, how: 'notified' },
    ],
    [{ kind: 'notification', messageId: supply.messageId, supply }],
  );
};

/** [USC-10] [PRX-10] The paper goes in for payment, so the electronic script goes back, as any script does. */
const decideGiveBack = (
  state: UnscriptedState,
  script: PrescriptionState,
  context: DecideContext,
): UnscriptedDecision => {
  const { key, shortId } = script.prescription;
  const returned = decideReturn(script, supersededReason.code, context);
  if (returned.kind === 'refused') return returned;
  return decided(
    'The electronic script goes back to the Spine; the paper is sent in for payment.',
    [...returned.events, { type: 'unscripted.matched', id: state.id, key, shortId, how: 'returned' }],
    returned.messages,
  );
};

/** A pharmacist says that the proposed script is the one, or that it is not. */
export const decideMatch = (
  state: UnscriptedState,
  script: PrescriptionState | undefined,
  answer: 'notified' | 'returned' | 'another',
  context: DecideContext,
): UnscriptedDecision => {
  const refusal = needRole(context.user, ['pharmacist'], 'Matching a supply with its script');
  if (refusal) return refusal;
  if (!isOpen(state) || !state.proposal || !script)
    return refuse(
      'NothingProposed',
      'USC-6',
      'No script is proposed for this supply.',
      'It is proposed by itself when it comes; one that is here can be named.',
    );
  const { key } = state.proposal;
  if (answer === 'another')
    return decided('Noted: it is for another supply, and goes on where it was.', [
      { type: 'prescription.cleared', key, because: state.id },
      { type: 'unscripted.proposal-rejected', id: state.id, key },
    ]);
  if (!isWithUs(script))
    return refuse(
      'NotHere',
      'USC-9',
      'This script is not with us any more, or is on its way back.',
      'Wait for the answer of EPS in Messages. If it stays or comes again, it is asked about again here.',
    );
  if (answer === 'returned' && state.entry.route !== 'paper')
    return refuse(
      'NotOnPaper',
      'USC-10',
      'No paper goes in for payment of this supply, so its script is notified.',
      'Confirm that it is the script of this supply, or say that it is another one.',
    );
  return answer === 'notified'
    ? decideNotify(state, script, context)
    : decideGiveBack(state, script, context);
};

/** [USC-12] Dates of a prescription that came by another way. */
export const decideDates = (
  state: UnscriptedState,
  command: Extract<UnscriptedCommand, { kind: 'RecordPrescriptionDates' }>,
  context: DecideContext,
): UnscriptedDecision => {
  const { writtenOn, receivedOn, note } = command;
  const refusal = needRole(context.user, ['pharmacist'], 'Completing the register');
  if (refusal) return refusal;
  if (!isOpen(state) || state.proposal)
    return refuse(
      'EntryClosed',
      'USC-12',
      state.proposal
        ? 'An electronic script is proposed for this supply.'
        : 'This entry waits for no prescription.',
      state.proposal ? 'Say first whether that script is the one.' : 'Look at the entry for what closed it.',
    );
  const [written, received] = [utcDay(writtenOn), utcDay(receivedOn)];
  if (!written || !received || received < written)
    return refuse(
      'DatesWrong',
      'USC-12',
      'A prescription is signed on a day, and received on that day or later.',
      'Fill in both days, such as 2026-11-24.',
    );
  if (received > dayOf(context.now))
    return refuse(
      'DatesWrong',
      'USC-12',
      'A prescription that is here was not received later than today.',
      'Correct the day; if it has not come yet, fill both in when it has.',
    );
  return decided('The register is complete for this supply.', [
    {
      type: 'unscripted.prescription-recorded',
      id: state.id,
      writtenOn,
      receivedOn,
      note: note.trim().slice(0, 300),
    },
  ]);
};
