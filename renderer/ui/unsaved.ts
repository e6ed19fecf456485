type Mark = { readonly 'data-unsaved'?: string };
type Filled = { readonly 'data-filled'?: string };

/**
 * Put on the element around what somebody fills in, with its name in a sentence (“this entry”): as long as it is
 * changed and not saved, no scan and no key takes its place unasked, and a locked screen keeps it (USR-11).
 */
export const unsaved = (what: string, isChanged: boolean): Mark =>
  isChanged ? { 'data-unsaved': what } : {};

/** The same of a question that is open: it is in nobody's way, but a locked screen keeps what was filled in. */
export const filled = (what: string, isFilled: boolean): Filled => (isFilled ? { 'data-filled': what } : {});

/** What is filled in on the screen and not saved; not what is kept for somebody else. */
export const unsavedHere = (): string | undefined =>
  [...document.querySelectorAll<HTMLElement>('[data-unsaved]')].find((one) => one.checkVisibility())?.dataset[
    'unsaved'
  ];

/** What is filled in within one part of the page, shown or not. */
export const unsavedWithin = (id: string): string | undefined => {
  const found = document
    .getElementById(id)
    ?.querySelector<HTMLElement>('[data-unsaved], dialog[data-filled]');
  return found?.dataset['unsaved'] ?? found?.dataset['filled'];
};

/** Whether what is filled in differs from what was there first. */
export const isChanged = (first: unknown, now: unknown): boolean =>
  JSON.stringify(first) !== JSON.stringify(now);
