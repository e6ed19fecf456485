import type { Role } from './model';

const names: Readonly<Record<Role, string>> = {
  pharmacist: 'Pharmacist',
  technician: 'Technician',
  dispenser: 'Dispenser',
  manager: 'Manager',
};
export const roleName = (role: Role): string => names[role];
