import type { UrgentCommand } from '../../domain/triage/commands';
import { decideUrgent, urgentListOf } from '../../domain/triage/decide';
import type { UrgentList, UrgentMedicines } from '../../domain/triage/model';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';

const load = async ({ store }: Pick<Deps, 'store'>): Promise<UrgentMedicines | undefined> => {
  const [found] = await store.loadFromList('settings', ['urgent-medicines']);
  return found?.id === 'urgent-medicines' ? found : undefined;
};

/** [TRI-5] The list of urgent medicines that counts now. */
export const loadUrgentList = async (deps: Pick<Deps, 'store'>): Promise<UrgentList> =>
  urgentListOf(await load(deps));

/** [TRI-6] Changes the list, on record. */
export const changeUrgent = async (deps: Deps, command: UrgentCommand): Promise<CommandReply> => {
  const by = deps.who.current();
  return carryOut(deps, by, decideUrgent(await load(deps), command, by));
};
