import type { StartState } from '../contract/channels';

export type Stopped = Extract<StartState, { kind: 'stopped' }>;

const stop = (title: string, sentence: string, next: string, detail: string, salvage = false): Stopped => ({
  kind: 'stopped',
  title,
  sentence,
  next,
  detail,
  salvage,
});

/** Every reason not to open a profile, with what it means and what to do. None of them changes a file. */
export const stopped = {
  keysDamaged: (folder: string): Stopped =>
    stop(
      'The keys of this profile cannot be read',
      'The file keys.json is damaged or belongs to another kind of profile, so nothing was opened and nothing was changed.',
      'Put keys.json back from the backup of this folder, then start Holdfast again.',
      folder,
    ),
  keysMissing: (folder: string): Stopped =>
    stop(
      'The keys of this profile are missing',
      'There is a journal here, but not the file keys.json that opens it, so nothing was opened and nothing was changed.',
      'Put keys.json back from the backup of this folder, then start Holdfast again. The recovery code opens the profile only together with that file.',
      folder,
    ),
  journalDamaged: (sentence: string, detail: string, folder: string): Stopped =>
    stop(
      'The journal is damaged',
      sentence,
      'Put the journal folder back from the second copy or the last backup, then start Holdfast again. Without one, save what can be read: the damaged folder is kept whole beside it.',
      `${detail}\n${folder}`,
      true,
    ),
  /** Found after the opening. */
  damageFound: (detail: string, folder: string): Stopped =>
    stopped.journalDamaged(
      'Part of the journal of this pharmacy is damaged, so Holdfast has stopped. Nothing was changed.',
      detail,
      folder,
    ),
  journalShorter: (lastSeq: number, known: number, folder: string): Stopped =>
    stop(
      'Part of the journal is missing',
      'The journal here is not all of the one that was used last: entries that had been confirmed are missing from it. Holdfast has stopped, and nothing was changed.',
      'Put the journal folder that was used last in its place, or that of the last backup, then start Holdfast again. Without one, save what can be read: what is open in it is held then, and the folder is kept whole beside it.',
      `The journal here ends at entry ${lastSeq}; entry ${known} of the one that was used last is not in it.\n${folder}`,
      true,
    ),
  /** [CPY-5] */
  copyAhead: (lastSeq: number, known: number, copy: string): Stopped =>
    stop(
      'The second copy knows more than this profile',
      'The second copy of this profile has entries that are not in the journal here: an older state of it was put back, or it is used on another computer too. Two copies in use supply and notify twice, so Holdfast has stopped, and nothing was changed.',
      'Put the journal folder of the second copy in the place of the one here, then start Holdfast again. Where the copy is not to be believed, save what can be read here: what is open in it is held then, and a new copy is begun beside that one.',
      `The journal here ends at entry ${lastSeq}; the second copy goes on to entry ${known}.\n${copy}`,
      true,
    ),
  wrongKey: (folder: string): Stopped =>
    stop(
      'These keys do not open this journal',
      'The journal was written with other keys, so it was not opened and nothing was changed.',
      'Put keys.json and the journal folder back from the same backup, then start Holdfast again.',
      folder,
    ),
  newer: (what: string): Stopped =>
    stop(
      'This profile belongs to a newer Holdfast',
      'A newer version of Holdfast has written this profile, so this version does not touch it.',
      'Install the newer version and open the profile with it. Nothing is lost.',
      what,
    ),
  inUse: (folder: string): Stopped =>
    stop(
      'This profile is open already',
      'Another Holdfast has this profile open on this computer.',
      'Use the window that is open, or close it and start again.',
      folder,
    ),
  copyInUse: (folder: string): Stopped =>
    stop(
      'A copy of this profile is open',
      'Another Holdfast on this computer has a copy of this profile open, from another folder. Two copies in use supply and notify twice, so this one was not opened and nothing was changed.',
      'Work in the window that is open. To go on with this copy instead, close that window, start Holdfast again, and use this copy alone from then on.',
      folder,
    ),
  /** What the training Spine or a drill keeps; the journal does not rest on it. */
  besideDamaged: (file: string, folder: string): Stopped =>
    stop(
      'A file of this profile is damaged',
      `The file ${file} cannot be read, so nothing was opened and nothing was changed. It keeps the state of the training Spine or of a drill; the journal, which is in order, does not rest on it.`,
      `Move ${file} out of ${folder} to another place, then start Holdfast again: what it kept begins anew.`,
      folder,
    ),
  unreadable: (detail: string): Stopped =>
    stop(
      'The folder of this profile cannot be used',
      'Holdfast could not read or write the folder in which this profile lives.',
      'Check that the disk is connected and has room, and that you may write to the folder, then start Holdfast again.',
      detail,
    ),
  otherKind: (is: string, wanted: string): Stopped =>
    stop(
      `This is a ${is} profile`,
      `The folder holds a ${is} profile; a ${wanted} profile was asked for. A profile keeps its kind for ever.`,
      'Choose another folder with --profile, or start without --kind.',
      '',
    ),
  otherJournal: (is: string, said: string, folder: string): Stopped =>
    stop(
      `This journal is of a ${is} profile`,
      `The file profile.json says ${said}, but the journal beside it was written in a ${is} profile, so nothing was opened and nothing was changed. A profile keeps its kind for ever.`,
      'Put profile.json back from the backup of this folder, then start Holdfast again.',
      folder,
    ),
  profileDamaged: (detail: string): Stopped =>
    stop(
      'The profile cannot be read',
      'The file profile.json is missing or damaged, so nothing was opened and nothing was changed.',
      'Put profile.json back from the backup of this folder, then start Holdfast again.',
      detail,
    ),
  olderRuntime: (version: string): Stopped =>
    stop(
      'Only training on this runtime',
      `Holdfast runs on Electron ${version} here, which is older than the version it was made for, so it opens training profiles only.`,
      'Connect this computer to the internet once, so that the right runtime can be fetched, then start Holdfast again.',
      version,
    ),
} as const;

/** No reason not to open a live profile, but one to say. */
export const damagedIdentity =
  'The file identity.sealed of this profile is damaged and was left as it is. Work goes on here, but nothing can be sent. Put it back from the backup, or move it away and make a new key in Settings.';
