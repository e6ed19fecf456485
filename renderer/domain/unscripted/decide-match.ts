import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { LineChoice } from '../prescriptions/commands';
import { decideReturn } from '../prescriptions/decide-return';
import { mayHandOut, tellLines } from '../prescriptions/decide-supply';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { remainingOf } from '../prescriptions/supplied';
import { isWithUs } from '../reissue/rule';
import { supersededReason } from '../reissue/settle';
import { decided, type UnscriptedDecision } from './decide';
import { fitsOf, type Fit } from './fit';
import { openItems } from './matches';
import { isOpen, type UnscriptedItem, type UnscriptedState } from './model';
import { sameUnit } from './units';

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

/** [USC-9] [USC-20] Which items the script is for; refused while that is a guess. */
const sureFits = (script: PrescriptionState, state: UnscriptedState): readonly Fit[] | Refusal => {
  const { fits, sure } = fitsOf(script, state);
  if (sure) return fits;
  return refuse(
    'LinesUnsure',
    'USC-9',
    'Nobody has said which open line of the script each item is, and names do not tell for sure.',
    'Choose the line of each item and name it, then confirm. If it is the script of another supply, say so.',
  );
};

/** What was supplied of each line, as the hand-out is told to EPS. */
const choicesFor = (
  script: PrescriptionState,
  { entry }: UnscriptedState,
  fits: readonly Fit[],
): ((item: Item) => LineChoice) | Refusal => {
  const choices = new Map<string, LineChoice>();
  for (const { n, line } of fits) {
    const supplied = entry.items[n];
    if (!supplied) continue;
    const choice = choiceOf(script, line, supplied);
    if ('rule' in choice) return choice;
    choices.set(line.itemId, choice);
  }
  return ({ itemId }) => choices.get(itemId) ?? { kind: 'owing', itemId };
};

/** [USC-9] The script goes through as supplied when it was, with one notification. */
const decideNotify = (
  state: UnscriptedState,
  script: PrescriptionState,
  context: DecideContext,
): UnscriptedDecision => {
  const fits = sureFits(script, state);
  if ('rule' in fits) return fits;
  const choiceFor = choicesFor(script, state, fits);
  if ('rule' in choiceFor) return choiceFor;
  // However far the work on what is left has come: this left before.
  const done = script.work === 'supplied' || script.work === 'not-dispensed';
  const free: PrescriptionState = { ...script, hold: { kind: 'none' }, ...(done ? {} : { work: 'ready' }) };
  const refusal = mayHandOut(free, context);
  if (refusal) return refusal;
  const told = tellLines(free, choiceFor, { ...context, now: state.entry.suppliedAt });
  if (told.kind === 'refused') return told;
  const { key, shortId } = script.prescription;
  const supply = { messageId: asMessageId(context.newId()), ...told.told };
  const items = fits.map(({ n }) => n).sort((a, b) => a - b);
  const left = openItems(state).length - items.length;
  return decided(
    `Matched. One notification with the time of the supply is made; the script’s messages say how it stands. Nothing is handed out again.${left > 0 ? ' What this script is not for still waits for its own.' : ''}`,
    [
      { type: 'prescription.cleared', key, because: state.id },
      { type: 'prescription.supplied', key, supply },
      {
        type: 'unscripted.matched',
        ...{ id: state.id, key, shortId, how: 'notified' },
        ...(items.length < state.entry.items.length ? { items } : {}),
      },
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
