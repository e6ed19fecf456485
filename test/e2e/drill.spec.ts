import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { removeFolder } from '../support/folder';
import { checkAccessible } from './accessible';
import { answers, makeShelves } from './pack-shelves';
import { expect, handOut, openRow, pressToEnd, shot, signIn, test, type Program } from './support';

const figure = (page: Page, what: string) => page.getByRole('row', { name: new RegExp(`^${what}`) });
const phase = (page: Page) => page.getByTestId('drill-phase');

/** Options with which the program wants to be started again, once it has ended. */
const nextOptions = async (
  program: Pick<Program, 'app'>,
  file: string,
  leave: Locator,
): Promise<readonly string[]> => {
  await pressToEnd(program, leave);
  const options = JSON.parse(readFileSync(file, 'utf8')) as string[];
  rmSync(file);
  return options;
};

test('[DRL-5] an outage drill by hand: begun, left and opened again, played through by its clock, judged, and back', async ({
  start,
  profile,
}) => {
  test.setTimeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'holdfast-next-'));
  const file = join(home, 'next.json');
  process.env.HOLDFAST_NEXT = file;
  try {
    const { app, page } = await start();
    await signIn(page);
    await page.keyboard.press('F8');
    const first = page.getByRole('group', { name: 'Which outage?' }).getByRole('radio').first();
    await expect(first).toBeChecked();
    await expect(page.getByText('June 2016.')).toBeVisible();
    await page.getByRole('button', { name: 'Begin the drill' }).scrollIntoViewIfNeeded();
    await checkAccessible(page);
    await shot(page, 'drill-choices-1366');
    await page.getByRole('radio', { name: /An evening without network/ }).check();
    await page.getByLabel(/Number of the drill/).fill('3');
    const options = await nextOptions({ app }, file, page.getByRole('button', { name: 'Begin the drill' }));
    const folder = options.find((one) => one.startsWith('--profile='))?.slice('--profile='.length) ?? '';
    expect(folder).toBe(join(profile, 'drills', 'evening-without-network-1'));
    expect(existsSync(join(folder, 'drill.json'))).toBe(true);

    const drill = await start(options);
    await signIn(drill.page);
    await play(drill.page);
    const left = await timeOfDrill(drill.page);
    const way = await nextOptions(drill, file, drill.page.getByRole('button', { name: 'Leave it for now' }));
    expect(way).toContain(`--profile=${profile}`);

    const pharmacy = await start();
    await signIn(pharmacy.page);
    await pharmacy.page.keyboard.press('F8');
    const unfinished = pharmacy.page.getByRole('row', { name: /^An evening without network Number 3, / });
    await expect(unfinished).toBeAttached();
    await pharmacy.page.getByRole('button', { name: 'Outage drills' }).click();
    await checkAccessible(pharmacy.page);
    await shot(pharmacy.page, 'drill-begun-1366');
    expect(
      await nextOptions(pharmacy, file, unfinished.getByRole('button', { name: /^Open it again/ })),
    ).toEqual(options);

    const again = await start(options);
    await signIn(again.page);
    await again.page.keyboard.press('F10');
    await expect(phase(again.page)).toContainText('The clock stands');
    // What was written while the word to stop was on its way bears a moment after it, and time never goes back.
    const minutesSince = ((await timeOfDrill(again.page)) - left) / 60_000;
    expect(minutesSince).toBeGreaterThanOrEqual(0);
    expect(minutesSince).toBeLessThan(30);
    await end(again.page);
    const back = await nextOptions(
      again,
      file,
      again.page.getByRole('button', { name: 'Back to the training pharmacy' }),
    );
    expect(back).toContain(`--profile=${profile}`);
  } finally {
    delete process.env.HOLDFAST_NEXT;
    await removeFolder(home);
  }
});

const timeOfDrill = async (page: Page): Promise<number> =>
  Date.parse(`${await page.getByTestId('drill-time').innerText()} UTC`);

/** Hands out before, during and after the failure, by the clock of the drill. */
const play = async (page: Page): Promise<void> => {
  await expect(
    page.getByText(/DRILL An evening without network · 10-Jun-2025 14:00 · the clock stands/),
  ).toBeVisible();
  // Whoever begins one reads at once what it is and how it goes on.
  await expect(page.getByRole('heading', { name: 'Drill: An evening without network' })).toBeVisible();
  await expect(page.getByText(/N brings what happens next/)).toBeVisible();
  await page.keyboard.press('F2');
  await openRow(page);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText(/accepted/i, { timeout: 15_000 });
  await page.keyboard.press('F10');
  await expect(phase(page)).toContainText('The clock stands');
  await expect(figure(page, 'Scripts in the drill')).toContainText('11');
  await checkAccessible(page);
  await shot(page, 'drill-begin-1366');

  await page.keyboard.press('n');
  await expect(page.getByText('The line is down. Nobody can say until when.')).toBeVisible();
  await expect(page.getByText(/^Next, 11-Jun-2025 14:30/)).toBeVisible();
  await page.keyboard.press('F2');
  await openRow(page);
  await handOut(page);
  await page.keyboard.press('F10');
  await page.getByRole('button', { name: 'An hour in ten seconds' }).click();
  await page.keyboard.press('p');
  await expect(page.getByTestId('status-broker')).toContainText('Offline since 16', { timeout: 20_000 });
  await shot(page, 'drill-offline-1366');
  await page.keyboard.press('F6');
  await expect(
    page.getByText(/This computer has no network: look at the cable or the Wi-Fi/).first(),
  ).toBeVisible();
  await shot(page, 'drill-no-network-messages-1366');
  await page.keyboard.press('F7');
  const part = (name: RegExp) => page.getByRole('table').first().getByRole('row', { name });
  await expect(part(/^This computer/)).toContainText('fails');
  await expect(part(/^Broker/)).toContainText('not measured');
  await checkAccessible(page);
  await shot(page, 'drill-no-network-1366');
  await page.keyboard.press('F10');
  await page.keyboard.press('p');
  await expect(phase(page)).toContainText('The clock stands');
};

/** The next day: the line is up, what waited is told, and what came meanwhile is here. */
const end = async (page: Page): Promise<void> => {
  await page.keyboard.press('F10');
  await page.keyboard.press('n');
  await expect(page.getByTestId('drill-time')).toContainText('11-Jun-2025 14:0');
  await page.keyboard.press('n');
  await expect(page.getByText('The line is up again.')).toBeVisible();
  await page.getByRole('button', { name: 'An hour in a minute' }).click();
  await page.keyboard.press('p');
  await expect(page.getByTestId('status-outbox')).toContainText('Outbox empty', { timeout: 40_000 });
  await expect(figure(page, 'Unaccounted for')).toContainText(/for0$/, { timeout: 40_000 });
  await page.keyboard.press('n');
  await expect(page.getByText('The engineer has gone; the line stays up.')).toBeVisible();
  // Nothing more comes, so no next step is offered. Neither N nor Enter ends it: that cannot be undone.
  await expect(page.getByRole('button', { name: /Next step/ })).toHaveCount(0);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'End the drill' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeFocused();
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(phase(page)).toContainText('The drill is over');
  for (const what of ['Unaccounted for', 'Supplied twice', 'EPS notified twice', 'Returned twice'])
    await expect(figure(page, what)).toContainText(/0$/);
  await expect(page.getByRole('row', { name: /^Not brought to an end [0-9A-F]{6}-/ })).toHaveCount(14);
  await checkAccessible(page);
  await shot(page, 'drill-over-1366');
};

test('[DRL-11] a drill that is only stepped shows what happened: the incident opens by itself, and is fixed', async ({
  start,
  profile,
}) => {
  const folder = join(profile, 'drills', 'evening-without-network-1');
  mkdirSync(folder, { recursive: true });
  const settings = { v: 1, scenario: 'evening-without-network', seed: 5, supplies: 16 };
  writeFileSync(join(folder, 'drill.json'), JSON.stringify(settings));
  const { page } = await start([`--profile=${folder}`]);
  await signIn(page);
  await expect(phase(page)).toContainText('The clock stands');
  await page.keyboard.press('n');
  await expect(page.getByText('The line is down. Nobody can say until when.')).toBeVisible();
  await expect(phase(page)).toContainText('For ten minutes the clock goes on');
  await expect(phase(page)).toContainText('The clock stands', { timeout: 20_000 });
  await shot(page, 'drill-stepped-1366');
  await page.keyboard.press('F7');
  const incident = page.getByRole('heading', { name: 'Incident: This computer fails' });
  await expect(incident).toBeVisible();
  await shot(page, 'drill-stepped-outage-1366');
  await page.keyboard.press('F10');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await expect(page.getByText('The line is up again.')).toBeVisible();
  await expect(phase(page)).toContainText('The clock stands', { timeout: 20_000 });
  await page.keyboard.press('F7');
  await expect(page.getByText('not yet', { exact: true })).toHaveCount(0);
  await expect(incident).toBeVisible();
  await shot(page, 'drill-stepped-fixed-1366');
});

test('[DRL-8] a recovery pack comes in a drill by hand: refused until its key is accepted, then imported', async ({
  start,
  profile,
}) => {
  const desk = makeShelves(profile);
  const folder = join(profile, 'drills', 'june-2016-1');
  mkdirSync(folder, { recursive: true });
  const settings = { v: 1, scenario: 'june-2016', seed: 5, supplies: 40 };
  writeFileSync(join(folder, 'drill.json'), JSON.stringify(settings));
  const { page } = await start([`--profile=${folder}`, ...answers(desk)]);
  await signIn(page);
  await page.keyboard.press('F10');
  const dialog = page.getByRole('dialog');
  const next = async (): Promise<void> => {
    await expect(dialog).toBeHidden();
    await page.keyboard.press('n');
  };
  await next();
  await expect(page.getByText(/^The broker dies/)).toBeVisible();
  await next();
  await expect(dialog.getByText(/signed with a key that nobody has accepted here/)).toBeVisible();
  await page.keyboard.press('Escape');
  await next();
  await expect(dialog.getByText(/signed with a key that nobody has accepted here/)).toBeVisible();
  await page.keyboard.press('Escape');
  const told = page.locator('.hf-drill__told li');
  await expect(told.first()).toContainText('fingerprint of its key');
  const fingerprint = /key: ([0-9A-F ]{39})/.exec(await told.first().innerText())?.[1] ?? 'none';
  await told.first().getByRole('button', { name: 'Save the supplier’s key' }).click();
  await expect(page.getByText('It holds nothing secret.')).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'drill-pack-told-1366');

  const key = 'Supplier pack key.json';
  renameSync(join(desk.saved, key), join(desk.shelf, key));
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Open a supplier’s key…' }).click();
  await expect(dialog).toContainText(fingerprint);
  await dialog.getByLabel('Name of the supplier').fill('The supplier');
  await dialog.getByRole('button', { name: /accept this key/ }).click();
  await expect(page.getByRole('cell', { name: 'The supplier' })).toBeVisible();

  await page.keyboard.press('F10');
  await told.first().getByRole('button', { name: 'Open the pack' }).click();
  await expect(dialog.getByText('FA565, this pharmacy')).toBeVisible();
  await shot(page, 'drill-pack-preview-1366');
  await dialog.getByRole('button', { name: 'Import 8 scripts' }).click();
  await expect(dialog.getByText(/is on the PWAD desk: 8 scripts new/)).toBeVisible();
  await page.keyboard.press('Escape');
  await told.nth(1).getByRole('button', { name: 'Open the pack' }).click();
  await expect(dialog.getByText(/This pack is for FNB77/)).toBeVisible();
  await page.keyboard.press('Escape');
  await next();
  await expect(dialog.getByText(/so this one is out of date/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await expect(page.getByText(/8 to scan/)).toBeVisible();
  await shot(page, 'drill-pack-desk-1366');
});
