import type { Role } from '../../renderer/domain/users/model';
import { actorOf } from '../../renderer/domain/users/decide';
import { seedTrainingPeople } from '../../renderer/usecases/users/add-person';
import type { Deps } from '../../renderer/usecases/deps';

/** One of the training people sits down, without a PIN. */
export const signIn = async ({ deps }: { readonly deps: Deps }, role: Role = 'pharmacist'): Promise<void> => {
  await seedTrainingPeople(deps);
  const user = (await deps.store.loadUsers()).find((one) => one.role === role);
  if (!user) throw new Error(`no ${role} in training`);
  deps.who.become(actorOf(user));
};
