import { useId } from 'react';

type Choice = { readonly code: string; readonly display: string };
type Props = {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
};

/** Several short ones stand beside each other, so that a question of them stays within the window. */
const areShort = (choices: readonly Choice[]): boolean =>
  choices.length > 3 && choices.every(({ display }) => display.length <= 16);

/** One of several, by radio buttons. */
export const Choices = ({ legend, choices, chosen, onChoose }: Props) => {
  // The same question may stand on the page twice: once unseen, kept for somebody (USR-11).
  const name = useId();
  return (
    <fieldset className={areShort(choices) ? 'hf-choices hf-choices--row' : 'hf-choices'}>
      <legend>{legend}</legend>
      {choices.map(({ code, display }) => (
        <label key={code}>
          <input
            type="radio"
            name={name}
            value={code}
            checked={chosen === code}
            onChange={() => onChoose(code)}
          />
          {display}
        </label>
      ))}
    </fieldset>
  );
};
