import type { AppendReply } from '../contract/journal-entry';

export type Refused = Extract<AppendReply, { kind: 'refused' }>;

/** Every reason not to write into the journal, with what to do. */
export const refusals = {
  full: {
    kind: 'refused',
    reason: 'no-space',
    sentence: 'The disk is full, so this could not be written down and was not done.',
    next: 'Make room on the disk, then do it again.',
  },
  notTaken: {
    kind: 'refused',
    reason: 'io',
    sentence: 'The disk did not take this, so it was not done.',
    next: 'Check that the disk is connected, that it may be written to, and that nothing else (a virus scanner, a backup) has the journal open, then do it again.',
  },
  /** The first that could not be put back: all of it may stand in the file. */
  unsure: {
    kind: 'refused',
    reason: 'closed',
    sentence:
      'The journal’s disk failed while this was being written: it may or may not have been done. Nothing more can be recorded until Holdfast is started again.',
    next: 'Check that the disk is connected and has room, close Holdfast and start it again, and look whether this was done before it is done again.',
  },
  failed: {
    kind: 'refused',
    reason: 'closed',
    sentence:
      'The journal’s disk failed, so this was not done. Nothing more can be recorded until Holdfast is started again.',
    next: 'Check that the disk is connected and has room, then close Holdfast and start it again. What was confirmed is in the journal.',
  },
  taken: {
    kind: 'refused',
    reason: 'closed',
    sentence:
      'The journal was moved or removed, or another program has written into it, so this was not done and nothing more can be recorded here.',
    next: 'Close Holdfast wherever it has this profile open, also on other computers, put the folder back where it was, and start it on one computer only.',
  },
  closed: {
    kind: 'refused',
    reason: 'closed',
    sentence: 'The journal is closed, so this was not done.',
    next: 'Start Holdfast again, then do it again.',
  },
  tooLarge: {
    kind: 'refused',
    reason: 'too-large',
    sentence: 'This is larger than one entry of the journal may be, so it was not done.',
    next: 'Do it in smaller parts; if that is not possible, call the supplier.',
  },
} as const satisfies Record<string, Refused>;

/** What a failure of the disk means to whoever wanted something written. */
export const refusalOf = (failure: unknown): Refused =>
  /ENOSPC|EDQUOT/.test(String(failure)) ? refusals.full : refusals.notTaken;
