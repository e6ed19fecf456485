import { useLayoutEffect } from 'react';
import { flushSync } from 'react-dom';
import { useLatest } from './use-latest';

/** Keys by their name (`F2`, `Escape`, `d`), each with what it does. */
export type Keys = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Arrows and space choose among radio buttons; letters are free there. */
const isChoosing = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type);

const nameOf = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey
    ? `Ctrl+${event.key.toLowerCase()}`
    : event.key.length === 1
      ? event.key.toLowerCase()
      : event.key;

/** Space presses a button that has the focus. */
const isPressing = (target: EventTarget | null, name: string): boolean =>
  name === ' ' && target instanceof HTMLButtonElement;

/** Nothing that is looked for begins with what asks for the keys. */
const isNotYetTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement &&
  target.value === '' &&
  target.dataset['actsWhileEmpty']?.includes('?') === true;

/** Single letters never act while somebody types, nor while a question is open. */
const mayAct = (event: KeyboardEvent, name: string): boolean => {
  if (event.defaultPrevented || event.altKey) return false;
  // Whoever is called away locks the screen over whatever is open.
  if (name === 'Ctrl+l') return true;
  if (document.querySelector('dialog[open]')) return false;
  if (isPressing(event.target, name)) return false;
  if (isChoosing(event.target)) return !name.startsWith('Arrow') && name !== ' ';
  if (!isTyping(event.target)) return true;
  if (name === '?') return isNotYetTyped(event.target);
  return /^F\d+$/.test(name) || name === 'Escape' || name.startsWith('Ctrl+');
};

/** A key that is held moves on; whatever else it does it does once. */
const goesOn = (name: string): boolean => /^(Arrow|Page)|^(Home|End)$/.test(name);

/** Listens for keys while the component is shown. */
export const useKeys = (keys: Keys, active = true): void => {
  const latest = useLatest(keys);
  useLayoutEffect(() => {
    if (!active) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      const act = latest.current[name];
      if (!act || !mayAct(event, name)) return;
      event.preventDefault();
      if (event.repeat && !goesOn(name)) return;
      // At once, so that a key pressed quickly after another sees what the first one did.
      flushSync(act);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [active, latest]);
};
