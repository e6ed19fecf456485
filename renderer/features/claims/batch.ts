import type { IssueKey } from '../../domain/kernel/ids';
import { holdState, type HeldState } from '../../ui/held-state';
import type { CommandReply } from '../../usecases/commands';
import type { WorklistRow } from '../../usecases/views';

/** How a batch of claims stands. */
export type BatchState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly at: number; readonly of: number }
  | {
      readonly kind: 'sent';
      readonly done: number;
      /** Not begun, because it was stopped. */
      readonly left: number;
      readonly refused: readonly string[];
    };

/** Claims that need nothing more, sent one after the other; it can be stopped between two. */
export type ClaimsBatch = HeldState<BatchState> & {
  readonly send: (rows: readonly Pick<WorklistRow, 'key' | 'shortId'>[]) => Promise<void>;
  readonly stop: () => void;
  /** What it came to has been read. */
  readonly close: () => void;
};

const none: BatchState = { kind: 'none' };

/** [CLM-10] It goes on wherever whoever began it goes, so it belongs to no screen. */
export const makeClaimsBatch = (sendClaim: (key: IssueKey) => Promise<CommandReply>): ClaimsBatch => {
  const { state, listen, become } = holdState<BatchState>(none);
  let stopped = false;
  return {
    state,
    listen,
    send: async (rows) => {
      if (state().kind === 'sending') return;
      stopped = false;
      const refused: string[] = [];
      let at = 0;
      for (const { key, shortId } of rows) {
        if (stopped) break;
        at += 1;
        become({ kind: 'sending', at, of: rows.length });
        const reply = await sendClaim(key);
        if (reply.kind === 'refused') refused.push(`${shortId}: ${reply.sentence}`);
      }
      become({ kind: 'sent', done: at - refused.length, left: rows.length - at, refused });
    },
    stop: () => {
      stopped = true;
    },
    close: () => {
      if (state().kind === 'sent') become(none);
    },
  };
};
