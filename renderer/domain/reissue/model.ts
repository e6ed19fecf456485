import type { Actor } from '../kernel/context';
import type { Instant } from '../kernel/instant';
import type { IssueKey, MessageId, PrescriptionId, ReissueId } from '../kernel/ids';
import type { Patient } from '../prescriptions/model';
import { markedElsewhere, markedOver, type Mark } from './mark';

/** An item by its dm+d code; the code is empty where somebody typed the item. */
export type WantedItem = { readonly code: string; readonly display: string };

/** The two scripts of a pair. Stored: do not rename. */
export type Which = 'original' | 'replacement';
export const otherOf = (which: Which): Which => (which === 'original' ? 'replacement' : 'original');

/** One script of a pair, as far as it is known. */
export type Side = {
  readonly key?: IssueKey;
  readonly shortId?: PrescriptionId;
  /** What a person saw in another system, where it does not come here. */
  readonly mark?: Mark;
};

/** A return that this pair asked for. */
export type PairReturn = {
  readonly key: IssueKey;
  readonly messageId: MessageId;
  readonly outcome: 'waiting' | 'returned' | 'refused';
  readonly sentence?: string;
};

/** How a pair came to its end. Stored: do not rename. */
export type EndHow =
  | 'returned'
  | 'different'
  | 'called-off'
  | 'settled-elsewhere'
  | 'both-supplied'
  | 'not-taken-back'
  /** The one that goes is not here, and a pharmacist waits for it no longer. */
  | 'left'
  /** The one that should go was claimed as not dispensed. */
  | 'not-dispensed'
  /** What a person said of the two scripts in another pair answered this one too. */
  | 'answered';

/**
 * Two scripts for one supply: registered by a person who heard "the GP re-sends this", or suspected by the
 * program. Fold of its events.
 */
export type ReissueState = {
  readonly id: ReissueId;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly origin: 'registered' | 'suspected';
  /** Under whose name a return goes: who registered the pair, or decided it. */
  readonly author?: Actor;
  readonly patient: Patient;
  readonly items: readonly WantedItem[];
  readonly note: string;
  readonly original: Side;
  readonly replacement: Side;
  /** One that may be the missing script; a person says whether it is. */
  readonly proposal?: { readonly which: Which; readonly key: IssueKey; readonly shortId: PrescriptionId };
  /** Scripts of which a person said that they are not the missing one. */
  readonly rejected: readonly IssueKey[];
  /** Two scripts that a person saw side by side here, and said that they are two supplies. */
  readonly apart: readonly (readonly [IssueKey, IssueKey])[];
  /** `open`: nobody has said yet that the two are one supply. */
  readonly decision: 'open' | 'same';
  /** Which of the two goes back, once that is certain. */
  readonly goes?: Which;
  readonly returns: readonly PairReturn[];
  readonly bothSupplied: boolean;
  /** When a pharmacist took up what was closed: what the desk had heard before counts no more. */
  readonly reopenedAt?: Instant;
  /** The one that should stay is neither with us nor handed out, so that nothing says that the other one goes. */
  readonly staysGone: boolean;
  readonly end?: {
    readonly how: EndHow;
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
  };
};

/** [RSU-14] A person saw one of the two in another system. */
export const isMarked = ({ original, replacement }: ReissueState): boolean =>
  original.mark !== undefined || replacement.mark !== undefined;

/** [RSU-22] An original is held for a replacement that another pharmacy has. */
export const replacementElsewhere = ({ original, replacement, goes }: ReissueState): boolean =>
  original.key !== undefined && markedElsewhere(replacement) && goes !== 'replacement';

/** [RSU-22] What went back for the other one is with another pharmacy now. */
export const wentElsewhere = ({ goes, ...sides }: ReissueState): boolean =>
  goes !== undefined && sides[goes].key !== undefined && markedElsewhere(sides[goes]);

/** Whether a person must say something before the pair goes on. */
export const waitsForPerson = (state: ReissueState): boolean =>
  state.end === undefined &&
  (state.decision === 'open' ||
    state.proposal !== undefined ||
    state.bothSupplied ||
    state.staysGone ||
    markedOver(state.original) ||
    markedOver(state.replacement) ||
    replacementElsewhere(state) ||
    wentElsewhere(state) ||
    state.returns.at(-1)?.outcome === 'refused');
