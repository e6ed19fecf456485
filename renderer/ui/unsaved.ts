type Mark = { readonly 'data-unsaved'?: string };
type Filled = { readonly 'data-filled'?: string };

/**
 * Put on the element around what somebody fills in, with its name in a sentence (“this entry”): as long as it is
 * changed and not saved, no scan and no key takes its place unasked, and a locked screen keeps it (USR-11).
 */
export const unsaved = (what: string, isChanged: boolean): Mark =>
  isChanged ? { 'data-unsaved': what } : {};

/** The same of what is kept where it is filled in (`useDraft`): it may be left unasked. */
export const kept = (what: string, isChanged: boolean): { readonly 'data-kept'?: string } =>
  isChanged ? { 'data-kept': what } : {};

/** The same of a question that is open: it is in nobody's way, but a locked screen keeps what was filled in. */
export const filled = (what: string, isFilled: boolean): Filled => (isFilled ? { 'data-filled': what } : {});

const seen = (mark: 'unsaved' | 'kept'): string | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[data-${mark}]`)].find((one) => one.checkVisibility())?.dataset[
    mark
  ];

/** What is filled in on the screen and not saved, and whether it is kept; not what is kept for somebody else. */
export const unsavedHere = (): { readonly what: string; readonly isKept: boolean } | undefined => {
  const [lost, left] = [seen('unsaved'), seen('kept')];
  if (lost !== undefined) return { what: lost, isKept: false };
  return left === undefined ? undefined : { what: left, isKept: true };
};

/** What is filled in within one part of the page, shown or not. */
export const unsavedWithin = (id: string): string | undefined => {
  const found = document
    .getElementById(id)
    ?.querySelector<HTMLElement>('[data-unsaved], [data-kept], dialog[data-filled]');
  return found?.dataset['unsaved'] ?? found?.dataset['kept'] ?? found?.dataset['filled'];
};

/** Whether what is filled in differs from what was there first. */
export const isChanged = (first: unknown, now: unknown): boolean =>
  JSON.stringify(first) !== JSON.stringify(now);
