import type { Refusal } from '../../domain/kernel/refusal';
import { Said } from '../../ui';

/** Who may not save what a form asks for is told before they fill it in. */
export const NotTheirs = ({ refusal }: { readonly refusal: Refusal | undefined }) =>
  refusal ? (
    <Said look="attention">
      {refusal.sentence} {refusal.next}
    </Said>
  ) : null;
