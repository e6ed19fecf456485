import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aBundle } from '../support/fhir';
import { removeFolder } from '../support/folder';
import { checkAccessible } from './accessible';
import { chosenRow, expect, handOut, openRow, shot, signIn, test } from './support';

test('a patient is found by name, their allergies are recorded, and stand over their script', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByTestId('person-row').first()).toBeVisible();
  await shot(page, 'patients-all');
  await checkAccessible(page);

  await page.keyboard.type('ap rhys', { delay: 90 });
  await expect(page.getByTestId('person-row')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('allergies')).toHaveText('Allergies not asked');
  await shot(page, 'patient');
  await checkAccessible(page);

  // [PAT-7] By the keys alone.
  await page.keyboard.press('a');
  await page.keyboard.type('penicillin: rash', { delay: 90 });
  await page.keyboard.press('Enter');
  await page.keyboard.type('latex', { delay: 90 });
  await shot(page, 'patient-allergies');
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Put it on record' }).click();
  await expect(page.getByTestId('allergies')).toHaveText('Allergic to penicillin (rash), latex');
  await page.keyboard.press('n');
  await page.keyboard.type('Collects on Fridays', { delay: 90 });
  await expect(page.getByRole('button', { name: /Keep the note/ })).toContainText('Ctrl+Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Note' })).toContainText('Collects on Fridays');

  // The first of their scripts, handed out: the record says so.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('short-id')).toBeVisible();
  await expect(page.getByTestId('allergies')).toHaveText('Allergic to penicillin (rash), latex');
  await shot(page, 'patient-over-script');
  await handOut(page);
  await page.keyboard.press('F3');
  const record = page.getByRole('region', { name: 'Handed out here' });
  await expect(record.getByRole('row')).not.toHaveCount(0);
  await shot(page, 'patient-handed-out');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Patients' })).toBeVisible();
});

test('however much is kept about a patient, their script stays in sight, and nothing typed is lost', async ({
  start,
  spine,
}) => {
  const { app, page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(910, 512));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(910);
  await page.keyboard.press('F3');
  await expect(page.getByTestId('person-row').nth(3)).toBeVisible();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  // [PAT-7] A refusal is read over what was typed.
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(': rash');
  await dialog.getByRole('button', { name: 'Put it on record' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'Each allergy names what the patient is allergic to.',
  );
  await dialog
    .getByRole('textbox')
    .fill(
      [
        `${'sulfa'.repeat(30)}`,
        ...Array.from({ length: 30 }, (_, n) => `medicine ${n}: a rash all over`),
      ].join('\n'),
    );
  await dialog.getByRole('button', { name: 'Put it on record' }).click();
  await expect(page.getByTestId('allergies')).toContainText('medicine 29 (a rash all over)');
  // [PAT-8] Its lines run on.
  await page.keyboard.press('n');
  await dialog.getByRole('textbox').fill('a line\n'.repeat(70));
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await expect(dialog).toBeHidden();
  await checkAccessible(page);
  const beside = () => page.locator('main').evaluate((e) => e.scrollWidth - e.clientWidth);
  expect(await beside()).toBeLessThan(1);

  await page.keyboard.press('Enter');
  await expect(page.getByTestId('allergies')).toContainText('medicine 29');
  await page.getByRole('button', { name: /^Log/ }).scrollIntoViewIfNeeded();
  await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect(page.getByRole('button', { name: /^Log/ })).toBeInViewport({ ratio: 1 });
  const [banner, main] = await Promise.all(
    [page.getByRole('region', { name: 'Patient', exact: true }), page.locator('main')].map((one) =>
      one.evaluate((e) => e.clientHeight),
    ),
  );
  expect(banner).toBeLessThan((main ?? 0) * 0.7);
  expect(await beside()).toBeLessThan(1);
  await checkAccessible(page);
  await shot(page, 'patient-much-over-script');

  // Nothing on the way to a script and its patient is lost: Esc is one step back.
  await page.keyboard.press('F3');
  await expect(page.getByRole('button', { name: 'Back to patients' })).toBeVisible();
  await page.keyboard.press('F2');
  const shortId = await openRow(page, 2);
  await page.keyboard.press('F3');
  await expect(page.getByRole('button', { name: 'Back to the script' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('short-id')).toHaveText(shortId);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: /To check/ })).toBeVisible();
});

test('back from a patient, the list stands where it was left', async ({ start, spine }) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F3');
  await page.keyboard.type('a', { delay: 90 });
  await expect(page.getByTestId('person-row').nth(3)).toBeVisible();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  const row = await chosenRow(page).innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Back to patients' })).toBeVisible();
  const second = page.getByTestId('patient-script').nth(1);
  await page.keyboard.press('ArrowDown');
  await expect(second).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('short-id')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(second).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Name, birth date' })).toHaveValue('a');
  await expect(chosenRow(page)).toHaveText(row.replace(/\s+/g, ' '), { useInnerText: true });
});

test('[PAT-7] who may not record allergies is told who may, before they type', async ({ start, spine }) => {
  const { page } = await start(spine.args);
  await signIn(page, 'Grace Owusu', '3333');
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByTestId('person-row').first()).toBeVisible();
  await page.keyboard.press('Enter');
  const part = page.getByRole('region', { name: 'Allergies' });
  await expect(part).toContainText('A pharmacist or a technician records them');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('[PAT-13] another name under one NHS number, an allergy and a note stay in sight up to the hand-out', async ({
  start,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-two-names-'));
  const today = new Date().toISOString();
  const script = (shortId: string, n: number, family: string, name: string) =>
    writeFileSync(
      join(folder, `${n}.json`),
      JSON.stringify(
        aBundle({
          shortId,
          longId: `20ba5fb5-cb58-462c-923e-22d180b0935${n}`,
          family,
          start: today.slice(0, 10),
          signed: today,
          items: [{ id: `a54219b8-f741-4c47-b662-e4f8dfa49a0${n}`, name, code: `3973231100000110${n}` }],
        }),
      ),
    );
  script('24F5DA-A83008-7EFE6Z', 4, 'Okafor', 'Amoxicillin 250mg capsules');
  script('819851-A83008-2EFE34', 5, 'Okoro', 'Ramipril 5mg capsules');
  const { page } = await start([`--prescriptions=${folder}`]);
  await signIn(page);
  await openRow(page);
  const banner = page.getByRole('region', { name: 'Patient', exact: true });
  await expect(banner).toContainText('Other scripts of this NHS number have another name');
  await page.keyboard.press('F3');
  await page.keyboard.press('a');
  await page.keyboard.type('penicillin: rash', { delay: 90 });
  await page.getByRole('button', { name: 'Put it on record' }).click();
  await page.keyboard.press('n');
  await page.keyboard.type('Reads lips', { delay: 90 });
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(banner).toContainText('Reads lips');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('short-id')).toBeVisible();
  await expect(page.getByText(/Name: (OKAFOR|OKORO), Chidi \/ (OKAFOR|OKORO), Chidi/)).toBeVisible();
  await expect(banner).toContainText('Reads lips');
  await shot(page, 'patient-two-names');
  await checkAccessible(page);

  // What covers the banner says the same.
  await page.keyboard.press('o');
  const dialog = page.getByRole('dialog');
  for (const words of ['OK', 'another name', 'penicillin (rash)', 'Reads lips'])
    await expect(dialog.getByTestId('patient-line')).toContainText(words);
  await shot(page, 'patient-two-names-hold');
  await checkAccessible(page);
  await page.keyboard.press('Escape');

  await page.keyboard.press('i');
  await expect(page.getByText(/On record: these scripts are all of/)).toBeVisible();
  await expect(banner).not.toContainText('Other scripts');
  await page.keyboard.press('F3');
  await expect(page.getByText(/Priya Shah said on .* that they are of one person/)).toBeVisible();
  await shot(page, 'patient-one-person');
  await removeFolder(folder);
});
