import { checkPin, decideAddPerson } from '../../domain/users/decide';
import type { PersonDetails } from '../../domain/users/model';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import { asFacts, commit } from '../commit';
import { programName, type Deps } from '../deps';

/** Adds a person with a stretched PIN. */
export const addPerson = async (deps: Deps, details: PersonDetails, pin: string): Promise<CommandReply> => {
  const unfit = checkPin(pin, 'USR-3');
  const by = deps.who.current();
  const salt = deps.ids.newId();
  // Main takes nothing that is no PIN; what else is missing is named first, from the top of the form down.
  const hash = unfit ? '' : await deps.pins.stretch(pin, salt);
  const users = await deps.store.loadUsers();
  const forEps = deps.kind !== 'companion';
  const decision = decideAddPerson(users, details, { salt, hash }, deps.ids.newId, by, forEps);
  if (decision.kind === 'refused') return decision;
  if (unfit) return unfit;
  return carryOut(deps, by, { ...decision, sentence: `${details.name.trim()} can sign in now.` });
};

/** The people of the training pharmacy, invented; their PINs are shown on its sign-in screen. */
const trainingPeople: readonly (PersonDetails & { readonly pin: string })[] = [
  {
    name: 'Priya Shah',
    role: 'pharmacist',
    pin: '1111',
    sdsUserId: '555086689106',
    roleProfileId: '555086715105',
    jobRoleCode: 'S8000:G8000:R8000',
    phone: '01632 960101',
  },
  {
    name: 'Tom Reed',
    role: 'technician',
    pin: '2222',
    sdsUserId: '555086689107',
    roleProfileId: '555086715106',
    jobRoleCode: 'R8004',
    phone: '01632 960101',
  },
  {
    name: 'Grace Owusu',
    role: 'manager',
    pin: '3333',
    sdsUserId: '555086689108',
    roleProfileId: '555086715107',
    jobRoleCode: 'R8006',
    phone: '01632 960101',
  },
];

/** A training profile starts with people in it: all of them, or none yet. */
export const seedTrainingPeople = async (deps: Deps): Promise<void> => {
  if ((await deps.store.loadUsers()).length > 0) return;
  const added = trainingPeople.map(async ({ pin, ...details }) => {
    const salt = deps.ids.newId();
    const secret = { salt, hash: await deps.pins.stretch(pin, salt) };
    const decision = decideAddPerson([], details, secret, deps.ids.newId, undefined);
    return decision.kind === 'decided' ? decision.events : [];
  });
  await commit(deps, programName, asFacts((await Promise.all(added)).flat()));
};
