import { createServer } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { startApiPlatform, type ApiPlatform } from '../support/api-platform';
import { pharmacistCard, startCis2, type Cardholder, type Cis2Provider } from '../support/cis2-provider';
import { removeFolder } from '../support/folder';
import { browse } from '../support/scripted-browser';
import { checkAccessible } from './accessible';
import { nameThePharmacy, openCompanion, passphrase, protect, switches } from './real-profile';
import { expect, handOut, openRow, pressToEnd, shot, test } from './support';
import type { Page } from '@playwright/test';

test('the choice of kinds explains each, and opens the chosen one in its own folder', async ({ start }) => {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-home-'));
  const next = join(home, 'next.json');
  process.env.HOLDFAST_NEXT = next;
  process.env.XDG_DATA_HOME = home;
  try {
    const { page, app } = await start(['--choose', ...switches]);
    await expect(
      page.getByRole('heading', { name: 'What is Holdfast to be on this computer?' }),
    ).toBeVisible();
    for (const kind of ['Training', 'Companion', 'Live'])
      await expect(page.getByRole('heading', { name: kind, exact: true })).toBeVisible();
    await checkAccessible(page);
    await shot(page, 'choose-kind-1366');
    await pressToEnd({ app }, page.getByRole('button', { name: /Set up companion/ }));
    const options = JSON.parse(readFileSync(next, 'utf8')) as string[];
    expect(options[0]).toBe('--kind=companion');
    expect(options[1]).toMatch(/^--profile=/);
  } finally {
    delete process.env.HOLDFAST_NEXT;
    delete process.env.XDG_DATA_HOME;
    await removeFolder(home);
  }
});

test('a companion is set up by name and PIN, and shows no broker', async ({ start }) => {
  const { page } = await start(['--kind=companion', ...switches]);
  await protect(page);
  await page.getByLabel('Name', { exact: true }).fill('Ann Lee');
  await page.getByLabel('PIN (4 to 12 digits)').fill('4321');
  await shot(page, 'companion-first-person-1366');
  await page.getByRole('button', { name: 'Add and go on' }).click();
  await page.getByRole('button', { name: /Ann Lee/ }).click();
  await page.getByLabel(/^PIN of/).fill('4321');
  await page.keyboard.press('Enter');
  // [SET-7] Each place says that it waits for this, and what is typed goes along; the settings are open.
  const places = page.getByRole('navigation', { name: 'Places' });
  await nameThePharmacy(page);
  for (const [key, name] of [
    ['F4', 'PWAD'],
    ['F9', 'Registers'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByText(`${name} opens once this is saved`)).toBeVisible();
    await expect(places.getByRole('button', { name: new RegExp(`^${name}`) })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(page.getByLabel('Phone of the pharmacy')).toHaveValue('01632 960100');
    await expect(page.getByText('Not saved yet')).toHaveCount(0);
  }
  await checkAccessible(page);
  await shot(page, 'site-form-1366');
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.getByText('Not named yet')).toBeAttached();
  await expect(page.getByRole('heading', { name: 'Recovery packs' })).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'settings-not-named-1366');
  await page.keyboard.press('F4');
  await expect(page.getByLabel('Phone of the pharmacy')).toHaveValue('01632 960100');
  await page.getByRole('button', { name: 'Save the pharmacy' }).click();
  await expect(page.getByRole('heading', { name: 'Prescriptions with another dispenser' })).toBeVisible();
  await expect(page.getByText('Records and sheets now come from The Test Pharmacy (FA565)')).toBeVisible();
  await expect(page.getByText('Companion: no broker')).toBeVisible();
  for (const id of ['broker', 'outbox', 'download'])
    await expect(page.getByTestId(`status-${id}`)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Claims/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Messages/ })).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Connection' })).toHaveCount(0);
  // [SCN-14] Nothing invented is scanned where patients are real.
  await page.keyboard.press('Control+b');
  await expect(page.getByText('Training scanner')).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'companion-settings-1366');
});

test('[SET-4] a companion offers nothing that only a broker can do', async ({ start }) => {
  const { page } = await start(['--kind=companion', ...switches]);
  await openCompanion(page);
  await expect(page.getByText(/No script is worked on here: your other system does that/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Download now/ })).toHaveCount(0);
  await shot(page, 'companion-today-1366');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('search, or scan')).toBeVisible();
  await expect(keys.getByText(/download now|Claims|Messages/)).toHaveCount(0);
  await checkAccessible(page);
  await shot(page, 'companion-keys-1366');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('down');
  await expect(page.getByText('Nothing here by that name or number.')).toBeVisible();
  const id = '24F5DA-A83008-7EFE6Z';
  await page.getByRole('combobox', { name: 'Search or scan anything' }).fill(id);
  await expect(
    page.getByText(`${id} is not here. Enter puts it on the PWAD desk, unless it is there.`),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${id} is on the PWAD desk. F4 opens the desk.`)).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByRole('tab', { name: 'To scan 1' })).toBeVisible();
  // What somebody said of it is the answer from then on, as a scan's is.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('r');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Record it/ })
    .click();
  await expect(page.getByRole('tab', { name: 'Released 1' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search or scan anything' }).fill(id);
  await expect(page.getByText(/unless it is there/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(`DONE ALREADY. ${id}.`);
});

/** Under whose token scripts were asked for; probes bear none. */
const releaseModes = (platform: ApiPlatform | undefined, from = 0): readonly string[] => {
  const releases = (platform?.passed ?? []).slice(from).filter(({ path }) => path.endsWith('$release'));
  return [...new Set(releases.map(({ mode }) => mode))];
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // Chromium's locks are links to nowhere.
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });

/** A browser that a script drives: what the program would open is posted here. */
const openHook = async (login: () => Promise<string>): Promise<{ url: string; close: () => void }> => {
  const server = createServer((request, response) => {
    let address = '';
    request.on('data', (part) => (address += String(part)));
    request.on('end', () => {
      response.end();
      void login()
        .then((name) => browse(address, name))
        .catch(() => undefined);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has a port
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

const locumCard: Cardholder = {
  sdsUserId: '555086689207',
  name: 'Lou Cumm',
  strength: '3',
  roles: ['FA565', 'FFFFF'].map((org_code, i) => ({
    person_roleid: `55508671520${i}`,
    org_code,
    role_code: 'S8000:G8000:R8000',
    role_name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
  })),
};

/** The dialogs about people: each is looked at and left by Esc. */
const lookAtPeople = async (page: Page): Promise<void> => {
  for (const [button, name] of [
    ['Add a person', 'person-dialog-1366'],
    ['My PIN', 'pin-dialog-1366'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await checkAccessible(page);
    await shot(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
};

/** [USR-10] A smartcard with two roles: the locum's one is chosen, and its notice read before any work. */
const signInAsLocum = async (page: Page, browserGoesOn: () => void): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out of CIS2' }).click();
  await page.getByRole('button', { name: /Sign in with smartcard/ }).click();
  await expect(page.getByText(/Waiting for CIS2 in your browser/)).toBeVisible();
  await shot(page, 'live-waits-for-cis2-1366');
  browserGoesOn();
  await expect(page.getByText('Lou Cumm: in which role do you work now?')).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'live-choose-role-1366');
  await page.getByRole('button', { name: /FFFFF/ }).click();
  const notice = page.getByRole('dialog', { name: 'National Locum Pharmacy' });
  await expect(notice).toContainText(
    'You are accountable to the pharmacy organisation in which you are currently working for all the actions you take on the system; you may not use the system to act in any other capacity',
  );
  await checkAccessible(page);
  await shot(page, 'locum-notice-1366');
  await page.keyboard.press('Enter');
  await expect(notice).toHaveCount(0);
};

test('live: sign in at CIS2, download while locked, dispense as a person; no secret on the disk', async ({
  start,
  spine,
  profile,
}) => {
  const closing: (() => unknown)[] = [];
  let card = 'priya';
  let mayGoOn: Promise<unknown> = Promise.resolve();
  const hook = await openHook(() => mayGoOn.then(() => card));
  closing.push(hook.close);
  let cis2: Cis2Provider | undefined;
  let platform: ApiPlatform | undefined;
  try {
    const args = ['--kind=live', ...switches, `--browser-hook=${hook.url}`];
    const { app, page } = await start(args);
    await protect(page);
    await page.getByLabel('Name, as on the smartcard').fill('Priya Shah');
    await page.getByLabel('PIN (4 to 12 digits)').fill('4321');
    await page.getByLabel('SDS user id').fill('555086689106');
    await page.getByLabel('SDS role profile id').fill('555086715105');
    await page.getByRole('button', { name: 'Add and go on' }).click();
    await expect(page.getByRole('heading', { name: 'By PIN' })).toBeVisible();
    await checkAccessible(page);
    await shot(page, 'live-sign-in-1366');
    await page.getByRole('button', { name: /Priya Shah/ }).click();
    await page.getByLabel(/^PIN of/).fill('4321');
    await page.keyboard.press('Enter');
    await nameThePharmacy(page);
    await page.getByRole('button', { name: 'Save the pharmacy' }).click();
    // [SET-6] Nothing is offline that was never set up, and nothing is asked of it.
    await expect(page.getByTestId('status-broker')).toHaveText('▲Broker: not set up');
    await expect(page.getByTestId('status-smartcard')).toHaveCount(0);
    await expect(page.getByTestId('status-download')).toHaveCount(0);
    await expect(page.getByText(/No broker is set up yet, so none can be downloaded/)).toBeVisible();
    await checkAccessible(page);
    await shot(page, 'live-not-set-up-1366');
    await page.keyboard.press('d');
    await expect(page.getByText(/nothing can be asked for or sent/)).toBeVisible();
    await page.getByTestId('status-broker').click();
    await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible();
    await page.getByRole('button', { name: 'Make the key' }).click();
    const publicKeySet = await page.getByTestId('public-key-set').innerText();
    cis2 = await startCis2(publicKeySet, { priya: pharmacistCard, lou: locumCard });
    platform = await startApiPlatform({
      publicKeySet,
      appId: 'the-app',
      issuer: cis2.issuer,
      clientId: cis2.clientId,
      behind: { url: spine.url, token: spine.token },
    });
    closing.push(cis2.close, platform.close);
    await page.getByLabel('Address of the broker').fill(platform.url);
    await page.getByLabel('Address for tokens').fill(platform.tokenUrl);
    await page.getByLabel('Application id').fill('the-app');
    await page.getByLabel('Address of CIS2').fill(cis2.issuer);
    await page.getByLabel('Client id at CIS2').fill(cis2.clientId);
    await checkAccessible(page);
    await shot(page, 'live-settings-1366');
    await page.getByRole('button', { name: 'Save the connection' }).click();
    await expect(page.getByText('The connection is saved.')).toBeVisible();
    // The download went out under the application's own token: nobody has a smartcard in.
    await expect.poll(() => releaseModes(platform)).toEqual(['application']);
    await expect(page.getByTestId('status-smartcard')).toContainText('No smartcard');
    // By PIN alone the work is done here, and its message waits.
    await page.keyboard.press('F2');
    await openRow(page, 4);
    await handOut(page);
    await expect(page.getByTestId('status-outbox')).toContainText('1 message waits');
    expect(platform.passed.some(({ mode }) => mode === 'user')).toBe(false);
    await shot(page, 'live-waits-for-smartcard-1366');
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: /Sign in with smartcard/ }).click();
    await expect(page.getByTestId('status-smartcard')).toContainText('Smartcard in');
    await expect(page.getByTestId('status-outbox')).toContainText('Outbox empty');
    expect(platform.passed.filter(({ path }) => path.endsWith('$process-message'))).toEqual([
      { path: '/FHIR/R4/$process-message', mode: 'user', status: 200 },
    ]);
    await shot(page, 'live-signed-in-1366');
    await lookAtPeople(page);
    card = 'lou';
    let goOn = (): void => undefined;
    mayGoOn = new Promise<void>((done) => (goOn = done));
    await signInAsLocum(page, goOn);
    // Nobody is here after a restart: what comes now comes under the application's token, and stays locked.
    const before = platform.passed.length;
    await spine.prescribe(2);
    await app.close();
    const again = await start(args);
    await again.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByText('2 scripts came while nobody was here.')).toBeVisible();
    expect(releaseModes(platform, before)).toEqual(['application']);
    await shot(again.page, 'live-locked-download-1366');
  } finally {
    for (const close of closing) await close();
  }
  const secrets = ['PRIVATE KEY', ...(platform?.secrets ?? [])];
  for (const file of filesBelow(profile)) {
    const bytes = readFileSync(file);
    for (const secret of secrets)
      expect(bytes.includes(secret), `${secret.slice(0, 20)} in ${file}`).toBe(false);
  }
});
