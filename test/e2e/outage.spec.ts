import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { checkAccessible } from './accessible';
import { expect, handOut, openRow, shot, signIn, test } from './support';

/** A watch that goes sixty times faster: a failure of five seconds is sustained. */
const quick = ['--watch-pace=60'];
const refusing = [{ kind: 'refuse-connection', only: 'any' }];

const resize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );

const bothSizes = async (app: ElectronApplication, page: Page, name: string): Promise<void> => {
  await shot(page, `${name}-1366`);
  await expect(page.locator('html')).toHaveJSProperty('scrollWidth', 1366);
  await resize(app, 1920, 1080);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1900);
  await shot(page, `${name}-1920`);
  await resize(app, 1366, 768);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1400);
};

const timeline = (page: Page) => page.getByRole('list', { name: 'Timeline' });

/** Lets a dialog be filled in by labels and sent. */
const fill = async (page: Page, answers: Readonly<Record<string, string>>, action: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(answers)) await dialog.getByLabel(label).fill(value);
  await dialog.getByRole('button', { name: action }).click();
  await expect(dialog).toBeHidden();
};

/** This minute on the wall in England, which has begun and so has passed. */
const thisMinute = (): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(Date.now());
  return parts.replace(' ', 'T');
};

/** The key that opens the note and the first letter of the note, as quick as a scanner or just slower. */
const noteInOneBreath = async (page: Page): Promise<void> => {
  const field = page.getByLabel('Write into the timeline');
  const keys = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const press = (key: string, code: string, afterMs: number, shift = false): Promise<unknown> =>
    keys.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key,
      code,
      ...(key.length === 1 ? { text: key } : {}),
      modifiers: shift ? 8 : 0,
      timestamp: began + afterMs / 1000,
    });
  for (const [shift, afterMs] of [
    [true, 20],
    [false, 20],
    [false, 70],
  ] as const) {
    await field.evaluate((one) => one.blur());
    await Promise.all([
      press('n', 'KeyN', 0),
      ...(shift ? [press('Shift', 'ShiftLeft', 10, true)] : []),
      press(shift ? 'T' : 't', 'KeyT', afterMs, shift),
    ]);
    await expect(field).toBeFocused();
    await expect(field, `${afterMs} ms later`).toHaveValue(shift ? 'T' : 't');
    await field.fill('');
  }
  await page.keyboard.press('Escape');
};

test('[SCN-1] [INC-1] [INC-6] [INC-8] [INC-12] [INC-13] an outage from its start to its end: opens by itself, a promise slips, fixed, closed', async ({
  start,
  spine,
  saved,
}) => {
  test.setTimeout(150_000);
  const { folder } = saved;
  const { app, page } = await start([...spine.args, ...quick, ...saved.args]);
  await signIn(page);
  await page.keyboard.press('F7');
  await expect(page.getByRole('heading', { name: 'No incident is open' })).toBeVisible();
  await expect(page.getByTestId('part-broker')).toContainText('works');
  await expect(page.getByTestId('part-spine')).toContainText('works');
  await checkAccessible(page);
  await bothSizes(app, page, 'outage-calm');

  await spine.faults(refusing);
  await expect(page.getByTestId('status-broker')).toContainText('Offline since');
  await expect(page.getByTestId('incident-bar')).toContainText('Broker fails', { timeout: 20_000 });
  await expect(page.getByTestId('part-broker')).toContainText('The connection to the broker breaks off');
  await page.keyboard.press('F2');
  await openRow(page, 4);
  await handOut(page);
  await expect(page.getByTestId('status-outbox')).toContainText('1 message waits · dispensing goes on');
  await page.getByTestId('incident-bar').click();
  await expect(page.getByTestId('supplied-offline')).toHaveText('1');

  await page.keyboard.press('n');
  await expect(page.getByLabel('Write into the timeline')).toBeFocused();
  await page.keyboard.type('Rang the helpdesk: nobody answers.', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(timeline(page)).toContainText('Rang the helpdesk');
  await page.keyboard.press('Escape');
  await noteInOneBreath(page);
  await page.keyboard.press('p');
  await shot(page, 'outage-promise-1366');
  await checkAccessible(page);
  await fill(page, { 'Clear by': thisMinute(), 'Who said it': 'Supplier’s helpdesk' }, 'Log the promise');
  await expect(timeline(page)).toContainText(/Slipped\. Supplier’s helpdesk: clear by .*; 1 still to clear/);
  await page.keyboard.press('w');
  await fill(
    page,
    { 'What was done': 'Fetched paper from the surgery', 'For how many scripts': '3' },
    'Log it',
  );
  await page.keyboard.press('t');
  await expect(page.getByLabel('ICB: not told yet')).toBeChecked();
  await expect(page.getByLabel('What they were told')).toHaveValue(/Broker fails, since/);
  await shot(page, 'outage-tell-1366');
  await checkAccessible(page);
  await fill(page, { 'What they were told': 'EPS is down; we dispense what is here.' }, 'Log it');
  await expect(timeline(page)).toContainText('Told ICB: EPS is down; we dispense what is here.');
  await expect(page.getByTestId('told')).toContainText(/ICB \d\d:\d\d · not yet: NHS 111, surgeries/);
  await page.getByRole('button', { name: 'Incident number' }).click();
  await fill(page, { Number: 'INC0042', 'From whom': 'National Service Desk' }, 'Keep the number');
  await expect(page.getByTestId('incident-bar')).toContainText('1 promise slipped');
  await checkAccessible(page);
  await bothSizes(app, page, 'outage-open');

  await spine.faults([]);
  await expect(timeline(page)).toContainText('Fixed: our own probes', { timeout: 30_000 });
  await expect(timeline(page)).toContainText('The backlog is cleared', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Close the incident' }).click();
  await page.getByRole('button', { name: 'Close it' }).click();
  await expect(page.getByRole('alert')).toContainText('Closing an incident needs the manager');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cause and prevention' }).click();
  await fill(page, { 'Root cause': 'The supplier’s broker ran out of disk' }, 'Keep it');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+l');
  await signIn(page, 'Grace Owusu', '3333');
  await page.keyboard.press('F7');
  await expect(page.getByRole('heading', { name: 'Incident: Broker fails' })).toBeVisible();
  for (const format of ['PDF', 'Markdown, for a ticket', 'JSON, for a machine']) {
    await page.keyboard.press('e');
    await page.getByLabel(format).check();
    await page.getByRole('button', { name: 'Export it' }).click();
    await expect(page.getByText(/Saved as incident/)).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  }
  await expect(page.getByTestId('told')).toContainText('before it was fixed');
  for (const notice of ['Notice to the ICB', 'Notice for patients']) {
    await page.getByRole('button', { name: notice }).click();
    await page.getByRole('button', { name: 'Make it' }).click();
    await expect(page.getByText(/Saved as notice/)).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(timeline(page)).toContainText(`${notice} made (PDF).`);
  }
  await page.getByRole('button', { name: 'Close the incident' }).click();
  await page.getByRole('button', { name: 'Close it' }).click();
  await expect(page.getByRole('heading', { name: 'No incident is open' })).toBeVisible();
  await expect(page.getByTestId('incident-bar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Broker fails' }).click();
  await expect(timeline(page)).toContainText('Incident closed.');
  await expect(page.getByLabel('Write into the timeline')).toHaveCount(0);
  await shot(page, 'outage-closed-1366');
  // Also while another is open.
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await fill(page, { 'What fails, in a few words': 'Labels smear' }, 'Open the incident');
  await expect(page.getByRole('heading', { name: 'Incident: Labels smear' })).toBeVisible();
  await page.getByRole('button', { name: 'Broker fails' }).click();
  await expect(page.getByRole('heading', { name: 'Closed incident: Broker fails' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Incident: Labels smear' })).toBeVisible();
  await shot(page, 'outage-open-and-closed-1366');

  const files = readdirSync(folder);
  expect(files.map((name) => name.split('.').at(-1)).sort()).toEqual(['json', 'md', 'pdf', 'pdf', 'pdf']);
  const textOf = (ending: string) =>
    readFileSync(join(folder, files.find((name) => name.endsWith(ending)) ?? ''), 'utf8');
  for (const heading of ['Scope', 'Impact', 'Resolution activities', 'Root cause', 'Preventative actions'])
    expect(textOf('.md')).toContain(`## ${heading}`);
  expect(JSON.parse(textOf('.json'))).toMatchObject({
    format: 'holdfast incident report 1',
    rootCause: [{ text: 'The supplier’s broker ran out of disk' }],
  });
  expect(textOf('.json')).not.toContain('handedOutOffline');
  expect(textOf('.pdf').startsWith('%PDF-')).toBe(true);
});

/** From a key to what it leads to: nothing waits for the broker. */
const workOffline = async (page: Page): Promise<void> => {
  await signIn(page);
  await page.keyboard.press('/');
  await page.keyboard.type('montgom');
  await expect(page.getByRole('listbox', { name: 'Found' })).toContainText('MONTGOMERY-CHOLMONDELEY');
  await page.keyboard.press('Escape');
  await openRow(page, 4);
  await handOut(page);
  await page.keyboard.press('F2');
  await openRow(page, 2);
  await page.keyboard.press('r');
  await page.getByLabel('Patient requested release').check();
  await page.getByRole('button', { name: 'Return it' }).click();
  await expect(page.getByTestId('message-return')).toBeVisible();
  await expect(page.getByTestId('message-return')).not.toContainText('accepted');
  await page.keyboard.press('F6');
};

const startIt = async (
  start: (more?: readonly string[]) => Promise<{ page: Page }>,
  args: readonly string[],
) => {
  const before = Date.now();
  const { page } = await start(args);
  await expect(page.getByText('Who is here?')).toBeVisible();
  return { page, ms: Date.now() - before };
};

test('[OUT-20] cold start with the broker dead: as fast as ever, everything here works, what waits says for what', async ({
  start,
  spine,
}) => {
  const first = await start(spine.args);
  await expect(first.page.getByText(/scripts came while nobody was here/)).toBeVisible();
  await first.app.close();
  const online = await startIt(start, spine.args);
  await online.page.close();
  spine.end();
  const offline = await startIt(start, spine.args);
  console.log(`start to sign-in: ${online.ms} ms with the broker, ${offline.ms} ms without`);
  // Twice and two seconds: what a busy computer may do to one start of two.
  expect(offline.ms).toBeLessThan(online.ms * 2 + 2000);
  const { page } = offline;
  await workOffline(page);
  await expect(page.getByTestId('status-broker')).toContainText('Offline since');
  await expect(page.getByTestId('status-outbox')).toContainText('2 messages wait');
  await expect(page.getByText('The broker refuses the connection. Next try at').first()).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).first().click();
  await expect(page.getByText('It is tried now, the same bytes under the same id.')).toBeVisible();
  await shot(page, 'messages-offline-1366');
  await checkAccessible(page);
});

test('cold start with a broker that takes everything and says nothing: nothing blocks', async ({
  start,
  spine,
}) => {
  const first = await start(spine.args);
  await expect(first.page.getByText(/scripts came while nobody was here/)).toBeVisible();
  await first.app.close();
  await spine.faults([{ kind: 'silence', only: 'any' }]);
  const { page } = await startIt(start, [...spine.args, ...quick]);
  await workOffline(page);
  await expect(page.getByTestId('status-outbox')).toContainText('2 messages wait');
  await expect(page.getByTestId('status-broker')).toContainText('Offline since', { timeout: 20_000 });
  await shot(page, 'messages-silent-1366');
});
