import { checkAccessible } from './accessible';
import { chosenRow, expect, handOut, shot, signIn, test } from './support';

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
  await page.getByRole('button', { name: 'Keep the note' }).click();
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
