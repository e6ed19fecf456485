import type { IssueKey, ReissueId } from '../kernel/ids';
import type { Patient } from '../prescriptions/model';
import type { ReissueMark } from './mark';
import type { WantedItem, Which } from './model';

/** How a script is named by the person who registers: one that is here, an id, or patient and items alone. */
export type RegisterReissue = {
  readonly kind: 'RegisterReissue';
  /** The script that is here. */
  readonly key?: IssueKey;
  /** The id of the original, typed or scanned. */
  readonly typedId?: string;
  /** The id of the one that was sent in its place, where the prescriber said it. */
  readonly replacementId?: string;
  readonly patient?: Patient;
  readonly items?: readonly WantedItem[];
  readonly note: string;
};

/** What a person may say about a pair. */
export type ReissueCommand =
  /** `stays`: the one that is kept; the other goes back. */
  | {
      readonly kind: 'DecideReissue';
      readonly id: ReissueId;
      readonly stays: Which;
      readonly reason: string;
    }
  | { readonly kind: 'DeclareDifferent'; readonly id: ReissueId; readonly reason: string }
  /** `of`: not of this one, but of another registration that waits for such a script. */
  | { readonly kind: 'ConfirmProposal'; readonly id: ReissueId; readonly of?: ReissueId }
  | { readonly kind: 'RejectProposal'; readonly id: ReissueId }
  | { readonly kind: 'CallOffReissue'; readonly id: ReissueId; readonly reason: string }
  | { readonly kind: 'ReturnAgain'; readonly id: ReissueId }
  | {
      readonly kind: 'MarkReissue';
      readonly id: ReissueId;
      readonly which: Which;
      readonly mark: ReissueMark;
    }
  | { readonly kind: 'CloseReissue'; readonly id: ReissueId; readonly reason: string }
  /** What closed it is not so after all. */
  | { readonly kind: 'ReopenReissue'; readonly id: ReissueId; readonly reason: string };
