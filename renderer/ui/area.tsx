import { useId } from 'react';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly rows?: number;
  readonly autoFocus?: boolean;
};

/** A labelled text of several lines. */
export const Area = ({ label, value, onChange, hint, rows = 3, autoFocus = false }: Props) => {
  const id = useId();
  return (
    <div className="hf-field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`}>{hint}</p>}
      <textarea
        id={id}
        rows={rows}
        value={value}
        autoFocus={autoFocus}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
};
