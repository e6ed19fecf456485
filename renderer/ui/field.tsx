import { useEffect, useId } from 'react';
import { useLatest } from './use-latest';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
  readonly numeric?: boolean;
  /** A day and a time on the wall, as `2026-11-25T17:00`. */
  readonly time?: boolean;
};

/** A labelled line of text. */
export const Field = ({
  label,
  value,
  onChange,
  hint,
  secret = false,
  autoFocus = false,
  numeric = false,
  time = false,
}: Props) => {
  const id = useId();
  const latest = useLatest(onChange);
  // A secret is not kept behind a locked screen (USR-11).
  useEffect(() => (secret ? () => latest.current('') : undefined), [secret, latest]);
  return (
    <div className="hf-field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`}>{hint}</p>}
      <input
        id={id}
        type={secret ? 'password' : time ? 'datetime-local' : 'text'}
        value={value}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        inputMode={numeric ? 'numeric' : 'text'}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
};
