import type { UserId } from '../kernel/ids';

/** What a person may do here. Stored: do not rename. */
export type Role = 'pharmacist' | 'technician' | 'dispenser' | 'manager';

export const roles: readonly Role[] = ['pharmacist', 'technician', 'dispenser', 'manager'];

/** What is known of a person. Empty where a companion has no use for it, or the smartcard will say. Stored. */
export type PersonDetails = {
  readonly name: string;
  readonly role: Role;
  readonly sdsUserId: string;
  readonly roleProfileId: string;
  readonly jobRoleCode: string;
  readonly phone: string;
};

/** A person of this pharmacy. The PIN is stretched and salted; it never leaves this record. */
export type User = PersonDetails & {
  readonly userId: UserId;
  readonly pinSalt: string;
  /** Empty where no PIN was set yet: only a smartcard signs in. */
  readonly pinHash: string;
  readonly active: boolean;
};
