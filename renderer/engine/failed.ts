import { EntryUnknown } from '../store/entry-unknown';
import { RowDamaged } from '../store/sealing';
import type { EngineStatus } from '../usecases/views';
import type { FromEngine } from './protocol';

const stopped = (sentence: string, next: string): FromEngine => ({
  kind: 'status',
  status: { kind: 'stopped', sentence, next } satisfies EngineStatus,
});

/** A defect, or an index or a journal that cannot be read any further: what the screen hears of it. */
export const engineFailed = (failure: unknown, say: (message: FromEngine) => void): void => {
  if (failure instanceof RowDamaged) say({ kind: 'index-damaged' });
  else if (failure instanceof EntryUnknown)
    say(
      stopped(
        'A newer version of Holdfast has written to this journal, so this version does not go on.',
        'Install the newer version. Nothing is lost.',
      ),
    );
  else
    say(
      stopped(
        'Holdfast’s engine has stopped. What was confirmed is in the journal.',
        'Close Holdfast, see that its disk has room, and start it again. If this stays, call the supplier.',
      ),
    );
};
