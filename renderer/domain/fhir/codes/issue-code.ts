import { lookUp } from '../../kernel/look-up';

type Words = { readonly sentence: string; readonly next: string };

/** Both spellings of a code mean the same (eps.md 1.6). */
const sameAs: Readonly<Record<string, string>> = {
  INVALID_STATE_TRANSITION: 'PRESCRIPTION_INVALID_STATE_TRANSITION',
  PRESCRIPTION_INVALID_LINE_STATE_TRANSITION: 'MEDICATIONREQUEST_INVALID_STATE_TRANSITION',
  ITEM_NOT_FOUND: 'MEDICATIONREQUEST_NOT_FOUND',
  MISMATCH_AUTHORISED_REPEAT_COUNTS: 'MISMATCH_AUTHORISED_REPEAT_COUNT',
  MAX_REPEAT_MISMATCH: 'MISMATCH_AUTHORISED_REPEAT_COUNT',
  UNABLE_TO_PROCESS_MESSAGE: 'FAILURE_TO_PROCESS_MESSAGE',
};

/** Words of EPS often end without a full stop, and ours follow. */
const ended = (words: string): string => (/[.!?]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);

const supplier = 'Call the supplier with the details below.';

/** EPS-IssueCode and Spine-ErrorOrWarningCode in words (eps.md 1.1, 1.6). */
const words: Readonly<Record<string, Words>> = {
  PRESCRIPTION_CANCELLED: {
    sentence: 'The prescriber has cancelled this script.',
    next: 'Ask the prescriber for a new one.',
  },
  PRESCRIPTION_EXPIRED: { sentence: 'This script has expired.', next: 'Ask the prescriber for a new one.' },
  RESOURCE_NOT_FOUND: {
    sentence: 'The Spine does not know this id.',
    next: 'Check the id against the paper, or ask the prescriber whether it was sent.',
  },
  PRESCRIPTION_WITH_ANOTHER_DISPENSER: {
    sentence: 'The Spine says this script is with another pharmacy.',
    next: 'Ask them to return it, then ask for it again by its id.',
  },
  PRESCRIPTION_DISPENSED: {
    sentence: 'This script has been dispensed already.',
    next: 'Ask the patient where, or the prescriber for a new one.',
  },
  SERVICE_DISABLED: {
    sentence: 'EPS has switched this service off for the moment.',
    next: 'Try again later.',
  },
  RESOURCE_VERSION_MISMATCH: { sentence: 'The Spine’s record changed in between.', next: 'Try again.' },
  PRESCRIPTION_NOT_FOUND: { sentence: 'The Spine has no such script.', next: supplier },
  PRESCRIPTION_INVALID_STATE_TRANSITION: {
    sentence: 'The Spine’s record of this script does not allow this step.',
    next: 'Open the script’s log and compare; somebody may have returned or dispensed it elsewhere.',
  },
  MEDICATIONREQUEST_INVALID_STATE_TRANSITION: {
    sentence: 'The Spine’s record of an item does not allow this step.',
    next: 'Open the script’s log and compare the items.',
  },
  MEDICATIONREQUEST_NOT_FOUND: { sentence: 'The Spine does not know one of the items.', next: supplier },
  CLAIM_INVALID_NOT_DISPENSED: {
    sentence: 'The Spine does not hold this script as dispensed, so it cannot be claimed.',
    next: 'Send the dispense notification first.',
  },
  MISMATCH_AUTHORISED_REPEAT_COUNT: {
    sentence: 'The issue number does not fit the Spine’s record.',
    next: supplier,
  },
  DISPENSE_AMEND_IDENTIFIER_MISMATCH: {
    sentence: 'Only the latest notification can be changed.',
    next: 'Open the script and change its latest one.',
  },
  CLAIM_AMEND_PERIOD_ISSUE: {
    sentence: 'The time to change this claim is over.',
    next: 'Write to the NHSBSA.',
  },
  INVALID_CHECK_DIGIT: {
    sentence: 'The Spine refuses the id: its check character is wrong.',
    next: 'Check the id against the paper.',
  },
  NO_MORE_PRESCRIPTIONS: { sentence: 'The Spine has no more prescriptions.', next: 'Ask again later.' },
  INVALID_DATE_FORMAT: { sentence: 'EPS refuses the form of a date in this message.', next: supplier },
  SERVER_ERROR: { sentence: 'EPS had a fault of its own.', next: 'It is tried again by itself.' },
  TIMEOUT: { sentence: 'EPS took too long over this.', next: 'It is tried again by itself.' },
  INVALID_MESSAGE: { sentence: 'EPS could not accept the form of this message.', next: supplier },
  FAILURE_TO_PROCESS_MESSAGE: { sentence: 'EPS could not process this message.', next: supplier },
  INVALID_VALUE: { sentence: 'EPS refuses a value in this message.', next: supplier },
  MISSING_VALUE: { sentence: 'EPS misses a value in this message.', next: supplier },
  ACCESS_DENIED: { sentence: 'EPS does not accept the sign-in.', next: 'Sign in again.' },
  FORBIDDEN: { sentence: 'This role may not do this at EPS.', next: 'Sign in with another role.' },
};

export const canonicalCode = (code: string): string => lookUp(sameAs, code) ?? code;

export const isKnownCode = (code: string): boolean => lookUp(words, canonicalCode(code)) !== undefined;

/** An unknown code is kept verbatim, with EPS's own words where it sent any. */
export const issueCodeWords = (code: string, display: string): Words =>
  lookUp(words, canonicalCode(code)) ?? {
    sentence:
      display === '' ? `EPS refused this with the code ${code || 'none'}.` : `EPS says: ${ended(display)}`,
    next: supplier,
  };
