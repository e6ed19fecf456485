/** Ids begin with one of these: in the box they are text, never a command. */
const beginsAnId = (name: string): boolean => /^[0-9a-f]$/i.test(name);
const isLetter = (name: string): boolean => /^\p{L}$/u.test(name);

/** [SCN-3] Letters that the box does not simply take while it is empty; the recogniser holds them back first. */
export const heldBack = 'ghijklmnopqrstuvwxyz/?';

/** While a command waits, these may go on with a name, or begin a scan. */
export const beginsAName = 'abcdef';

/** A command waits so long for a letter behind it: then both begin a name. */
export const nameGapMs = 250;

/** What a key in the empty box means. */
export type BoxKey =
  | { readonly kind: 'type' }
  /** It acts at once. */
  | { readonly kind: 'act' }
  /** It acts unless a letter comes directly behind it. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'search'; readonly text: string };

/**
 * [DSK-19] A letter alone is a command; two, or one that is no command and begins no id, begin a name, which is looked
 * for. `waiting`: the command that was pressed directly before; `acts`: whether the key is one.
 */
export const decideBoxKey = (key: string, waiting: string, acts: boolean): BoxKey => {
  if (isLetter(key)) {
    if (waiting !== '') return { kind: 'search', text: `${waiting}${key}` };
    if (beginsAnId(key)) return { kind: 'type' };
    return acts ? { kind: 'wait' } : { kind: 'search', text: key };
  }
  return acts && !beginsAnId(key) ? { kind: 'act' } : { kind: 'type' };
};

/** [DSK-19] The name in a text of letters, which is no id; the box has put an id’s hyphens into it. */
export const nameIn = (text: string): string | undefined =>
  /^[\p{L}\s'’-]+$/u.test(text.trim()) ? text.trim().replaceAll('-', '') : undefined;
