import type { Tab } from '../prescriptions/tab';
import type { Role } from '../users/model';

/** [TRI-9] Where a role's own work waits, the first place first. */
const placesOf: Readonly<Record<Role, readonly Tab[]>> = {
  pharmacist: ['to-check', 'to-accuracy-check'],
  technician: ['to-assemble', 'to-accuracy-check'],
  dispenser: ['to-assemble', 'ready'],
  manager: ['needs-person', 'ready'],
};

/** [TRI-9] The tab from which a role takes the next script; undefined where nothing waits for it. */
export const nextTabFor = (role: Role, waiting: Readonly<Record<Tab, number>>): Tab | undefined =>
  placesOf[role].find((tab) => waiting[tab] > 0);
