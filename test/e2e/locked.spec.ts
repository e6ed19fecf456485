import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { chosenRow, expect, pressToEnd, shot, signIn, test } from './support';

const delay = { delay: 90 };
const family = (page: Page) => page.getByLabel('Family name');
const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
};
const pin = async (page: Page, name: RegExp, digits: string): Promise<void> => {
  await page.getByRole('button', { name }).click();
  await page.getByRole('textbox', { name: /^PIN of/ }).fill(digits);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeHidden();
};

/** An emergency supply, half written. */
const halfWritten = async (page: Page): Promise<void> => {
  await page.keyboard.press('e');
  await page.keyboard.type('zzyzx marta', delay);
  await expect(page.getByRole('option', { name: /Somebody who is not here/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByLabel('Emergency supply asked for by a patient').check();
  await page.getByLabel('Given names').fill('Martha');
  await page.getByLabel('Given names').focus();
};

test('[USR-11] a half-written supply is there again for whoever wrote it, and nobody else sees it', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await halfWritten(page);
  await lock(page);
  await expect(family(page)).toBeHidden();
  await expect(page.getByText('What Priya Shah had not saved is kept')).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'locked-kept-1366');

  // The same person: as it was, with the keys where they were.
  await pin(page, /Priya Shah/, '1111');
  await expect(page.getByLabel('Given names')).toHaveValue('Martha');
  await expect(page.getByLabel('Given names')).toBeFocused();
  await expect(page.getByLabel('Emergency supply asked for by a patient')).toBeChecked();
  await page.keyboard.press('F2');
  await expect(chosenRow(page)).toBeVisible();
  await page.getByRole('button', { name: /^Back to it/ }).click();
  await expect(page.getByLabel('Given names')).toHaveValue('Martha');

  // Somebody else: a clean screen, on which nothing is in the way, not even the same form.
  await lock(page);
  await signIn(page, 'Tom Reed', '2222');
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('heading', { name: 'Registers' })).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.type('zzyzx', delay);
  await expect(page.getByRole('option', { name: /Somebody who is not here/ })).toBeVisible();
  await page.getByLabel('Paper FP10').locator('visible=true').check();
  await page.keyboard.press('F2');
  await expect(chosenRow(page)).toBeVisible();
  await lock(page);

  // Back after somebody else: asked first.
  await pin(page, /Priya Shah/, '1111');
  const question = page.getByRole('dialog', { name: 'Go on with what you left?' });
  await expect(question).toContainText(
    /You had not saved the supply you were entering when the screen was locked at \d\d:\d\d/,
  );
  await expect(question).toContainText('Since then Tom Reed signed in here.');
  await checkAccessible(page);
  await shot(page, 'locked-asked-1366');
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(page.getByLabel('Given names')).toHaveValue('Martha');
  await expect(page.getByLabel('Emergency supply asked for by a patient')).toBeChecked();

  await lock(page);
  await signIn(page, 'Tom Reed', '2222');
  await lock(page);
  await pin(page, /Priya Shah/, '1111');
  await question.getByRole('button', { name: 'Throw it away' }).click();
  await expect(chosenRow(page)).toBeVisible();
  await expect(family(page)).toHaveCount(0);
});

test('[USR-11] a question that is being answered is kept over a lock, a PIN in it is not', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F7');
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog');
  const throwAway = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(dialog).toBeHidden();
  };
  await dialog.getByLabel('What fails, in a few words').fill('The fridge');
  await dialog.getByLabel('Severity 4: a nuisance').check();
  await lock(page);
  await pin(page, /Priya Shah/, '1111');
  await expect(dialog.getByLabel('What fails, in a few words')).toHaveValue('The fridge');
  await expect(dialog.getByLabel('Severity 4: a nuisance')).toBeChecked();
  await throwAway();

  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'My PIN' }).click();
  await dialog.getByLabel('Present PIN').fill('1111');
  await lock(page);
  await pin(page, /Priya Shah/, '1111');
  await expect(dialog.getByLabel('Present PIN')).toHaveValue('');
  await throwAway();

  // The keys of a screen are nobody's work.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await lock(page);
  await expect(dialog).toBeHidden();
  await pin(page, /Priya Shah/, '1111');

  // Also from where a scanner is tried, which takes every other key.
  await page.keyboard.press('F8');
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: /^Test area/ })).toBeFocused();
  await lock(page);
});

test('[USR-13] a window that is closed over something unsaved stays, and says what would be lost', async ({
  start,
  spine,
}) => {
  const { app, page } = await start(spine.args);
  const closeByHand = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await halfWritten(page);
  await closeByHand();
  const question = page.getByRole('dialog', { name: 'Close Holdfast?' });
  await expect(question).toContainText('lost if you close: the supply you were entering');
  await shot(page, 'close-asked');
  await checkAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Given names')).toHaveValue('Martha');

  // [USR-15] So is what is kept elsewhere.
  await page.keyboard.press('F2');
  await expect(chosenRow(page)).toBeVisible();
  await closeByHand();
  await expect(question).toContainText('lost if you close: the supply you were entering');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await expect(page.getByLabel('Given names')).toHaveValue('Martha');

  // Kept behind the lock, it is asked about by whose it is.
  await lock(page);
  await closeByHand();
  await expect(question).toContainText('what Priya Shah left unsaved');
  await pressToEnd({ app }, question.getByRole('button', { name: 'Close without saving' }));
});

test('[USR-14] after a weekend asleep the first key locks the screen, and does nothing else', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  // The clock goes on while the computer is asleep; its timers do not.
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3 * 86_400_000;
  });
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
  await pin(page, /Priya Shah/, '1111');
  await expect(chosenRow(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Supply without the script' })).toBeHidden();
});
