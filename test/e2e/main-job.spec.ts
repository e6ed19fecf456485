import type { ElectronApplication } from '@playwright/test';
import { checkAccessible } from './accessible';
import { expect, handOut, openRow, shot, signIn, test } from './support';

const resize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );

test('receive, sign in, dispense, accepted', async ({ start, spine }) => {
  const { app, page } = await start(spine.args);
  await expect(page.getByText('TRAINING · invented patients')).toBeVisible();
  await expect(page.getByText(/scripts came while nobody was here/)).toBeVisible();
  await expect(page.getByTestId('status-broker')).toContainText('Broker online');
  await shot(page, 'sign-in-1366');
  await checkAccessible(page);
  await signIn(page);
  await expect(page.getByText(/new scripts unlocked/)).toBeVisible();
  await shot(page, 'today-1366');
  await checkAccessible(page);
  await resize(app, 1920, 1080);
  await expect(page.getByRole('option').first()).toBeVisible();
  await shot(page, 'today-1920');
  await resize(app, 1366, 768);
  const shortId = await openRow(page, 4);
  await shot(page, 'prescription-1366');
  await checkAccessible(page);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
  await shot(page, 'handed-out-1366');
  await resize(app, 1920, 1080);
  await shot(page, 'handed-out-1920');
  await resize(app, 1366, 768);
  const script = (await spine.scripts()).find((one) => one.shortId === shortId && one.applied.length > 0);
  expect(script).toMatchObject({ status: '0006' });
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible();
  await expect(page.getByText('EPS accepted it')).toBeVisible();
  await shot(page, 'messages-1366');
  await checkAccessible(page);
  await page.keyboard.press('F8');
  await expect(page.getByText('Data lives in')).toBeVisible();
  await shot(page, 'settings-1366');
  await checkAccessible(page);
  await expect(page.locator('html')).toHaveJSProperty('scrollWidth', 1366);
});

test('return, accepted, with the keyboard alone', async ({ start, spine }) => {
  const { page } = await start(spine.args);
  await expect(page.getByText('Who is here?')).toBeVisible();
  const people = await page.getByRole('button', { name: /Technician|Pharmacist|Manager/ }).allInnerTexts();
  await page.keyboard.press(String(people.findIndex((text) => text.includes('Priya')) + 1));
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const shortId = (await page.getByTestId('short-id').innerText()).trim();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shot(page, 'return-1366');
  await checkAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('r');
  await page.getByLabel('Patient requested release').press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('message-return')).toContainText('EPS accepted it');
  await expect(page.getByText(/Went back to the Spine at/).first()).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByText('The Spine has it back.')).toBeVisible();
  await shot(page, 'log-1366');
  const script = (await spine.scripts()).find((one) => one.shortId === shortId);
  expect(script).toMatchObject({ status: '0001', nominated: '' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: /Returned 1/ })).toBeVisible();
});

test('a technician is refused what needs a pharmacist, with a sentence', async ({ start, spine }) => {
  const { page } = await start(spine.args);
  await signIn(page, 'Tom Reed', '2222');
  await openRow(page, 4);
  await expect(page.getByText('The clinical check needs a pharmacist')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('alert')).toContainText('The clinical check needs a pharmacist');
  await expect(page.getByRole('button', { name: /Return to the Spine/ })).toHaveCount(0);
  await page.keyboard.press('r');
  await page.getByLabel('Patient requested release').check();
  await page.getByRole('button', { name: 'Return it' }).click();
  await expect(page.getByRole('alert')).toContainText('Returning a script needs a pharmacist');
  expect((await spine.received()).filter((one) => one.path.endsWith('/Task'))).toEqual([]);
});

test('search finds by name and asks the Spine for a script by its id', async ({ start, spine }) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await page.keyboard.press('/');
  await page.keyboard.type('montgom');
  await expect(page.getByRole('listbox', { name: 'Found' })).toContainText('MONTGOMERY-CHOLMONDELEY');
  await shot(page, 'search-1366');
  const found = page.getByRole('listbox', { name: 'Found' });
  await found.getByRole('option').filter({ hasText: 'Generic Long Name' }).click();
  await expect(
    page.getByRole('heading', { name: /Generic Long Name Preparation.*special order/ }),
  ).toBeVisible();
  await shot(page, 'long-names-1366');
  await page.keyboard.press('Escape');
  const free = (await spine.scripts()).find(
    (one) => one.nominated === '' && one.status === '0001' && !one.badSignature,
  );
  if (!free) throw new Error('no script without nomination');
  await page.keyboard.press('/');
  await page.keyboard.type(free.shortId);
  await expect(page.getByText('is not here. Enter asks the Spine for it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 new prescription.')).toBeVisible();
  await expect(page.getByRole('tab', { name: /To check 56/ })).toBeVisible();
  const away = (await spine.scripts()).find((one) => one.status === '0002' && one.holder !== 'FA565');
  await page.keyboard.press('/');
  await page.keyboard.type(away?.shortId ?? '');
  await expect(page.getByText('is not here. Enter asks the Spine for it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/The Spine says this script is with The Other Invented Pharmacy.*01632 960400/),
  ).toBeVisible();
  await shot(page, 'with-another-dispenser-1366');
});
