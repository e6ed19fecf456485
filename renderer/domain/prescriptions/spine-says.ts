import { assertNever } from '../kernel/assert-never';
import type { SpineSays } from './model';

/** [DSK-12] The Spine counts the script as ours, so what was handed out must be told. */
export const countsAsOurs = (
  says: SpineSays,
): says is Extract<SpineSays, { kind: 'changed' | 'ours-after-all' }> =>
  says.kind === 'changed' || says.kind === 'ours-after-all';

/** What the Spine says of a script that was released offline, in a sentence. */
export const spineSentence = (says: SpineSays): string => {
  switch (says.kind) {
    case 'cancelled':
      return 'The Spine says the prescriber has cancelled it.';
    case 'expired':
      return 'The Spine says it has expired.';
    case 'dispensed':
      return 'The Spine says it has been dispensed already.';
    case 'not-found':
      return 'The Spine does not know its id.';
    case 'elsewhere': {
      const { name, address, phone } = says.holder;
      return `The Spine says it is with ${[name, address, phone].filter((word) => word !== '').join(', ')}.`;
    }
    case 'another-script':
      return 'Under this id the Spine handed over another script.';
    case 'signature-failed':
      return 'EPS could not verify the prescriber’s signature and takes it back by itself.';
    case 'changed':
      return `The Spine says it is ours, but not as it was supplied: ${says.differences.join(' ')}`;
    case 'ours-after-all':
      return ['The Spine has sent it to us after all.', ...says.differences].join(' ');
    default:
      return assertNever(says);
  }
};
