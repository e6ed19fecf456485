import { dayOf, utcDay } from '../kernel/calendar';
import { latestBy, noteClock } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import { asUnscriptedId, type UnscriptedId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import type { DecidedEvent, MessageDraft } from '../prescriptions/commands';
import type { UnscriptedCommand } from './commands';
import { refuseEntry } from './decide-entry';
import type { UnscriptedEvent } from './events';
import { isOpen, type Entry, type Matched, type UnscriptedState } from './model';

export type UnscriptedDecision =
  | {
      readonly kind: 'decided';
      readonly sentence: string;
      readonly events: readonly (UnscriptedEvent | DecidedEvent)[];
      /** Of the script that was matched. */
      readonly messages: readonly MessageDraft[];
    }
  | Refusal;

/** The same of a supply that is entered. */
export type EntryDecision =
  (Extract<UnscriptedDecision, { kind: 'decided' }> & { readonly entered: UnscriptedId }) | Refusal;

/** Shared by the decisions on an entry. */
export const decided = (
  sentence: string,
  events: readonly (UnscriptedEvent | DecidedEvent)[],
  messages: readonly MessageDraft[] = [],
) => ({ kind: 'decided', sentence, events, messages }) as const;

/** [USC-1] [USC-2] Enters a supply. */
export const decideRecord = (entry: Entry, context: DecideContext, corrected?: Entry): EntryDecision => {
  const refusal = refuseEntry(entry, context, corrected);
  if (refusal) return refusal;
  const id = asUnscriptedId(context.newId());
  const sentence =
    entry.route === 'patient'
      ? 'Entered in the register. L prints its label, with the words “Emergency Supply”.'
      : 'Entered in the register. It stays open until its script is here, or the days of its prescription are filled in.';
  return {
    ...decided(sentence, [{ type: 'unscripted.supplied', id, entry, ...noteClock(context) }]),
    entered: id,
  };
};

/** [USC-8] The script by which EPS was told of an entry, the last where there are several. */
export const toldBy = ({ matched, partly = [] }: UnscriptedState): Matched | undefined =>
  matched ?? partly.at(-1);

/** [USC-8] Why an entry cannot be corrected as it stands, and the way to it. */
export const whyNotCorrected = (state: UnscriptedState): Refusal | undefined => {
  if (state.correctedBy)
    return refuse(
      'EntryClosed',
      'USC-8',
      'This entry was corrected already.',
      'Correct the entry that took its place.',
    );
  const told = toldBy(state);
  if (!told) return undefined;
  if (told.how === 'returned')
    return refuse(
      'EntryClosed',
      'USC-8',
      `${told.shortId} went back to the Spine for this entry, so it stays as it is.`,
      'Print the record (P), and write on it what was wrong.',
    );
  return refuse(
    'EntryClosed',
    'USC-8',
    `EPS was told of ${state.matched && !state.partly ? 'this entry' : 'a part of this entry'} by ${told.shortId}, so it stays as it is.`,
    'To correct it, open that script (S) and withdraw its notification there (W). Then the entry can be corrected here (C).',
  );
};

/** [USC-8] A correction is an entry of its own. */
export const decideCorrect = (
  state: UnscriptedState,
  { entry, reason }: Extract<UnscriptedCommand, { kind: 'CorrectSupply' }>,
  context: DecideContext,
): EntryDecision => {
  const why = reason.trim().slice(0, 300);
  const not = whyNotCorrected(state);
  if (not) return not;
  if (why === '')
    return refuse('ReasonMissing', 'USC-8', 'A correction needs a reason.', 'Write what was wrong.');
  const corrected: Entry = { ...entry, corrects: { id: state.id, reason: why } };
  const recorded = decideRecord(corrected, context, state.entry);
  if (recorded.kind === 'refused') return recorded;
  const { entered } = recorded;
  const events: readonly (UnscriptedEvent | DecidedEvent)[] = [
    ...recorded.events,
    { type: 'unscripted.corrected', id: state.id, correction: entered, reason: why },
    ...(state.proposal
      ? [{ type: 'prescription.cleared', key: state.proposal.key, because: state.id } as const]
      : []),
    ...namedAgain(state, entered),
  ];
  return { ...decided('Corrected by a new entry; the old one stays as it was.', events), entered };
};

/** [USC-8] A script that a person named for an entry stays named for the one that corrects it. */
const namedAgain = (state: UnscriptedState, id: UnscriptedId): readonly UnscriptedEvent[] =>
  [...state.earlier, ...(state.proposal ? [state.proposal] : [])].flatMap(({ key, shortId, named }) =>
    named
      ? [
          {
            type: 'unscripted.proposed',
            id,
            key,
            shortId,
            lines: named.lines,
            ...(named.items ? { items: named.items } : {}),
          } as const,
        ]
      : [],
  );

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
  const latest = latestBy(context.clock, context.now);
  if (latest !== undefined && received > dayOf(latest))
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
