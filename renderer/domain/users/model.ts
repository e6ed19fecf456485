import type { UserId } from '../kernel/ids';

/** What a person may do here. Stored: do not rename. */
export type Role = 'pharmacist' | 'technician' | 'dispenser' | 'manager';

export const roles: readonly Role[] = ['pharmacist', 'technician', 'dispenser', 'manager'];

/** A person of this pharmacy. The PIN is stretched and salted; it never leaves this record. */
export type User = {
  readonly userId: UserId;
  readonly name: string;
  readonly role: Role;
  readonly sdsUserId: string;
  readonly roleProfileId: string;
  readonly jobRoleCode: string;
  readonly phone: string;
  readonly pinSalt: string;
  readonly pinHash: string;
  readonly active: boolean;
};

/** Nobody, somebody. */
export type Session =
  { readonly kind: 'signed-out' } | { readonly kind: 'signed-in'; readonly userId: UserId };
