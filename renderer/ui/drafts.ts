/** What one person filled in and did not save. `of`: how what it is about stood. */
type Draft = {
  readonly of: string;
  /** As in “this entry”. */
  readonly what: string;
  readonly value: unknown;
};

/** By what they are about. In memory only, and one person's alone. */
export type Drafts = Map<string, Draft>;

/** What a form holds of its draft. */
export type Held<T> =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'held';
      readonly of: string;
      readonly value: T;
      /** It was left, and is there again. */
      readonly isBack?: true;
      /** It was saved, which will show in what it is about. */
      readonly isSaved?: true;
    }
  /** What it was about is not as it was: it counts for nothing any more. */
  | { readonly kind: 'gone' };

export const noDraft = { kind: 'none' } as const;

/** What was left of this form. */
export const findDraft = <T>(drafts: Drafts, id: string): Held<T> => {
  const found = drafts.get(id);
  // Only the form of this id writes here.
  return found ? { kind: 'held', of: found.of, value: found.value as T, isBack: true } : noDraft;
};

/** [USR-15] A draft counts only for what stands as it stood. */
export const asItStands = <T>(held: Held<T>, of: string): Held<T> => {
  if (held.kind !== 'held' || held.of === of) return held;
  return held.isSaved ? noDraft : { kind: 'gone' };
};

/** Saved: what it is about may show that already, or be shown later. */
export const asSaved = <T>(held: Held<T>): Held<T> =>
  held.kind === 'held' ? { ...held, isSaved: true } : noDraft;
