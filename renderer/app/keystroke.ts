import type { Keystroke } from '../domain/scanning/stroke';

/** Things in which characters end up; a scan that begins in one is taken out of it again. */
export type TypedInto = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const unwritten: readonly string[] = ['radio', 'checkbox', 'button', 'submit', 'range', 'file'];

export const fieldOf = (target: EventTarget | null): TypedInto | undefined => {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return target instanceof HTMLInputElement && !unwritten.includes(target.type) ? target : undefined;
};

const tokenOf = (event: KeyboardEvent): string => {
  const { key } = event;
  if (key.length > 1 && !/^F\d+$/.test(key)) return key;
  // AltGr makes characters, and says so by Ctrl and Alt together.
  if (event.getModifierState('AltGraph')) return key;
  if (event.ctrlKey || event.metaKey) return `Ctrl+${key.toLowerCase()}`;
  return event.altKey ? `Alt+${key}` : key;
};

/** A field that acts on letters while it is empty names them: they wait for the rhythm as on a page. */
const isCommand = ({ target, key }: KeyboardEvent): boolean => {
  if (!(target instanceof HTMLInputElement) || target.value !== '') return false;
  const acts = target.dataset['actsWhileEmpty'];
  return acts !== undefined && (key.length > 1 || acts.includes(key.toLowerCase()));
};

const composing: readonly string[] = ['Dead', 'Process', 'Unidentified', 'Compose'];

/** A key as the domain hears it. */
export const keystrokeOf = (event: KeyboardEvent): Keystroke => ({
  token: tokenOf(event),
  at: event.timeStamp,
  where: fieldOf(event.target) && !isCommand(event) ? 'field' : 'elsewhere',
  capsLock: event.getModifierState('CapsLock'),
  human: event.repeat || event.isComposing || composing.includes(event.key),
});

/** What a field held before a key went in. */
export type Held = {
  readonly field: TypedInto;
  readonly value: string;
  readonly selection: readonly [number, number] | undefined;
};

export const heldIn = (target: EventTarget | null): Held | undefined => {
  const field = fieldOf(target);
  if (!field) return undefined;
  const selection =
    field instanceof HTMLSelectElement || field.selectionStart === null || field.selectionEnd === null
      ? undefined
      : ([field.selectionStart, field.selectionEnd] as const);
  return { field, value: field.value, selection };
};

/** Sets a field's text as if it was typed: React hears of it. */
const writeInto = (field: TypedInto, value: string): void => {
  if (field.value === value) return;
  const descriptor = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value');
  descriptor?.set?.call(field, value);
  const kind = field instanceof HTMLSelectElement ? 'change' : 'input';
  field.dispatchEvent(new Event(kind, { bubbles: true }));
};

/** [SCN-11] Writes a scanned id into the field that asks for one and has the keys; says whether there was such a field. */
export const fillIdField = (id: string): boolean => {
  const field = fieldOf(document.activeElement);
  if (field?.dataset['takesScriptId'] === undefined) return false;
  writeInto(field, id);
  return true;
};

/** Gives a field its text back. */
export const giveBack = ({ field, value, selection }: Held): void => {
  writeInto(field, value);
  if (selection && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...selection);
};
