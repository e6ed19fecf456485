import type { Instant } from '../../domain/kernel/instant';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { holdsAfterPutBack } from '../../domain/prescriptions/put-back';
import { isFinishedTab, tabs } from '../../domain/prescriptions/tab';
import { asFacts, commitMany } from '../commit';
import { programName, type Deps } from '../deps';

/** More than a pharmacy ever has open. */
const mostOpen = 50_000;

const openScripts = async ({ store }: Deps): Promise<readonly PrescriptionState[]> => {
  const waiting = tabs.filter((tab) => !isFinishedTab(tab));
  const keys = await Promise.all(waiting.map((tab) => store.keysIn(tab, mostOpen)));
  const states = await store.loadPrescriptions(keys.flat());
  return states.filter((state) => state !== undefined);
};

/** [PRX-20] Holds what is open, once for each backup that the journal was put back from. */
export const holdAfterPutBack = async (deps: Deps, backupAt: Instant): Promise<void> => {
  const [known] = await deps.store.loadFromList('settings', ['put-back']);
  if (known?.id === 'put-back' && known.backupAt === backupAt) return;
  const holds = holdsAfterPutBack(await openScripts(deps), backupAt);
  // Said last: where the program ends before, what is not held yet is held at the next start.
  const done = { type: 'settings.put-back', id: 'put-back', backupAt } as const;
  await commitMany(deps, programName, asFacts([...holds, done]));
};
