import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { scan } from './scans';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };
/** What was left where somebody was before. */
const behind = (page: Page) =>
  page.getByRole('status').filter({ has: page.getByRole('button', { name: /^Back to it/ }) });
const family = (page: Page) => page.getByLabel('Family name');

/** A script's work up to where it is handed out. */
const steps = [
  ['c', /Pass the clinical check/],
  ['a', /Assembled/],
  ['v', /Pass the accuracy check/],
] as const;

/** An emergency supply, half written, with the keys in its family name. */
const halfWritten = async (page: Page): Promise<void> => {
  await page.keyboard.press('e');
  await page.keyboard.type('zzyzx marta', delay);
  await expect(page.getByRole('option', { name: /Somebody who is not here/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(family(page)).toBeFocused();
};

test('[DSK-21] a scan, a place’s key or Esc does not throw a half-written supply away', async ({
  start,
  spine,
}) => {
  const program = await start(spine.args);
  const { page } = program;
  await signIn(page);
  const here = await openRow(page, 1);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();
  await halfWritten(page);
  const before = await family(page).inputValue();

  // A script that is here, and one that nobody heard of: both are answered over the form.
  await scan(program, here);
  await expect(
    page.getByText(/Save the supply you were entering or leave it, then scan again/),
  ).toContainText(here);
  await expect(family(page)).toBeFocused();
  await expect(family(page)).toHaveValue(before);
  await shot(page, 'registers-scan-while-filling');
  await scan(program, '24F5DA-A83008-7EFE6Z');
  await expect(page.getByText('24F5DA-A83008-7EFE6Z is not here.')).toBeVisible();
  await expect(family(page)).toBeFocused();

  for (const key of ['F2', 'F9', 'Escape']) {
    await page.keyboard.press(key);
    await expect(family(page)).toBeHidden();
    await expect(behind(page)).toContainText('Not saved yet: the supply you were entering.');
    if (key === 'F2') await checkAccessible(page);
    await page.keyboard.press('F7');
    await expect(behind(page)).toBeHidden();
    await page.keyboard.press('F2');
    await page.keyboard.press('e');
    await expect(
      page.getByText('Not saved yet: the supply you were entering, as you left it.'),
    ).toBeVisible();
    await expect(family(page)).toHaveValue(before);
  }
  await checkAccessible(page);
  await shot(page, 'registers-left-draft-1366');
  // Another script's patient has a form of their own.
  await page.keyboard.press('F2');
  await openRow(page, 1);
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Another patient' })).toBeVisible();
  await expect(family(page)).toBeHidden();
  await page.keyboard.press('F2');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await expect(family(page)).toBeHidden();

  // Of nothing filled in nothing is kept.
  await page.keyboard.press('F2');
  await expect(chosenRow(page)).toBeVisible();
  await expect(behind(page)).toBeHidden();
});

test('[DSK-21] a scan does not throw away the part quantities that were chosen on a script', async ({
  start,
  spine,
}) => {
  const program = await start(spine.args);
  const { page } = program;
  await signIn(page);
  const other = await openRow(page, 1);
  await page.keyboard.press('Escape');
  const open = await openRow(page, 0);
  for (const [key, step] of steps) {
    await expect(page.getByRole('button', { name: step })).toBeEnabled();
    await page.keyboard.press(key);
  }
  const item = page.getByRole('group', { name: 'Hand out item 1' });
  await item.getByLabel('Part').check();
  await item.getByLabel(/How many now/).fill('7');
  await scan(program, other);
  await expect(page.getByText(/Save what you chose for \S+ or leave it/)).toContainText(other);
  await expect(page.getByTestId('short-id')).toHaveText(open);
  await expect(item.getByLabel(/How many now/)).toHaveValue('7');
  // A careless Esc loses nothing, and says so.
  await page.keyboard.press('F2');
  await expect(behind(page)).toContainText(`Not saved yet: what you chose for ${open}.`);
  await shot(page, 'script-left-draft-1366');
  await page.keyboard.press('Backspace');
  await expect(page.getByText(`Not saved yet: what you chose for ${open}, as you left it.`)).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'script-draft-back-1366');
  await expect(item.getByLabel(/How many now/)).toHaveValue('7');
  // As prescribed again, nothing is lost by going.
  await item.getByLabel('All').check();
  await scan(program, other);
  await expect(page.getByTestId('short-id')).toHaveText(other);
});

test('[USR-15] what was chosen for a script is dropped with a sentence once the script has changed, or somebody else signs in', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await openRow(page, 6);
  await expect(page.getByRole('button', { name: /Pass the clinical check/ })).toBeEnabled();
  await page.keyboard.press('c');
  const bag = page.getByRole('group', { name: 'In the bag of item 1' });
  const five = async (): Promise<void> => {
    await bag.getByLabel('Part').check();
    await bag.getByLabel(/How many/).fill('5');
    // Letters are keys again.
    await page.keyboard.press('Enter');
  };
  await five();
  // A hold changes the script under what was chosen for it.
  await page.keyboard.press('o');
  const why = page.getByRole('dialog').getByRole('textbox');
  await why.fill('Waits for the patient');
  // [DSK-21] Nor does a careless Esc throw away a reason that was typed.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await checkAccessible(page);
  await page.keyboard.press('Escape');
  await expect(why).toHaveValue('Waits for the patient');
  await why.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The script has changed since you chose for it')).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'script-draft-gone-1366');
  await page.keyboard.press('o');
  await page.getByRole('dialog').getByRole('textbox').fill('The patient is here');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Put on hold/ })).toBeEnabled();
  await expect(bag.getByLabel(/^All/)).toBeChecked();
  // Assembled, it is saved, and nothing is said of it.
  await five();
  await page.getByRole('button', { name: /^Assembled, 1 item short/ }).click();
  await expect(page.getByRole('button', { name: /Pass the accuracy check/ })).toBeEnabled();
  await expect(page.getByText('The script has changed since')).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(bag.getByLabel(/How many/)).toHaveValue('5');
  await bag.getByLabel('None').check();
  await page.keyboard.press('Escape');
  await expect(behind(page)).toBeVisible();
  await page.keyboard.press('Control+l');
  await signIn(page, 'Tom Reed', '2222');
  await expect(behind(page)).toBeHidden();
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: /Priya Shah/ }).click();
  await page.getByLabel(/^PIN of/).fill('1111');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /To assemble 1/ }).click();
  await openRow(page);
  await expect(bag.getByLabel(/How many/)).toHaveValue('5');
});
