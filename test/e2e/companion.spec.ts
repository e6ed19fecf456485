import type { Page } from '@playwright/test';
import { anId } from '../support/keys';
import { checkAccessible } from './accessible';
import { openCompanion, switches } from './real-profile';
import { expect, shot, test } from './support';

const delay = { delay: 90 };

const fill = async (page: Page, answers: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(answers))
    await page.getByLabel(label, { exact: true }).fill(value);
};

test('[SET-4] a companion keeps incidents, reissues and supplies without the script beside another system', async ({
  start,
}) => {
  test.setTimeout(150_000);
  const { page } = await start(['--kind=companion', ...switches]);
  await openCompanion(page);
  await expect(page.getByText('Companion: no broker')).toBeVisible();

  // Nothing is checked or handed out here, so nothing of it is counted or printed, nor sorted by need.
  await expect(page.getByText('No script is worked on here')).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(page.getByRole('tab', { name: /To scan/ })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Asking|Released offline|Held by us/ })).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Recovery packs' })).toBeAttached();
  await expect(page.getByRole('heading', { name: 'Urgent medicines' })).toHaveCount(0);
  await page.keyboard.press('F7');
  await expect(page.getByRole('heading', { name: 'No incident is open' })).toBeVisible();
  await expect(page.getByText('What waits, by need')).toHaveCount(0);
  await shot(page, 'companion-outage-1366');
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'companion-incident-1366');
  await page.keyboard.type('The other system is down', delay);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Incident: The other system is down' })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Rang its helpdesk.', delay);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Rang its helpdesk.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Handed out offline')).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'companion-incident-open-1366');
  await page.keyboard.press('e');
  await expect(page.getByLabel('Name the patients who were supplied without the script')).toBeVisible();
  await page.keyboard.press('Escape');

  // The GP re-sends a script that only the other system has; what became of it there is said by a person.
  await page.keyboard.press('g');
  await expect(page.getByRole('heading', { name: 'The GP re-sends a script' })).toBeVisible();
  await fill(page, {
    'Id of the original, if it is known': anId('24F5DAA830087EFE6'),
    'Id of the replacement, if the prescriber said it': anId('34F5DAA830087EFE7'),
    'Note: who promised it, and when': 'Dr Nwosu, on the phone',
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Registered\./)).toBeVisible();
  await expect(page.getByTestId('register-row')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/Neither script is here, and nothing here holds what comes to the other system/),
  ).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'companion-reissue-1366');
  await page
    .getByRole('region', { name: 'Replacement' })
    .getByRole('button', { name: /^Supplied in/ })
    .click();
  await page
    .getByRole('region', { name: 'Original' })
    .getByRole('button', { name: /^Returned in/ })
    .click();
  await expect(page.getByText(/settled elsewhere/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('e');
  await page.keyboard.type('Okafor Chidi', delay);
  await page.keyboard.press('Enter');
  await fill(page, { 'Birth date': '1961-01-03', Address: '1 Invented Street, Leeds' });
  await fill(page, { 'Item 1: name, strength, form': 'Ramipril 5mg capsules', Quantity: '28' });
  await page.getByLabel('Controlled drug').selectOption('Not controlled');
  await fill(page, { 'Dose, as on the label': 'One a day' });
  for (const question of [/undertake to send/, /practise in the UK/])
    await page.getByRole('group', { name: question }).getByLabel('Yes').check();
  await fill(page, { Prescriber: 'Dr Nwosu', 'Prescriber’s address': 'Invented Street Surgery' });
  await fill(page, { 'Why it cannot wait': 'Out of it' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Entered in the register/)).toBeVisible();
  // No script ever comes here, and no Spine can be asked.
  await expect(page.getByRole('heading', { name: /came: on paper, or to the other system/ })).toBeVisible();
  await expect(page.getByText('Its script is here?')).toHaveCount(0);
  await expect(page.getByText(/asks the Spine/)).toHaveCount(0);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(Date.now());
  await fill(page, { 'Signed on': today, 'Received on': today });
  await page.getByRole('button', { name: 'Complete the entry' }).click();
  await expect(page.getByText('The register is complete for this supply.')).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'companion-supply-1366');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: /Print the record/ }).click();
  await expect(page.getByRole('dialog')).toContainText('Save it as a PDF instead?');
  await page.keyboard.press('Escape');
});

test('[DSK-21] half-changed settings are not thrown away unasked, in a form or in a question', async ({
  start,
}) => {
  const { page } = await start(['--kind=companion', ...switches]);
  await openCompanion(page);
  await expect(page.getByText('No script is worked on here')).toBeVisible();
  const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
  const phone = page.getByLabel('Phone of the pharmacy');
  await page.keyboard.press('F8');
  await phone.fill('01632 960199');
  // Settings again, and the same screen stays.
  await page.keyboard.press('F8');
  await expect(asked).toBeHidden();
  await page.keyboard.press('F2');
  await expect(page.getByText('Not saved yet: the details of this pharmacy.')).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByText('Not saved yet: the details of this pharmacy, as you left')).toBeVisible();
  await checkAccessible(page);
  await expect(phone).toHaveValue('01632 960199');
  await page.getByRole('button', { name: 'Save the pharmacy' }).click();
  await expect(page.getByText(/Records and sheets now come from/)).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByText('No script is worked on here')).toBeVisible();

  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const person = page.getByRole('dialog', { name: 'Add a person' });
  await page.keyboard.press('Escape');
  await expect(person).toBeHidden();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await person.getByLabel('Name, as on the smartcard').fill('Sam Okoro');
  await page.keyboard.press('Escape');
  await expect(asked).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'companion-leave-person-1366');
  await page.keyboard.press('Escape');
  await expect(asked).toBeHidden();
  await expect(person.getByLabel('Name, as on the smartcard')).toHaveValue('Sam Okoro');
  await person.getByRole('button', { name: 'Cancel' }).click();
  await asked.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(person).toBeHidden();
});
