import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const delay = { delay: 90 };

test('[USC-1] who may not enter a supply or a re-sent script is told before they fill it in', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page, 'Tom Reed', '2222');
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(/A supply without the script needs a pharmacist/)).toBeVisible();
  await shot(page, 'registers-not-theirs');
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByText(/Registering a re-sent script needs a pharmacist/)).toBeVisible();
});

test('a supply without the script is for the patient who is open, takes seconds by keys, and Esc leads back to them', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const shortId = await openRow(page, 3);
  const family = (await page.locator('.hf-patient').innerText()).split(',')[0] ?? '';

  // From a script: its patient is there already, and Esc is one step back.
  await page.keyboard.press('e');
  await expect(page.locator('.hf-known')).toContainText(family);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('short-id')).toHaveText(shortId);

  // From the patient's page: a paper FP10, without the mouse.
  await page.keyboard.press('F3');
  await expect(page.getByRole('button', { name: /Supply without the script/ })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.locator('.hf-known')).toContainText(family);
  await expect(page.getByLabel('Emergency supply asked for by a prescriber')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Paper FP10')).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Item 1: name, strength, form')).toBeFocused();
  await expect(page.getByLabel('Quantity')).not.toHaveValue('');
  await page.getByLabel('Controlled drug').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Control+d');
  await page.getByLabel('Signed on').focus();
  await page.keyboard.type('2026-11-25', delay);
  await page.getByLabel('Why on paper').focus();
  await page.keyboard.type('EPS away', delay);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Entered in the register/)).toBeVisible();
  await shot(page, 'registers-back-entry');
  await page.getByRole('button', { name: /Back to the patient/ }).click();

  // The entry stands among what was handed out; it and its script lead back step by step.
  const entry = page.getByRole('region', { name: 'Handed out here' }).getByRole('button').first();
  await entry.click();
  await expect(page.getByRole('region', { name: 'The entry' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Correct an entry' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'The entry' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Handed out here' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('short-id')).toHaveText(shortId);
  await page.keyboard.press('Escape');
  await expect(chosenRow(page)).toBeVisible();

  // [USC-1] Whoever may not is told who may, and asked for no reason first.
  await page.keyboard.press('Control+l');
  await signIn(page, 'Tom Reed', '2222');
  await page.keyboard.press('F9');
  await page.getByTestId('register-row').first().click();
  await expect(page.getByText(/A supply without the script needs a pharmacist/)).toBeVisible();
  for (const name of [/Correct it/, /No script will come/, 'Complete the entry'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await shot(page, 'registers-entry-not-theirs-1366');
});
