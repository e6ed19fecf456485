import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawPdf } from '../support/pdf';
import { checkAccessible } from './accessible';
import { askById, chosenRow, expect, shot, signIn, test } from './support';

const delay = { delay: 90 };

/** Goes to a field by Tab alone. */
const to = async (page: Page, label: string | RegExp): Promise<void> => {
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    const field = page.getByLabel(label, { exact: true });
    if (await field.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`no way to ${String(label)} by Tab`);
};

const typeInto = async (page: Page, label: string | RegExp, text: string): Promise<void> => {
  await to(page, label);
  await page.keyboard.type(text, delay);
};

/** Answers a question by Tab, Space and the arrows. */
const answer = async (page: Page, question: RegExp, said: 'Yes' | 'No' = 'Yes'): Promise<void> => {
  const yes = page.getByRole('group', { name: question }).getByLabel('Yes');
  for (let i = 0; i < 40 && !(await yes.evaluate((one) => one === document.activeElement)); i += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press(said === 'Yes' ? ' ' : 'ArrowDown');
  await expect(page.getByRole('group', { name: question }).getByLabel(said)).toBeChecked();
};

/** A patient who is not found here, with the details as they were said at the counter. */
const somebody = async (page: Page, family: string, given: string, born: string): Promise<void> => {
  await page.keyboard.press('e');
  await page.keyboard.type(`${family} ${given}`, delay);
  await expect(page.getByRole('option', { name: /Somebody who is not here/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Family name')).toBeFocused();
  await typeInto(page, 'Birth date', born);
  await typeInto(page, 'Address', '4 Made Up Row, Leeds');
};

/** Prints what is open, by its key: there is no printer, so it becomes a PDF, whose text this is. */
const printed = async (page: Page, folder: string, name: string, key = 'p'): Promise<string> => {
  const before = readdirSync(folder);
  await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toContainText('Save it as a PDF instead?');
  await checkAccessible(page);
  await shot(page, `${name}-print`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Saved as /)).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const [file = ''] = readdirSync(folder).filter((one) => !before.includes(one));
  expect(file).not.toMatch(/\d{6}|Okafour/i);
  const pages = await drawPdf(readFileSync(join(folder, file)));
  for (const one of pages) expect(one.text).toContain('TRAINING');
  return pages.map(({ text }) => text).join('\n');
};

test('[USC-13] a script that the proposal misses is named by its id, held, confirmed, and notified once with the true time', async ({
  start,
  spine,
  saved,
}) => {
  test.setTimeout(150_000);
  const { page } = await start([...spine.args, ...saved.args]);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const shortId = (await page.getByTestId('short-id').innerText()).trim();
  const [family = ''] = (await page.locator('.hf-patient').innerText()).split(',');
  // The words of a quantity stand in brackets.
  const asked = await page.locator('.hf-item__quantity').first().innerText();
  const unit = asked.replace(/^(CD: )?[\d.]+( \(.*\))? /, '');
  await page.keyboard.press('Escape');

  await somebody(page, family, 'Somebody', '1961-03-01');
  // A family name may be two words.
  await page.getByLabel('Family name').fill(family);
  await page.getByLabel('Given names').fill('Somebody');
  await to(page, 'Emergency supply asked for by a prescriber');
  await page.keyboard.press('ArrowDown');
  await typeInto(page, 'Item 1: name, strength, form', 'Whatever it is called');
  await typeInto(page, 'Quantity', '1');
  await typeInto(page, 'Unit', unit);
  await to(page, 'Controlled drug');
  await page.keyboard.press('n');
  await typeInto(page, 'Dose, as on the label', 'One at night');
  await typeInto(page, /^Lasts days/, '5');
  await answer(page, /spoken with the patient/);
  await answer(page, /needed at once/);
  await answer(page, /UK marketing authorisation/);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/One question has no answer: Is a substance of Schedule 18/)).toBeVisible();
  await answer(page, /Schedule 18/, 'No');
  await typeInto(page, /known to have been prescribed/, 'Our record of October');
  await typeInto(page, /can no prescription be had/, 'The broker is away');
  await typeInto(page, 'Nature of the emergency', 'Out of it');
  const when = await page.getByLabel('Handed out at').inputValue();
  await checkAccessible(page);
  await shot(page, 'registers-asked-1366');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Entered in the register/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Its script is here?' })).toBeVisible();
  const label = await printed(page, saved.folder, 'registers-label', 'l');
  for (const part of ['Emergency Supply', `${family}, Somebody`, 'Whatever it is called', 'One at night'])
    expect(label).toContain(part);
  await checkAccessible(page);
  await shot(page, 'registers-name-1366');

  await to(page, 'Script');
  await page.keyboard.type('NOBODYHASTHIS', delay);
  await expect(page.getByText(/asks the Spine for an id/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(shortId, delay);
  await expect(page.getByRole('option', { name: new RegExp(shortId) })).toBeVisible();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Its script?' });
  await expect(card).toContainText(shortId);
  await expect(card).toContainText('Compare them before you name it.');
  const line = card.getByLabel(/is line$/);
  if ((await line.inputValue()) === '') {
    await to(page, /is line$/);
    await page.keyboard.press('ArrowDown');
  }
  await checkAccessible(page);
  await shot(page, 'registers-name-chosen-1366');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(new RegExp(`${shortId} was named by Priya Shah as`))).toBeVisible();
  await shot(page, 'registers-named-1366');
  await page.keyboard.press('y');
  await expect(page.getByText(/One notification with the time of the supply/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'The script' })).toContainText(when.slice(11));
  const atSpine = async () => (await spine.scripts()).find((one) => one.shortId === shortId);
  await expect.poll(async () => (await atSpine())?.applied.length).toBe(1);
  const text = await printed(page, saved.folder, 'registers-named');
  expect(text).toContain(`${family}, Somebody`);
  expect(text).toContain(shortId);
});

test('[USC-9] [USC-13] a name that was cut short: its line is chosen before EPS is told', async ({
  start,
  spine,
}) => {
  test.setTimeout(120_000);
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.type('garcia', delay);
  await expect(page.getByRole('option', { name: /GARCÍA/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Another patient' })).toBeVisible();
  await typeInto(page, 'Item 1: name, strength, form', 'Ramipril caps');
  await typeInto(page, 'Quantity', '56');
  await typeInto(page, 'Unit', 'caps');
  await to(page, 'Controlled drug');
  await page.keyboard.press('n');
  await typeInto(page, 'Dose, as on the label', 'One in the morning');
  await answer(page, /undertake to send/);
  await answer(page, /practise in the UK/);
  await page.keyboard.press('Control+d');
  await typeInto(page, /Why it cannot wait/, 'Out of it');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/due in 7\d h/)).toBeVisible();
  await page.keyboard.press('Escape');

  const free = (await spine.scripts()).filter(
    (one) => one.nominated === '' && one.status === '0001' && !one.badSignature,
  );
  await askById(page, free[2]?.shortId ?? '');
  await page.keyboard.press('F9');
  await expect(page.getByText('is this its script?')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/choose the line of each item and name it, then confirm/)).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'registers-lines-1366');
  await page.keyboard.press('y');
  await expect(page.getByText(/Nobody has said which open line/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/was named by Priya Shah as/)).toBeVisible();
  await page.keyboard.press('y');
  await expect(page.getByText(/One notification with the time of the supply/)).toBeVisible();
});

test('[USC-14] a refused emergency supply is on record, with who asked, why, and what was advised; and is printed', async ({
  start,
  saved,
}) => {
  test.setTimeout(150_000);
  const { page } = await start(saved.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await somebody(page, 'Okafour', 'Chidy', '1961-03-01');
  await to(page, 'Emergency supply asked for by a prescriber');
  await page.keyboard.press('ArrowDown');
  await typeInto(page, 'Item 1: name, strength, form', 'Methadone 1mg/ml oral solution');
  await typeInto(page, 'Quantity', '100');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/the law has no emergency supply of it/)).toBeVisible();
  await page.getByRole('button', { name: 'Refuse it…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Who asked')).toBeFocused();
  await page.keyboard.type('His sister', delay);
  await typeInto(page, 'Why it is refused', 'Schedule 2: there is no emergency supply of it');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('A patient who is refused is told where to turn to.')).toBeVisible();
  await typeInto(page, 'What the patient was advised', 'Out-of-hours doctor, rung for him');
  await checkAccessible(page);
  await shot(page, 'registers-refuse-1366');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/The refusal is on record/)).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('region', { name: 'Emergency supplies refused' })).toContainText('OKAFOUR');
  await checkAccessible(page);
  await shot(page, 'registers-closed-1366');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Emergency supply refused/ })).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'registers-refusal-1366');
  const text = await printed(page, saved.folder, 'registers-refusal');
  for (const part of ['His sister', 'Methadone', 'Schedule 2', 'Out-of-hours doctor', 'by Priya Shah'])
    expect(text).toContain(part);

  await page.keyboard.press('c');
  await page.getByLabel('What was wrong with the record?').fill('It was his mother');
  await page.getByLabel('Who asked').fill('His mother');
  await checkAccessible(page);
  await shot(page, 'registers-refusal-correct-1366');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Corrected by a new record/)).toBeVisible();
  await page.keyboard.press('k');
  const rows = page.getByRole('region', { name: 'Emergency supplies refused' }).getByTestId('register-row');
  await expect(rows.filter({ hasText: 'corrected' })).toHaveCount(1);
  await expect(rows.filter({ hasText: /refused$/ })).toHaveCount(1);
  await rows.filter({ hasText: 'corrected' }).click();
  const record = page.getByRole('region', { name: 'The record' });
  await expect(record).toContainText('His sister');
  await expect(record).toContainText(/by Priya Shah: It was his mother/);
  await expect(page.getByRole('button', { name: 'Correct it' })).toHaveCount(0);
  await shot(page, 'registers-refusal-corrected-1366');
});
