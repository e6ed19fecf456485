type Choice = { readonly code: string; readonly display: string };
type Props = {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
};

/** One of several, by radio buttons. */
export const Choices = ({ legend, name, choices, chosen, onChoose }: Props) => (
  <fieldset className="hf-choices">
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
