import { refuse, type Refusal } from '../kernel/refusal';
import { formatDateTime, type Instant } from '../kernel/instant';
import type { Hold, Item, PrescriptionState } from './model';
import { spineSentence } from './spine-says';

/** [PRX-11] Nobody has to return it. */
const signatureFailed = (takes: 'takes' | 'has taken'): string =>
  `EPS could not verify the prescriber’s signature. It ${takes} this script back by itself.`;

const holdSentence = (hold: Exclude<Hold, { kind: 'none' }>): { sentence: string; next: string } => {
  switch (hold.kind) {
    case 'superseded':
      return {
        sentence: hold.by
          ? 'Another script takes the place of this one, so nothing is supplied from it.'
          : 'The prescriber promised another script in place of this one. It goes back when that one is here.',
        next: 'Open Registers to see the two, or to use this one after all.',
      };
    case 'possible-duplicate':
      return {
        sentence: 'This may be the same supply as another script of this patient.',
        next: 'A pharmacist compares the two in Registers and says which one stays.',
      };
    case 'supplied-before':
      return {
        sentence: 'What this script asks for may have left the pharmacy before it came, without a script.',
        next: 'A pharmacist says in Registers whether it is the script of that supply. Where nothing is asked there any more, it goes back to the Spine.',
      };
    case 'signature-failed':
      return {
        sentence: signatureFailed('takes'),
        next: 'Ask the prescriber for a new prescription.',
      };
    case 'cancelled-upstream':
      return {
        sentence: 'The prescriber has cancelled this script.',
        next: 'Return it to the Spine, or ask the prescriber.',
      };
    case 'person':
      return {
        sentence: `${hold.by} put this script on hold: ${hold.reason}`,
        next: 'A pharmacist can lift the hold.',
      };
    case 'conflict':
      return {
        sentence: `This script was released offline, and the Spine does not confirm it: ${spineSentence(hold.says)}`,
        next: 'A pharmacist compares both sides and decides.',
      };
  }
};

const awaySentence = (state: PrescriptionState): { sentence: string; next: string } | undefined => {
  const { custody } = state;
  switch (custody.kind) {
    case 'ours':
    case 'ours-unconfirmed':
      return undefined;
    case 'returning':
      return {
        sentence: `This script is on its way back to the Spine since ${formatDateTime(custody.sinceAt)} (${custody.reason.display}).`,
        next: 'Nothing can be supplied from it. To keep it, wait for the answer and ask for it again by its id.',
      };
    case 'returned':
      // [PRX-11] Asked for again it would fail again.
      return state.prescription.signature === 'failed'
        ? { ...holdSentence({ kind: 'signature-failed' }), sentence: signatureFailed('has taken') }
        : {
            sentence: `This script went back to the Spine at ${formatDateTime(custody.at)} (${custody.reason.display}).`,
            next: 'Ask for it again by its id if the patient wants it here.',
          };
    case 'elsewhere':
      return {
        sentence: `The Spine says this script is with ${custody.holder.name} (${custody.holder.phone}).`,
        next: 'Ask them to return it, then ask for it again by its id.',
      };
    case 'sealed':
      return {
        sentence: `This script was put back into ${custody.pack}.`,
        next: 'Scan it again to release it.',
      };
    case 'ended':
      if (custody.how === 'handed-out-since')
        return {
          sentence: `This script was handed out before the journal was put back, as was said at ${formatDateTime(custody.at)}.`,
          next: 'Nothing more is supplied from it. Its log says who said so; write to the NHSBSA if it was not claimed.',
        };
      return {
        sentence: 'This script has ended and can no longer be dispensed.',
        next: 'Ask the prescriber for a new one.',
      };
    case 'requested':
    case 'in-doubt':
    case 'stuck':
      return {
        sentence: 'This script has been asked for and has not arrived.',
        next: 'Wait for the answer, or ask for it again by its id.',
      };
  }
};

/** [PRX-3] Nothing is worked on or supplied from a script that is held, gone, or not here. `but`: holds that stop nothing here. */
export const blockedBecause = (
  state: PrescriptionState,
  but: readonly Hold['kind'][] = [],
): Refusal | undefined => {
  if (state.work === 'locked')
    return refuse(
      'StillLocked',
      'PRX-5',
      'This script was downloaded while nobody was signed in.',
      'Sign in to unlock it.',
    );
  if (state.supplies.some((supply) => supply.notification === 'withdrawing'))
    return refuse(
      'Withdrawing',
      'PRX-15',
      'The last notification of this script is being withdrawn.',
      'Wait for the answer of EPS in Messages.',
    );
  if (state.supplies.some((supply) => supply.notification === 'amending'))
    return refuse(
      'Amending',
      'PRX-17',
      'The last notification of this script is being corrected.',
      'Wait for the answer of EPS in Messages.',
    );
  const away = awaySentence(state);
  if (away) return refuse('NotHere', 'PRX-3', away.sentence, away.next);
  if (state.hold.kind !== 'none' && !but.includes(state.hold.kind)) {
    const { sentence, next } = holdSentence(state.hold);
    return refuse('OnHold', 'PRX-3', sentence, next);
  }
  return undefined;
};

/** Whether an item was cancelled or had expired before it came, or has passed its last day since. */
export const itemEnd = (item: Item, now: Instant): 'cancelled' | 'expired' | undefined => {
  if (item.status === '0005') return 'cancelled';
  if (item.status === '0006') return 'expired';
  return item.expiresAt !== undefined && item.expiresAt < now ? 'expired' : undefined;
};
