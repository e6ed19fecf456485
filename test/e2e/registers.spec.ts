import type { Locator, Page } from '@playwright/test';
import { anId } from '../support/keys';
import { checkAccessible } from './accessible';
import { askById, chosenRow, expect, handOut, shot, signIn, test } from './support';

/** The last of the list came last and was signed lately, so that one sent again is for the same days. */
const openFresh = async (page: Page): Promise<string> => {
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  return (await page.getByTestId('short-id').innerText()).trim();
};

test('a re-sent script: registered, the original held, and returned once when its replacement comes', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const original = await openFresh(page);
  await page.keyboard.press('g');
  await expect(page.getByRole('heading', { name: 'The GP re-sends this script' })).toBeVisible();
  await page.keyboard.type('Dr Nwosu promised it on the phone', { delay: 90 });
  await shot(page, 'registers-re-send-form');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Registered\./)).toBeVisible();
  await page.getByTestId('register-row').first().click();
  await expect(page.getByText(/The original is here and held/)).toBeVisible();
  await shot(page, 'registers-original-waits');

  const replacement = await spine.prescribeAgain(original);
  await askById(page, replacement);
  await page.keyboard.press('F9');
  // EPS has taken it back at once, so the pair is closed.
  await page.keyboard.press('k');
  await expect(page.getByText('one went back')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Replacement' })).toContainText(replacement);
  await shot(page, 'registers-pair');
  await checkAccessible(page);
  await expect
    .poll(async () => (await spine.scripts()).find((one) => one.shortId === original)?.status)
    .toBe('0001');
  const scripts = await spine.scripts();
  expect(scripts.find((one) => one.shortId === original)?.applied).toHaveLength(1);
  expect(scripts.find((one) => one.shortId === replacement)?.applied).toHaveLength(0);
  await page
    .getByRole('region', { name: 'Replacement' })
    .getByRole('button', { name: /Open this script/ })
    .click();
  await handOut(page);
  await expect
    .poll(async () => (await spine.scripts()).find((one) => one.shortId === replacement)?.status)
    .toBe('0006');
});

test('two scripts for one supply that nobody registered: held, compared side by side, decided', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const first = await openFresh(page);
  await askById(page, await spine.prescribeAgain(first));
  await page.keyboard.press('F9');
  await expect(page.getByText('duplicate?')).toBeVisible();
  await shot(page, 'registers-list');
  await checkAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The two look like one supply/)).toBeVisible();
  await shot(page, 'registers-compare');
  // [RSU-20] What sends a script away names it and asks why first.
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: /^Return .* to the Spine\?$/ })).toBeVisible();
  await page.keyboard.type('The practice sent it twice', { delay: 90 });
  await shot(page, 'registers-return-asked');
  await checkAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/goes back to the Spine/).first()).toBeVisible();
  await expect
    .poll(async () => (await spine.scripts()).filter((one) => one.applied.length === 1).length)
    .toBe(1);
});

/** A person says that no script will come for the chosen supply, and takes it back. */
const closeAndOpenAgain = async (page: Page): Promise<void> => {
  await expect(page.getByRole('region', { name: 'The entry' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot(page, 'registers-no-script-will-come');
  await page.getByLabel('Why will none come?').fill('The surgery has closed for good');
  await page.keyboard.press('Enter');
  await expect(page.getByText('no script will come', { exact: true })).toBeVisible();
  await shot(page, 'registers-supply-closed');
  await page.keyboard.press('o');
  await page.getByLabel('Why is one waited for again?').fill('Another surgery has taken it over');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/due in 7\d h/)).toBeVisible();
};

test('an emergency supply entered by keyboard; its script lands, is confirmed and notified once with the true time', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(chosenRow(page)).toBeVisible();
  await page.keyboard.press('e');
  const began = Date.now();
  await page.keyboard.type('garcia', { delay: 90 });
  await expect(page.getByRole('option', { name: /GARCÍA/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Another patient' })).toBeVisible();
  const to = async (field: Locator) => {
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      if (await field.evaluate((one) => one === document.activeElement)) return;
    }
    throw new Error(`no way to ${String(field)} by Tab`);
  };
  await to(page.getByLabel('Item 1: name, strength, form'));
  await page.keyboard.type('Ramipril 5mg capsules', { delay: 90 });
  await page.keyboard.press('Tab');
  await page.keyboard.type('56', { delay: 90 });
  await page.keyboard.press('Tab');
  await page.keyboard.type('capsule', { delay: 90 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Is Ramipril 5mg capsules a controlled drug? Nobody has said.')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('n');
  await expect(page.getByLabel('Controlled drug')).toHaveValue('none');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1 in the morning', { delay: 90 });
  for (const question of [/undertake to send/, /practise in the UK/]) {
    await to(page.getByRole('group', { name: question }).getByLabel('Yes'));
    await page.keyboard.press(' ');
  }
  await to(page.getByLabel(/Why it cannot wait/));
  await page.keyboard.type('Out of tablets; the surgery cannot send before Monday', { delay: 90 });
  // [USC-22] Whose word it was is taken by a key, not for said.
  const prescriber = page.getByLabel('Prescriber', { exact: true });
  await expect(prescriber).toHaveValue('');
  await shot(page, 'registers-supply-prescriber');
  await page.keyboard.press('Control+d');
  await expect(prescriber).toBeFocused();
  await expect(prescriber).not.toHaveValue('');
  const when = await page.getByLabel('Handed out at').inputValue();
  await shot(page, 'registers-supply-form');
  await checkAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Entered in the register/)).toBeVisible();
  expect(Date.now() - began).toBeLessThan(60_000);
  await expect(page.getByText(/due in 7\d h/)).toBeVisible();
  await closeAndOpenAgain(page);

  // The electronic script lands: the third of those that are nominated to nobody.
  const free = (await spine.scripts()).filter(
    (one) => one.nominated === '' && one.status === '0001' && !one.badSignature,
  );
  const script = free[2]?.shortId ?? '';
  await askById(page, script);
  await page.keyboard.press('F9');
  await expect(page.getByText('is this its script?')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`${script} may be the script`))).toBeVisible();
  await shot(page, 'registers-supply-match');
  await checkAccessible(page);
  await page.keyboard.press('y');
  await expect(page.getByText(/One notification with the time of the supply/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'The script' })).toContainText(when.slice(11));
  await expect
    .poll(async () => (await spine.scripts()).find((one) => one.shortId === script)?.status)
    .toBe('0006');
  expect((await spine.scripts()).find((one) => one.shortId === script)?.applied).toHaveLength(1);
  await shot(page, 'registers-supply-matched');
});

test('[RSU-23] [RSU-24] a pair is called off by mistake and opened again; another is closed without one that never came', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  const replacement = await openFresh(page);
  await page.keyboard.press('F9');
  await page.keyboard.press('g');
  await page.getByLabel('Id of the original, if it is known').fill(anId('24F5DAA830087EFE6'));
  await page.getByLabel('Id of the replacement, if the prescriber said it').fill(replacement);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Registered\./)).toBeVisible();
  await page.getByTestId('register-row').first().click();
  await expect(page.getByRole('region', { name: 'Replacement' })).toContainText(replacement);
  // While the replacement is still to be handed out, nothing is to be left.
  await expect(page.getByRole('button', { name: /^Close without/ })).toHaveCount(0);
  await page.keyboard.press('x');
  await page.getByLabel('Why will no other script come?').fill('A slip');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/called off: A slip/)).toBeVisible();
  await page.keyboard.press('u');
  await page.getByLabel('What is not so after all?').fill('The surgery did send it');
  await checkAccessible(page);
  await shot(page, 'registers-open-again');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The original goes back by itself when it turns up/)).toBeVisible();

  await page
    .getByRole('region', { name: 'Replacement' })
    .getByRole('button', { name: /Open this script/ })
    .click();
  await handOut(page);
  await page.keyboard.press('F9');
  await page.getByTestId('register-row').first().click();
  await expect(page.getByRole('button', { name: /^Close without/ })).toBeVisible();
  await page.keyboard.press('w');
  await page.getByLabel('Why does nobody wait for it?').fill('It hangs with the broker');
  await checkAccessible(page);
  await shot(page, 'registers-close-without');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/closed without it: It hangs with the broker/)).toBeVisible();
});
