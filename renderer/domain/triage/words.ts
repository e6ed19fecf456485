import type { Hold } from '../prescriptions/model';
import type { Role } from '../users/model';
import type { CriticalClass, Reason } from './model';

/** A reason as a word on the row. */
export const reasonWord = (reason: Reason): string => {
  switch (reason.kind) {
    case 'owed':
      return 'owed';
    case 'ends':
      if (reason.days === 0) return 'due today';
      return reason.days === 1 ? 'expires tomorrow' : `expires in ${reason.days} days`;
    case 'expired':
      return 'item expired';
    case 'urgent':
      return reason.name;
    case 'unsure':
      return 'in doubt';
  }
};

/** Why nothing of it is handed out now, as a word on the row; empty where nothing holds it. */
export const holdWords: Readonly<Record<Hold['kind'], string>> = {
  none: '',
  superseded: 'replaced',
  'possible-duplicate': 'duplicate?',
  'supplied-before': 'supplied before?',
  'signature-failed': 'bad signature',
  'cancelled-upstream': 'cancelled',
  person: 'on hold',
  conflict: 'not confirmed',
};

const idle: Readonly<Record<Role, string>> = {
  pharmacist: 'Nothing waits for a pharmacist: nothing to check, nothing to accuracy-check.',
  technician: 'Nothing waits for a technician: nothing to assemble, nothing to accuracy-check.',
  dispenser: 'Nothing waits for a dispenser: nothing to assemble, nothing to hand out.',
  manager: 'Nothing waits for the manager: nothing needs a person, nothing to hand out.',
};

/** [TRI-9] Where there is no next script for somebody. */
export const nothingWaits = (role: Role): string => idle[role];

/** More of them would not be read in a table. */
const shownEntries = 4;

/** By what a kind is known, shortened. */
export const knownBy = ({ words, codes, schedules = [] }: CriticalClass): string => {
  const entries = [...words, ...codes];
  const more = entries.length - shownEntries;
  return [
    ...schedules.map((schedule) => `any ${schedule}`),
    ...entries.slice(0, shownEntries),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(', ');
};
