import { asInstant, formatClock, type Instant } from '../domain/kernel/instant';
import type { WatchedFolder } from '../platform/pack-files';
import { AttentionBar } from './attention-bar';

type Props = {
  readonly folder: WatchedFolder | undefined;
  readonly now: Instant;
  readonly onOpen: () => void;
};

/** [PCK-26] A watched folder that cannot be read has its own line on every screen until it can. */
export const FolderBar = ({ folder, now, onOpen }: Props) =>
  folder?.kind === 'unreadable' ? (
    <AttentionBar label="Watched folder" hint="F8" onOpen={onOpen}>
      It cannot be read since {formatClock(asInstant(folder.sinceAt), now)}: {folder.reason}. Packs that
      arrive in it are not seen.
    </AttentionBar>
  ) : null;
