import type { KeyboardEvent, RefObject } from 'react';

type Props = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly found: number | undefined;
  readonly all: number;
  readonly onText: (text: string) => void;
  readonly onRows: () => void;
  readonly onLeave: () => void;
};

/** [DSK-17] Finds rows by id, name, item, holder or outcome; the numbers of the groups stay those of all. */
export const DeskFind = ({ field, text, found, all, onText, onRows, onLeave }: Props) => {
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: onRows,
    Enter: onRows,
    Escape: onLeave,
  };
  const press = (event: KeyboardEvent): void => {
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="hf-desk-find">
      <label htmlFor="desk-find">
        Find a row{' '}
        <kbd className="hf-key" aria-hidden="true">
          /
        </kbd>
      </label>
      <input
        id="desk-find"
        ref={field}
        type="text"
        value={text}
        placeholder="id, name, medicine, pharmacy, outcome"
        autoComplete="off"
        spellCheck={false}
        data-acts-while-empty="?"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={press}
      />
      <span role="status">{found === undefined ? '' : `${found} shown of ${all} on the desk`}</span>
    </div>
  );
};
