import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { beginsAName, heldBack, nameIn } from '../../domain/desk/box-keys';
import { TypedIdWords, useKeptTypedId, type Keys } from '../../ui';
import { useBoxKeys } from './use-box-keys';

type Props = {
  readonly box: RefObject<HTMLInputElement | null>;
  /** What letters that begin no id do while the box is empty. */
  readonly keys: Keys;
  /** Each answer gives the box the keys again. */
  readonly after: unknown;
  readonly onFocus: () => void;
  /** Looks for a name; false where there is nothing to look in. */
  readonly onSearch: (text: string) => boolean;
  readonly onTyped: (text: string) => void;
};

/** The box for the next id: ready whenever the desk is. */
export const DeskBox = ({ box, keys, after, onFocus, onSearch, onTyped }: Props) => {
  const [text, setText] = useState('');
  const { change, type } = useKeptTypedId(setText);
  useEffect(() => {
    box.current?.focus();
  }, [box, after]);
  const { pressed, isWaiting } = useBoxKeys(keys, onSearch);
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (box.current?.value === '' && event.key === '?') return;
    if (box.current?.value === '' && pressed(event)) event.preventDefault();
    else type(event);
  };
  return (
    <form
      className="hf-desk-box"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = box.current?.value ?? '';
        if (typed.trim() === '') return;
        const name = nameIn(typed);
        if (name === undefined || !onSearch(name)) onTyped(typed);
        event.currentTarget.reset();
        setText('');
      }}
    >
      <label htmlFor="desk-box">Scan the next barcode, or type its id and press Enter</label>
      <div className="hf-desk-box__field">
        <input
          id="desk-box"
          ref={box}
          defaultValue=""
          autoComplete="off"
          spellCheck={false}
          data-acts-while-empty={isWaiting ? `${heldBack}${beginsAName}` : heldBack}
          className="hf-id__input"
          aria-describedby="desk-box-words"
          onFocus={onFocus}
          onChange={change}
          onKeyDown={press}
        />
      </div>
      <div className="hf-desk-box__words">
        <TypedIdWords id="desk-box-words" text={text} />
      </div>
    </form>
  );
};
