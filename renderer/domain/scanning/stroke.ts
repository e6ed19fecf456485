/** A key as the page hears it. `at` is the event's own time in ms, on any one clock. */
export type Keystroke = {
  /** `A`, `Enter`, `F8`; with Ctrl or Alt held, `Ctrl+k`, `Alt+0`. */
  readonly token: string;
  readonly at: number;
  /** In a field every character goes through at once; elsewhere keys are commands and wait for the rhythm. */
  readonly where: 'field' | 'elsewhere';
  readonly capsLock: boolean;
  /** Held down, or part of composing another character: a hand's, though a scanner may double a character so. */
  readonly human: boolean;
  /** Nobody is signed in, so that no key acts on a script. */
  readonly signingIn?: boolean;
};

/** A key of a row. `foreign`: it is no part of any code, and waits only to keep its place. */
export type Stroke = Keystroke & { readonly held: boolean; readonly foreign: boolean };

const modifiers: readonly string[] = ['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta'];
/** A key that changes what other keys say and says nothing itself. */
export const isModifier = ({ token }: Keystroke): boolean => modifiers.includes(token);

/** Ms between a key of a row and the one before it; none before the first. */
export const gapAt = (keys: readonly Keystroke[], index: number): number => {
  const [before, key] = [keys[index - 1], keys[index]];
  return before && key ? key.at - before.at : 0;
};
export const longestGapOf = (keys: readonly Keystroke[]): number =>
  keys.reduce((most, _, i) => Math.max(most, gapAt(keys, i)), 0);

/** Whether a key that was just heard is in the row; one that only went through meanwhile is not. */
export const joinsRow = ({ at, token }: Keystroke, row: readonly Keystroke[]): boolean => {
  const last = row.at(-1);
  return last?.at === at && last.token === token;
};
