import { asInstant, formatClock, type Instant } from '../domain/kernel/instant';
import type { WatchedFolder } from '../platform/pack-files';

type Props = {
  readonly folder: WatchedFolder | undefined;
  readonly now: Instant;
  readonly onOpen: () => void;
};

/** [PCK-26] A watched folder that cannot be read has its own line on every screen until it can. */
export const FolderBar = ({ folder, now, onOpen }: Props) =>
  folder?.kind === 'unreadable' ? (
    <aside className="hf-incident-bar" aria-label="Watched folder">
      <button type="button" onClick={onOpen}>
        <span aria-hidden="true">▲ </span>
        <strong>Watched folder</strong> It cannot be read since {formatClock(asInstant(folder.sinceAt), now)}:{' '}
        {folder.reason}. Packs that arrive in it are not seen.{' '}
        <kbd className="hf-key" aria-hidden="true">
          F8
        </kbd>
      </button>
    </aside>
  ) : null;
