import type { ProfileInfo } from '../contract/channels';
import type { OpenJournal } from '../journal/open-journal';
import { SealedLogDamaged } from '../training/sealed-log';
import { stopped, type Stopped } from './stops';

type NotOpened =
  Exclude<OpenJournal, { kind: 'open' }> | { readonly kind: 'unreadable'; readonly detail: string };

/** Why the journal in `folder` did not open, and what to do. */
export const notOpened = (
  result: NotOpened,
  info: Pick<ProfileInfo, 'kind' | 'folder'>,
  folder: string,
): Stopped => {
  switch (result.kind) {
    case 'damaged':
      return stopped.journalDamaged(result.sentence, result.detail, folder);
    case 'shorter':
      return stopped.journalShorter(result.lastSeq, result.known, folder);
    case 'wrong-key':
      return stopped.wrongKey(folder);
    case 'other-owner':
      return stopped.otherJournal(result.owner, info.kind, folder);
    case 'newer-format':
      return stopped.newer(`journal format ${result.version}`);
    case 'in-use':
      return result.copy ? stopped.copyInUse(info.folder) : stopped.inUse(info.folder);
    case 'unreadable':
      return stopped.unreadable(result.detail);
  }
};

/** [PRF-11] Why what lies beside the journal in `folder` did not open, and what to do. */
export const notServed = (failure: unknown, folder: string): Stopped =>
  failure instanceof SealedLogDamaged
    ? stopped.besideDamaged(failure.file, folder)
    : stopped.unreadable(String(failure));
