import {
  useDeferredValue,
  useId,
  useLayoutEffect,
  useRef,
  type ChangeEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { sayTypedId, writeId, type Edit, type Written } from '../domain/scanning/typed-id';

const editOf = ({ nativeEvent }: ChangeEvent): Edit => {
  const kind = nativeEvent instanceof InputEvent ? nativeEvent.inputType : '';
  if (kind === 'insertFromPaste' || kind === 'insertFromDrop') return 'pasted';
  if (!kind.startsWith('delete')) return 'typed';
  return kind.endsWith('Forward') ? 'forward' : 'back';
};

const writtenBy = (before: string, event: ChangeEvent<HTMLInputElement>): Written => {
  const { value: text, selectionStart } = event.target;
  return writeId(before, { text, caret: selectionStart ?? text.length }, editOf(event));
};

/** An input's own part of typing an id: hyphens are put in, and the caret stays where the hand expects it. */
const useTypedId = (
  input: RefObject<HTMLInputElement | null>,
  value: string,
  onChange: (value: string) => void,
) => {
  const caret = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const place = caret.current;
    caret.current = undefined;
    // Setting it lays the page out, which a scanner's keys would pay for one by one; mostly it is there already.
    if (place !== undefined && input.current?.selectionStart !== place)
      input.current?.setSelectionRange(place, place);
  });
  return (event: ChangeEvent<HTMLInputElement>): void => {
    const written = writtenBy(value, event);
    caret.current = written.caret;
    onChange(written.text);
    // React leaves an unchanged value alone and the caret at its end.
    if (written.text === value) {
      event.target.value = value;
      event.target.setSelectionRange(written.caret, written.caret);
    }
  };
};

/** The character that a key writes; a shortcut, a key of an editor and a composition write none. */
const characterOf = ({ key, ctrlKey, altKey, metaKey, nativeEvent }: KeyboardEvent): string | undefined =>
  key.length === 1 && !ctrlKey && !altKey && !metaKey && !nativeEvent.isComposing ? key : undefined;

/**
 * The same for an input that keeps its text itself: no key draws anything, and `onText` is told once for all the keys
 * of a frame. A scan is twenty keys in one breath, and the browser's own way of typing takes a millisecond for each:
 * characters are written here, everything else is left to it.
 */
export const useKeptTypedId = (onText: (text: string) => void) => {
  const before = useRef('');
  const frame = useRef(0);
  const keep = (input: HTMLInputElement, { text, caret }: Written): void => {
    before.current = text;
    if (input.value !== text) input.value = text;
    if (input.selectionStart !== caret || input.selectionEnd !== caret) input.setSelectionRange(caret, caret);
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => onText(input.value));
  };
  return {
    change: (event: ChangeEvent<HTMLInputElement>): void =>
      keep(event.target, writtenBy(before.current, event)),
    type: (event: KeyboardEvent<HTMLInputElement>): void => {
      const character = characterOf(event);
      if (character === undefined || event.defaultPrevented) return;
      event.preventDefault();
      const { currentTarget: input } = event;
      const { value, selectionStart, selectionEnd } = input;
      const from = selectionStart ?? value.length;
      const text = value.slice(0, from) + character + value.slice(selectionEnd ?? from);
      keep(input, writeId(value, { text, caret: from + 1 }, 'typed'));
    },
  };
};

const marks = { none: '', short: '', right: '✓ ', wrong: '✗ ' } as const;

/** The verdict on an id; read out only when there is one, not at each character. */
export const TypedIdWords = ({ id, text }: { readonly id: string; readonly text: string }) => {
  // After the keys: a scanner's twenty are worth one verdict.
  const words = sayTypedId(useDeferredValue(text));
  const verdict = words.look === 'right' || words.look === 'wrong';
  return (
    <p id={id} className={`hf-id__words hf-id__words--${words.look}`} role={verdict ? 'status' : undefined}>
      {marks[words.look]}
      {words.look === 'none' ? '' : words.sentence}
    </p>
  );
};

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly autoFocus?: boolean;
};

/** A prescription id: typed, pasted in any form, or scanned while the field has the keys. */
export const ScriptIdField = ({ label, value, onChange, hint, autoFocus = false }: Props) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const change = useTypedId(input, value, onChange);
  return (
    <div className="hf-field hf-id">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p id={`${id}-hint`}>{hint}</p>}
      <div className="hf-id__line">
        <input
          id={id}
          ref={input}
          type="text"
          className="hf-id__input"
          data-takes-script-id=""
          value={value}
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={sayTypedId(value).look === 'wrong'}
          aria-describedby={hint === undefined ? `${id}-words` : `${id}-hint ${id}-words`}
          onChange={change}
        />
        <TypedIdWords id={`${id}-words`} text={value} />
      </div>
    </div>
  );
};
