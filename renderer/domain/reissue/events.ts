import type { Actor } from '../kernel/context';
import type { IssueKey, MessageId, PrescriptionId, ReissueId } from '../kernel/ids';
import type { Patient } from '../prescriptions/model';
import type { Heard } from './mark';
import type { EndHow, Side, WantedItem, Which } from './model';

/** What happened to a pair of scripts. Stored: do not rename, only add. */
export type ReissueEvent =
  | {
      readonly type: 'reissue.registered';
      readonly id: ReissueId;
      readonly author: Actor;
      readonly patient: Patient;
      readonly items: readonly WantedItem[];
      readonly note: string;
      readonly original: Side;
      readonly replacement: Side;
    }
  | {
      readonly type: 'reissue.suspected';
      readonly id: ReissueId;
      readonly patient: Patient;
      readonly items: readonly WantedItem[];
      readonly original: Side;
      readonly replacement: Side;
    }
  /** One of the two is here; patient and items are told where the registration did not have them. */
  | {
      readonly type: 'reissue.arrived';
      readonly id: ReissueId;
      readonly which: Which;
      readonly key: IssueKey;
      readonly shortId: PrescriptionId;
      readonly patient: Patient;
      readonly items: readonly WantedItem[];
    }
  | {
      readonly type: 'reissue.proposed';
      readonly id: ReissueId;
      readonly which: Which;
      readonly key: IssueKey;
      readonly shortId: PrescriptionId;
    }
  /** `from`: the script of the pair beside which a person saw it, and said that it is another supply. */
  | {
      readonly type: 'reissue.proposal-rejected';
      readonly id: ReissueId;
      readonly key: IssueKey;
      readonly from?: IssueKey;
    }
  /** Another one came that may be of this pair too: the two are compared first, by a pair of their own. */
  | { readonly type: 'reissue.proposal-deferred'; readonly id: ReissueId; readonly key: IssueKey }
  /** A person said that the two are one supply, and which one goes back. */
  | {
      readonly type: 'reissue.decided';
      readonly id: ReissueId;
      readonly goes: Which;
      readonly author: Actor;
      readonly reason: string;
    }
  /** Both are here, and it follows which one goes back. */
  | { readonly type: 'reissue.paired'; readonly id: ReissueId; readonly goes: Which }
  | { readonly type: 'reissue.both-supplied'; readonly id: ReissueId }
  /** The one that should stay has left us with nothing handed out. */
  | { readonly type: 'reissue.stays-gone'; readonly id: ReissueId }
  | {
      readonly type: 'reissue.return-prepared';
      readonly id: ReissueId;
      readonly key: IssueKey;
      readonly messageId: MessageId;
    }
  | {
      readonly type: 'reissue.return-refused';
      readonly id: ReissueId;
      readonly messageId: MessageId;
      readonly sentence: string;
    }
  | {
      readonly type: 'reissue.marked';
      readonly id: ReissueId;
      readonly which: Which;
      readonly words: string;
      /** Where the desk heard it (RSU-22). */
      readonly heard?: Heard;
    }
  /** What the desk had heard is not so after all. */
  | { readonly type: 'reissue.unmarked'; readonly id: ReissueId; readonly which: Which }
  /**
   * What went back or was not waited for has come, something was heard of it, or a person took up what was closed: the
   * pair is open again. `author`: who took it up.
   */
  | {
      readonly type: 'reissue.came-back';
      readonly id: ReissueId;
      readonly author?: Actor;
      readonly reason?: string;
    }
  | {
      readonly type: 'reissue.ended';
      readonly id: ReissueId;
      readonly how: EndHow;
      readonly reason: string;
    };
