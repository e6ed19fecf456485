type Mark = { readonly 'data-unsaved'?: string };

/**
 * Put on the element around what somebody fills in, with its name in a sentence (“this entry”): as long as it is
 * changed and not saved, no scan and no key takes its place unasked.
 */
export const unsaved = (what: string, isChanged: boolean): Mark =>
  isChanged ? { 'data-unsaved': what } : {};

/** What is filled in on the screen and not saved. */
export const unsavedHere = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-unsaved]')?.dataset['unsaved'];

/** Whether what is filled in differs from what was there first. */
export const isChanged = (first: unknown, now: unknown): boolean =>
  JSON.stringify(first) !== JSON.stringify(now);
