import type { Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { chosenRow, expect, openRow, shot, signIn, test } from './support';

const keys = (page: Page) => page.getByRole('dialog', { name: 'Keys' });

/** Opens the keys of this screen, which name `named`, and leaves them. */
const look = async (page: Page, named: string, by = '?'): Promise<void> => {
  await page.keyboard.press(by);
  await expect(keys(page).getByRole('region', { name: 'On this screen' })).toContainText(named);
  await page.keyboard.press('Escape');
  await expect(keys(page)).toBeHidden();
};

test('the keys of each screen open by ? and F1, from a field where something is looked for too, and nothing is typed', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  // Before anybody is there, with no button chosen, and in the middle of a PIN.
  await expect(page.getByText('Who is here?')).toBeVisible();
  await look(page, 'choose who you are', 'F1');
  await look(page, 'choose who you are');
  await page.keyboard.press('2');
  const pin = page.getByLabel(/^PIN of/);
  await expect(pin).toBeFocused();
  await page.keyboard.type('11', { delay: 90 });
  await page.keyboard.press('F1');
  await expect(keys(page).getByRole('region', { name: 'Once you are signed in' })).toContainText('Outage');
  await checkAccessible(page);
  await shot(page, 'keys-sign-in-1366');
  await page.keyboard.press('Escape');
  await expect(pin).toBeFocused();
  await expect(pin).toHaveValue('11');
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await look(page, 'open the next script for your role');

  await page.keyboard.press('F3');
  const name = page.getByRole('combobox', { name: 'Name, birth date or NHS number' });
  await expect(name).toBeFocused();
  await look(page, 'open the patient');
  await expect(name).toHaveValue('');
  await expect(name).toBeFocused();
  // In the middle of a name it is a character; F1 is none anywhere.
  await page.keyboard.type('x?', { delay: 90 });
  await expect(name).toHaveValue('x?');
  await look(page, 'open the patient', 'F1');
  await page.keyboard.press('F4');
  await expect(page.getByLabel(/Scan the next barcode/)).toBeFocused();
  await look(page, 'result sheet');
  await expect(page.getByLabel(/Scan the next barcode/)).toHaveValue('');
  await page.keyboard.press('F9');
  await page.keyboard.press('e');
  await expect(page.getByLabel('Patient', { exact: true })).toBeFocused();
  await look(page, 'enter what was filled in');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await openRow(page, 3);
  await page.keyboard.press('F3');
  await expect(page.getByRole('button', { name: /Record allergies/ })).toBeVisible();
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await expect(keys(page)).toContainText('for this patient');
  await checkAccessible(page);
  await shot(page, 'keys-patient-1366');
});
