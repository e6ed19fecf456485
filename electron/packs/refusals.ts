import type { PackRefused } from '../contract/packs';

/** [PCK-26] Why the watched folder cannot be read, and what to do. */
export const whyUnreadable = (failure: unknown): { readonly reason: string; readonly next: string } => {
  switch (
    (failure as NodeJS.ErrnoException).code // fs errors carry a code
  ) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        reason: 'there is no such folder',
        next: 'Connect the disk or the share that it is on; if it was moved or renamed, choose it again.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        reason: 'whoever is signed in to this computer may not read it',
        next: 'Ask whoever looks after this computer to let you read it, or choose another folder.',
      };
    case undefined:
    default:
      return {
        reason: 'the disk or the share that it is on does not answer',
        next: 'Check the disk, or the network to the share.',
      };
  }
};

const askAgain = 'Ask the supplier to send it again, and look at it here before anything is done by hand.';

const refuse = (code: string, rule: PackRefused['rule'], sentence: string, next: string): PackRefused => ({
  kind: 'refused',
  code,
  rule,
  sentence,
  next,
});

export const packRefusals = {
  gone: () =>
    refuse('PackGone', 'PCK-1', 'This file cannot be read any more.', 'Open it again from where it is kept.'),
  keyDamaged: () =>
    refuse(
      'PackKeyDamaged',
      'PCK-17',
      'The pack key of this pharmacy cannot be read, so packs cannot be opened here.',
      'Put pack-key.json back into the profile folder from the last backup, then start Holdfast again.',
    ),
  tooLarge: () =>
    refuse(
      'PackTooLarge',
      'PCK-2',
      'This file is larger than a recovery pack may be, so it was not opened.',
      'Check that it is the file the supplier sent. If it is, ask for the scripts in several packs.',
    ),
  notAPack: () =>
    refuse(
      'NotAPack',
      'PCK-3',
      'This file is not a recovery pack, or it is not whole.',
      'Check that it is the file the supplier sent; if it is, ask for it again.',
    ),
  newer: () =>
    refuse(
      'PackNewer',
      'PCK-4',
      'This pack is of a newer kind than this version of Holdfast reads.',
      'Install the newest Holdfast, then open it again.',
    ),
  otherKey: (fingerprint: string) =>
    refuse(
      'PackForAnotherKey',
      'PCK-5',
      `This pack was locked for another pharmacy’s key (${fingerprint}), so it cannot be opened here.`,
      'Tell the supplier. Send them the pack key of this pharmacy from Settings.',
    ),
  altered: () =>
    refuse(
      'PackAltered',
      'PCK-6',
      'This pack was damaged or changed on its way. Nothing of it was used.',
      askAgain,
    ),
  unknownSigner: (fingerprint: string) =>
    refuse(
      'SignerUnknown',
      'PCK-7',
      `This pack is signed with a key that nobody has accepted here (${fingerprint}). Nothing of it was used.`,
      'Do not use it. Call the supplier on a number you know, and compare the fingerprint under Settings, Recovery packs.',
    ),
  malformed: () =>
    refuse(
      'PackMalformed',
      'PCK-9',
      'This pack is signed by the supplier and does not hold what a pack must hold. Nothing of it was used.',
      'Tell the supplier; the fault is in how the pack was made.',
    ),
  notStored: ({ sentence, next }: Pick<PackRefused, 'sentence' | 'next'>) =>
    refuse('PackNotStored', 'PCK-14', sentence, next),
} as const;
