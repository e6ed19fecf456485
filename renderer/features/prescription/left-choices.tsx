import { LeftDraft } from '../../ui';
import type { ChoicesHeld } from './use-choices';

/** [USR-15] What was chosen before and not saved is there again, or does not fit the script any more. */
export const LeftChoices = ({ choices: { left, what } }: { readonly choices: ChoicesHeld }) => (
  <LeftDraft
    held={left.held}
    what={what}
    gone="The script has changed since you chose for it, so what you chose and did not save is dropped. Look at each item."
    onAnew={left.drop}
  />
);
