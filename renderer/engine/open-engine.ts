import { journalReads } from '../platform/main-ports';
import { makeMainClient, type Port } from '../platform/port-client';
import { importStoreKeys } from '../store/sealing';
import { engineFailed } from './failed';
import { showFirst } from './first-screen';
import { openIndex } from './open-index';
import type { Running } from './opened';
import type { FromEngine } from './protocol';

type Parts = { readonly port: Port; readonly rebuild: boolean; readonly say: (message: FromEngine) => void };

/** Opens the index and says what the first screen shows; the rest of the engine is read meanwhile (ADR 44). */
export const openEngine = async ({ port, rebuild, say }: Parts): Promise<Running | undefined> => {
  const failed = (failure: unknown): void => engineFailed(failure, say);
  try {
    const main = makeMainClient(port);
    const start = await main.call('engine.start', undefined);
    const { lastSeq: total, projectionKey, indexKey } = start;
    const opening = importStoreKeys(new Uint8Array(projectionKey), new Uint8Array(indexKey));
    const index = await openIndex({ lastSeq: total, read: journalReads(main) }, opening, rebuild);
    const keys = await opening;
    if (index.kind === 'other-journal') {
      // Main closes it, and the window says why.
      await main.call('journal.other', { known: index.lastSeq });
      return undefined;
    }
    if (index.kind === 'stopped') {
      say({ kind: 'status', status: index });
      return undefined;
    }
    const isShown = await showFirst({ start, keys, index, say });
    const { runEngine } = await import('./engine');
    return await runEngine({ main, start, keys, isShown, say, failed, ...index });
  } catch (failure) {
    failed(failure);
    return undefined;
  }
};
