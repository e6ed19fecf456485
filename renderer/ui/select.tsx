import { useId } from 'react';

type Option = { readonly code: string; readonly display: string };
type Props = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (code: string) => void;
  readonly hint?: string;
};

/** One of a list that may be long. */
export const Select = ({ label, value, options, onChange, hint }: Props) => {
  const id = useId();
  return (
    <div className="hf-field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`}>{hint}</p>}
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(({ code, display }) => (
          <option key={code} value={code}>
            {display}
          </option>
        ))}
      </select>
    </div>
  );
};
