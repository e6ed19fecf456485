import type { Refusal } from '../kernel/refusal';
import type { ItemId, MessageId } from '../kernel/ids';
import type { PrescriptionEvent } from './events';
import type { Claim, ClaimDetails } from '../claims/model';
import type { OutboxEvent } from '../outbox/events';
import type { ChosenProduct, Coded, SaidTime, Supply } from './model';

/** What a person may ask about one issue. */
export type PrescriptionCommand =
  | { readonly kind: 'CheckPrescription' }
  /** What is in the bag; of what nobody chose, all of it as prescribed. */
  | { readonly kind: 'AssemblePrescription'; readonly choices?: readonly LineChoice[] }
  | { readonly kind: 'AccuracyCheckPrescription' }
  | { readonly kind: 'StepBackPrescription' }
  | { readonly kind: 'HoldPrescription'; readonly reason: string }
  | { readonly kind: 'LiftHold'; readonly reason: string }
  /** After a journal was put back: all of it left in the time that is missing, and EPS knows. */
  | { readonly kind: 'SayHandedOutSince'; readonly reason: string }
  /** EPS closed it with something owed: nothing more is supplied from it. */
  | { readonly kind: 'NoteClosedByEps'; readonly reason: string }
  | { readonly kind: 'SupplyInFull' }
  | { readonly kind: 'SupplyItems'; readonly choices: readonly LineChoice[]; readonly time?: SaidTime }
  /** Nothing of it is ever supplied, however far the work has come. */
  | { readonly kind: 'RecordNotDispensed'; readonly reasonCode: string; readonly time?: SaidTime }
  | { readonly kind: 'AmendSupply'; readonly choices: readonly LineChoice[]; readonly time?: SaidTime }
  | { readonly kind: 'PrepareClaim'; readonly details: ClaimDetails }
  | { readonly kind: 'SendClaim'; readonly details?: ClaimDetails }
  | { readonly kind: 'WithdrawSupply'; readonly reasonCode: string }
  | { readonly kind: 'ReturnPrescription'; readonly reasonCode: string }
  /** Puts a script that was released offline back into its pack. */
  | { readonly kind: 'UndoRelease' }
  /** Has the Spine asked once more whether a script released offline is ours. */
  | { readonly kind: 'AskToConfirm' }
  | { readonly kind: 'SettleConflict'; readonly choice: 'spine' | 'ours'; readonly reason: string };

type ChosenToLeave = {
  readonly products?: readonly ChosenProduct[];
  /** [PRX-23] It is more than was said to be in the bag, and whoever chose it says that the rest is in it now. */
  readonly restIsIn?: true;
};

/** What somebody chose for one line; `part` is what leaves now, in the line's own unit. */
export type LineChoice =
  | ({ readonly kind: 'full'; readonly itemId: ItemId } & ChosenToLeave)
  | ({ readonly kind: 'part'; readonly itemId: ItemId; readonly quantity: number } & ChosenToLeave)
  | { readonly kind: 'owing'; readonly itemId: ItemId }
  | { readonly kind: 'not-dispensed'; readonly itemId: ItemId; readonly reasonCode: string };

/** A message that a decision asks for; its bytes are written from this and the script as released. */
export type MessageDraft =
  | {
      readonly kind: 'notification';
      readonly messageId: MessageId;
      readonly supply: Omit<Supply, 'notification'>;
    }
  | {
      readonly kind: 'claim';
      readonly messageId: MessageId;
      readonly claim: Omit<Claim, 'progress' | 'by'>;
    }
  | { readonly kind: 'return'; readonly messageId: MessageId; readonly reason: Coded }
  | {
      readonly kind: 'withdraw';
      readonly messageId: MessageId;
      readonly of: MessageId;
      readonly reason: Coded;
    };

/** What a decision about a script may change: the script, and messages of it that it replaces, lets go or stops. */
export type DecidedEvent =
  | PrescriptionEvent
  | Extract<
      OutboxEvent,
      { type: 'message.replaced' | 'message.unblocked' | 'message.set-aside' | 'message.handed-over' }
    >;

export type Decision =
  | {
      readonly kind: 'decided';
      readonly events: readonly DecidedEvent[];
      readonly messages: readonly MessageDraft[];
      /** What was done, for the person who asked. */
      readonly sentence: string;
      /** What of the sentence stands once its message waits no longer. */
      readonly stands?: string;
    }
  | Refusal;

export const decided = (
  sentence: string,
  events: readonly DecidedEvent[],
  messages: readonly MessageDraft[] = [],
): Decision => ({ kind: 'decided', events, messages, sentence });
