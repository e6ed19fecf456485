import { Said } from './said';

type Props = { readonly refusal: { readonly sentence: string; readonly next: string } | undefined };

/** Who may not do what is asked for is told before they fill it in. */
export const NotTheirs = ({ refusal }: Props) =>
  refusal ? (
    <Said look="attention">
      {refusal.sentence} {refusal.next}
    </Said>
  ) : null;
