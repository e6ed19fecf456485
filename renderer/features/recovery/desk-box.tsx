import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { TypedIdWords, useKeptTypedId, type Keys } from '../../ui';

type Props = {
  readonly box: RefObject<HTMLInputElement | null>;
  /** What letters that begin no id do while the box is empty. */
  readonly keys: Keys;
  /** Each answer gives the box the keys again. */
  readonly after: unknown;
  readonly onFocus: () => void;
  readonly onTyped: (text: string) => void;
};

/** Ids begin with one of these: in the box they are text, never a command. */
const beginsAnId = /^[0-9a-f]$/;

/** [SCN-3] The letters that act; the recogniser holds them back until it is sure that they begin no scan. */
const actsOf = (keys: Keys): string =>
  Object.keys(keys)
    .filter((name) => name.length === 1 && !beginsAnId.test(name))
    .join('');

/** The box for the next id: ready whenever the desk is. */
export const DeskBox = ({ box, keys, after, onFocus, onTyped }: Props) => {
  const [text, setText] = useState('');
  const { change, type } = useKeptTypedId(setText);
  useEffect(() => {
    box.current?.focus();
  }, [box, after]);
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[name];
    const isEmpty = box.current?.value === '';
    if (!isEmpty || event.ctrlKey || event.altKey || !act || beginsAnId.test(name) || name === 'Enter')
      return type(event);
    event.preventDefault();
    act();
  };
  return (
    <form
      className="hf-desk-box"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = box.current?.value ?? '';
        if (typed.trim() === '') return;
        onTyped(typed);
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
          data-acts-while-empty={actsOf(keys)}
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
