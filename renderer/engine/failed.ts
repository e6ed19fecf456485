import { EntryUnknown } from '../store/entry-unknown';
import { RowDamaged } from '../store/sealing';
import type { EngineStatus } from '../usecases/views';
import type { FromEngine } from './protocol';
import { engineStopped } from './stopped';

const newerJournal: EngineStatus = {
  kind: 'stopped',
  sentence: 'A newer version of Holdfast has written to this journal, so this version does not go on.',
  next: 'Install the newer version. Nothing is lost.',
};

/** A defect, or an index or a journal that cannot be read any further: what the screen hears of it. */
export const engineFailed = (failure: unknown, say: (message: FromEngine) => void): void => {
  if (failure instanceof RowDamaged) say({ kind: 'index-damaged' });
  else say({ kind: 'status', status: failure instanceof EntryUnknown ? newerJournal : engineStopped });
};
