import type { CopyTrouble } from '../contract/copy';
import type { FileRefused } from '../contract/files';
import { codeOf } from '../files/files';
import { refused } from '../files/refused';

const away = (sentence: string, next: string): CopyTrouble => ({ kind: 'away', sentence, next });

/** [CPY-4] Why it does not go on, by what the disk says. */
export const whyAway = (failure: unknown): CopyTrouble => {
  switch (codeOf(failure)) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTDIR':
      return away('Its disk or folder is not there.', 'Connect it; the copy goes on by itself.');
    case 'ENOSPC':
    case 'EDQUOT':
      return away('Its disk is full.', 'Make room on it, or keep the copy elsewhere.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return away('Its folder does not let Holdfast write.', 'Allow it, or keep the copy elsewhere.');
    default:
      return away(
        'It cannot be written.',
        'Check the disk or the network to it; the copy goes on by itself.',
      );
  }
};

/** [CPY-3] */
export const notOurs: CopyTrouble = {
  kind: 'apart',
  sentence: 'What lies there is not an earlier state of the journal here, so nothing is written into it.',
  next: 'Keep a second copy elsewhere, and put that folder away: another computer may have gone on from it, or its disk is failing.',
};

/** [CPY-1] Why no copy is begun in the folder that was chosen. */
export const whyNotKept = (failure: unknown): FileRefused => {
  if (codeOf(failure) === 'EEXIST')
    return refused(
      'A copy that was begun this minute is there already.',
      'Wait a minute, or choose another folder.',
    );
  return refused(whyAway(failure).sentence, 'Choose another folder.');
};
