import type { ClockFault } from '../kernel/clock-fault';
import { hourMs, type Instant, type LocalDate } from '../kernel/instant';
import type { IssueKey, ItemId, PrescriptionId, UnscriptedId } from '../kernel/ids';
import type { Patient } from '../prescriptions/model';

/** By which way medicine left without an electronic prescription. Stored: do not rename. */
export type Route = 'prescriber' | 'patient' | 'paper';
export const routes: readonly Route[] = ['prescriber', 'patient', 'paper'];

export const routeNames: Readonly<Record<Route, string>> = {
  prescriber: 'Emergency supply asked for by a prescriber',
  patient: 'Emergency supply asked for by a patient',
  paper: 'Paper FP10',
};

/** Which limit the quantity of a patient's own emergency supply keeps to (law.md 1.2). Stored. */
export type Limit = 'days' | 'smallest-pack' | 'one-cycle' | 'full-course';

export type UnscriptedItem = {
  /** Name, strength and form, as on the label. */
  readonly display: string;
  /** dm+d code where the item was taken from a script that is here; else empty. */
  readonly code: string;
  readonly quantity: number;
  readonly unit: string;
  /** CD1 … CD5, CD4-2, or `none`: a person said that it is not controlled. Empty: nobody said (older entries). */
  readonly schedule: string;
  /** The dose, as on the label. */
  readonly directions: string;
  /** For a patient's own emergency supply. */
  readonly limit?: Limit;
  readonly days?: number;
};

/** What is asked before an emergency supply. Stored: do not rename, only add. */
export type SupplyQuestion =
  'interviewed' | 'needed-now' | 'undertaken' | 'uk-prescriber' | 'licensed' | 'schedule-18' | 'epilepsy';
export type Answer = 'yes' | 'no';
export type Answers = Readonly<Partial<Record<SupplyQuestion, Answer>>>;

export type Authority = {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
};

/** What a register wants to know of one supply; it never changes. */
export type Entry = {
  readonly route: Route;
  readonly suppliedAt: Instant;
  readonly patient: Patient;
  readonly items: readonly UnscriptedItem[];
  /** The nature of the emergency, or what is to be said of the paper prescription. */
  readonly reason: string;
  /** Prescriber: who asked and undertook to send the script, or who signed the paper. */
  readonly prescriber?: Authority;
  /** Patient: the interview, and how it is known that it was prescribed before. */
  readonly interview?: { readonly evidence: string; readonly whyNoPrescription: string };
  /** Emergency supplies: what was asked one by one. Older entries have none. */
  readonly answers?: Answers;
  /** Paper: the day it was signed. */
  readonly writtenOn?: LocalDate;
  readonly corrects?: { readonly id: UnscriptedId; readonly reason: string };
};

/** The electronic script that stands for a supply. */
export type Matched = {
  readonly key: IssueKey;
  readonly shortId: PrescriptionId;
  readonly how: 'notified' | 'returned';
  readonly at: Instant;
  readonly by: string;
  /** [USC-20] The items of the entry that it stands for, counted from 0; absent: all. */
  readonly items?: readonly number[];
};

/** A person found the script, with its line for each item; `items` where it is not for all, counted from 0. */
type Named = {
  readonly by: string;
  readonly at: Instant;
  readonly lines: readonly ItemId[];
  readonly items?: readonly number[];
};

/** A script that may be the one of a supply. */
export type Proposal = {
  readonly key: IssueKey;
  readonly shortId: PrescriptionId;
  readonly named?: Named;
};

/** One entry of the register with what was found out since. Fold of its events. */
export type UnscriptedState = {
  readonly id: UnscriptedId;
  readonly entry: Entry;
  readonly enteredAt: Instant;
  /** What was known to be wrong with the clock by which it was entered. */
  readonly clock?: ClockFault;
  readonly by: string;
  readonly proposal?: Proposal;
  readonly rejected: readonly IssueKey[];
  /** Scripts that were proposed earlier; of none has anybody said that it is another supply. */
  readonly earlier: readonly Proposal[];
  readonly matched?: Matched;
  /** [USC-20] Scripts that were notified for some of the items while the others still ask for theirs. */
  readonly partly?: readonly Matched[];
  /** Dates of a prescription that came by another way (HMR reg 253). */
  readonly prescription?: {
    readonly writtenOn: LocalDate;
    readonly receivedOn: LocalDate;
    readonly note: string;
    readonly at: Instant;
    readonly by: string;
  };
  /** A person said that no script will come for it. */
  readonly closed?: { readonly reason: string; readonly at: Instant; readonly by: string };
  readonly correctedBy?: { readonly id: UnscriptedId; readonly reason: string };
};

/** A prescriber undertakes to send the script within this time (HMR reg 224). */
const undertakingMs = 72 * hourMs;

/** [USC-11] Whether the law expects a prescription for it: a patient's own emergency supply is whole without one. */
export const expectsScript = ({ entry }: UnscriptedState): boolean => entry.route !== 'patient';

/** Whether the register still lacks the prescription's dates. */
export const lacksScript = (state: UnscriptedState): boolean =>
  expectsScript(state) &&
  state.matched === undefined &&
  state.prescription === undefined &&
  state.closed === undefined;

/** [USC-11] Whether the register waits for a prescription, or a person must say which script it is. */
export const isOpen = (state: UnscriptedState): boolean =>
  state.correctedBy === undefined && (state.proposal !== undefined || lacksScript(state));

/**
 * [USC-16] Whether another script may still come for this supply, however complete the register is: always, until a
 * script was notified for it.
 */
export const stillGuards = (state: UnscriptedState): boolean =>
  state.correctedBy === undefined && (state.proposal !== undefined || state.matched?.how !== 'notified');

/** Every script that it knows of. */
export const keysOf = ({ proposal, earlier, matched, partly = [] }: UnscriptedState): readonly IssueKey[] =>
  [...earlier, ...(proposal ? [proposal] : []), ...partly, ...(matched ? [matched] : [])].map(
    ({ key }) => key,
  );

/** What was proposed for it, now or earlier, and not rejected since. */
export const proposalOf = (state: UnscriptedState, key: IssueKey): Proposal | undefined =>
  [...(state.proposal ? [state.proposal] : []), ...state.earlier].find((one) => one.key === key);

/** When the prescriber's undertaking runs out; undefined where nobody undertook anything. */
export const dueBy = ({ entry }: UnscriptedState): number | undefined =>
  entry.route === 'prescriber' ? entry.suppliedAt + undertakingMs : undefined;
