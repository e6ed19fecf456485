import { cpSync, readdirSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  chosenRow,
  expect,
  handOut,
  openRow,
  programArgs,
  root,
  runtimePath,
  shot,
  signIn,
  test,
} from './support';
import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { removeFolder } from '../support/folder';
import { checkAccessible } from './accessible';

test('restart in the middle: a message waits, is sent once, and the work goes on', async ({
  start,
  spine,
}) => {
  const first = await start(spine.args);
  await signIn(first.page);
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  const shortId = await openRow(first.page, 4);
  await handOut(first.page);
  await expect(first.page.getByTestId('status-broker')).toContainText('Offline since');
  await expect(first.page.getByTestId('status-outbox')).toContainText('1 message waits');
  await expect(first.page.getByTestId('message-notification')).not.toContainText('accepted');
  await shot(first.page, 'offline-1366');
  await first.app.close();
  await spine.faults([]);
  const second = await start(spine.args);
  await expect(second.page.getByTestId('status-outbox')).toContainText('1 message waits');
  await signIn(second.page);
  await expect(second.page.getByTestId('status-outbox')).toContainText('Outbox empty');
  await second.page.getByRole('tab', { name: /Done 1/ }).click();
  expect(await openRow(second.page)).toBe(shortId);
  await expect(second.page.getByTestId('message-notification')).toContainText('EPS accepted it');
  const notified = (await spine.received()).filter((one) => one.path.endsWith('$process-message'));
  expect(notified.length).toBe(1);
});

test('[BRK-6] a lost answer is in doubt, the same bytes go again, and it happened once', async ({
  start,
  spine,
}) => {
  const { page } = await start(spine.args);
  await signIn(page);
  await spine.faults([{ kind: 'lose-answer', only: 'notification', times: 1 }]);
  await openRow(page, 4);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText(
    /EPS accepted it .*not at the first try/,
  );
  const sent = (await spine.received()).filter((one) => one.path.endsWith('$process-message'));
  expect(sent.length).toBe(2);
  expect(new Set(sent.map((one) => `${one.requestId} ${one.messageId} ${one.sha256}`)).size).toBe(1);
  expect(sent.map((one) => one.replay)).toEqual([false, true]);
});

/** The rows without how long each has waited. */
const rowsOf = async (page: Page): Promise<readonly string[]> => {
  await expect(chosenRow(page)).toBeVisible();
  return (await page.getByRole('option').allInnerTexts()).map((text) => text.replace(/^\S+\s+/, ''));
};

test('the index is made anew from the journal when it is gone or damaged', async ({
  start,
  spine,
  profile,
}) => {
  const first = await start(spine.args);
  await signIn(first.page);
  await expect(first.page.getByRole('tab', { name: /All/ })).toBeVisible();
  await first.page.getByRole('tab', { name: /All/ }).click();
  const rows = await rowsOf(first.page);
  await first.app.close();
  rmSync(join(profile, 'window', 'IndexedDB'), { recursive: true, force: true });
  const second = await start(spine.args);
  await signIn(second.page);
  await second.page.getByRole('tab', { name: /All/ }).click();
  expect(await rowsOf(second.page)).toEqual(rows);
  await second.app.close();
  const store = join(profile, 'window', 'IndexedDB');
  for (const folder of readdirSync(store))
    for (const name of readdirSync(join(store, folder)))
      if (/\.(ldb|log)$/.test(name)) {
        const bytes = readFileSync(join(store, folder, name));
        writeFileSync(join(store, folder, name), bytes.fill(0x5a, Math.floor(bytes.length / 3)));
      }
  const third = await start(spine.args);
  await signIn(third.page);
  await third.page.getByRole('tab', { name: /All/ }).click();
  expect(await rowsOf(third.page)).toEqual(rows);
});

test('a damaged journal, a newer profile and a second program each get one clear sentence', async ({
  start,
  spine,
  profile,
}) => {
  const first = await start(spine.args);
  await expect(first.page.getByText('Who is here?')).toBeVisible();
  const second = spawnSync(runtimePath, programArgs(profile, spine.args), {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(second.stderr).toContain('this profile is open already');
  await first.app.close();
  const journal = join(profile, 'journal', '000001.journal');
  const whole = readFileSync(journal);
  const broken = Buffer.from(whole);
  broken[Math.floor(broken.length / 2)] = (broken[Math.floor(broken.length / 2)] ?? 0) ^ 1;
  writeFileSync(journal, broken);
  const damaged = await start(spine.args);
  await expect(damaged.page.getByRole('heading', { name: 'The journal is damaged' })).toBeVisible();
  await expect(damaged.page.getByText('What to do:')).toBeVisible();
  await shot(damaged.page, 'journal-damaged-1366');
  await damaged.app.close();
  expect(readFileSync(journal).equals(broken)).toBe(true);
  const salvaging = await start(spine.args);
  await salvaging.page.getByRole('button', { name: 'Save what can be read' }).click();
  await shot(salvaging.page, 'journal-salvage-1366');
  await salvaging.page.getByRole('button', { name: 'Save up to the damage and open' }).click();
  await expect(salvaging.page.getByText(/what came after the damage is missing/)).toBeVisible();
  await shot(salvaging.page, 'journal-salvaged-1366');
  await salvaging.page.getByRole('button', { name: 'I have read this' }).click();
  await expect(salvaging.page.getByText('Who is here?')).toBeVisible();
  await salvaging.app.close();
  writeFileSync(journal, whole);
  const place = join(profile, 'profile.json');
  const text = readFileSync(place, 'utf8');
  writeFileSync(place, text.replace('"v": 1', '"v": 2'));
  const newer = await start(spine.args);
  await expect(
    newer.page.getByRole('heading', { name: 'This profile belongs to a newer Holdfast' }),
  ).toBeVisible();
  await newer.app.close();
  writeFileSync(place, text);
  const live = await start(['--kind=live']);
  await expect(live.page.getByRole('heading', { name: 'This is a training profile' })).toBeVisible();
});

test('a live profile is protected by a passphrase, says that the runtime is older, and opens again', async ({
  start,
}) => {
  const stopped = await start(['--kind=live']);
  const older = stopped.page.getByRole('heading', { name: 'Only training on this runtime' });
  const choose = stopped.page.getByRole('heading', { name: 'Choose a passphrase' });
  await expect(older.or(choose)).toBeVisible();
  await stopped.app.close();
  const args = ['--kind=live', '--allow-older-runtime', '--password-store=basic'];
  const { app, page } = await start(args);
  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await page.getByLabel('The same once more').fill('short');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Choose a longer one');
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await page.getByLabel('The same once more').fill('correct horse');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await page.getByLabel('The same once more').fill('correct horse battery');
  await page.getByRole('button', { name: 'Protect this profile' }).click();
  await expect(page.getByTestId('recovery-code')).toHaveText(/^([2-9A-Z]{4}-){7}[2-9A-Z]{4}$/);
  await shot(page, 'recovery-code-1366');
  const code = await page.getByTestId('recovery-code').innerText();
  await page.getByRole('button', { name: 'It is written down' }).click();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Check it and open' }).click();
  await expect(page.getByRole('heading', { name: 'Add the first person' })).toBeVisible();
  await expect(page.getByText('TRAINING')).toHaveCount(0);
  await shot(page, 'first-person-1366');
  await app.close();
  const again = await start(args);
  await again.page.getByLabel('Passphrase').fill('wrong horse battery');
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('alert')).toContainText('That is not the passphrase');
  // What was said of the passphrase does not stand over the code, which is typed at once.
  await again.page.getByRole('button', { name: 'Use the recovery code' }).click();
  await expect(again.page.getByLabel('Recovery code')).toBeFocused();
  await expect(again.page.getByRole('alert')).toHaveCount(0);
  await again.page.getByRole('button', { name: 'Use the passphrase' }).click();
  await again.page.getByLabel('Passphrase').fill('correct horse battery');
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('heading', { name: 'Add the first person' })).toBeVisible();
});

test('nothing that names a patient or a medicine is readable in any file of the profile', async ({
  start,
  spine,
  profile,
}) => {
  const { app, page } = await start(spine.args);
  await signIn(page);
  await openRow(page, 4);
  await handOut(page);
  await expect(page.getByTestId('message-notification')).toContainText('EPS accepted it');
  await app.close();
  const planted = [
    'Okafor',
    'OKAFOR',
    'Kowalska',
    'Amoxicillin',
    'Methadone',
    '9990000',
    'LS99 1AA',
    'Invented Street',
  ];
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? files(join(folder, entry.name))
        : entry.isFile()
          ? [join(folder, entry.name)]
          : [],
    );
  const found = files(profile).flatMap((file) => {
    const bytes = readFileSync(file);
    return planted
      .filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
      .map((word) => `${word} in ${file.slice(profile.length)}`);
  });
  expect(found).toEqual([]);
  expect(files(profile).length).toBeGreaterThan(10);
  expect(root).not.toBe('');
});

test('[FIL-7] [PRX-20] a journal put back beside a newer index opens, says so, and holds what may have been handed out', async ({
  start,
  spine,
  profile,
}) => {
  const first = await start(spine.args);
  await signIn(first.page);
  await expect(chosenRow(first.page)).toBeVisible();
  await first.app.close();
  const [journal, backup] = [join(profile, 'journal'), join(profile, 'of-the-backup')];
  cpSync(journal, backup, { recursive: true });
  const mark = JSON.stringify({ at: Date.UTC(2026, 10, 25, 10, 42), lastSeq: 1 });
  writeFileSync(join(backup, 'from-backup.json'), mark);

  // Handed out after the backup: the journal that comes back knows nothing of it.
  const second = await start(spine.args);
  await signIn(second.page);
  const shortId = await openRow(second.page, 4);
  await handOut(second.page);
  await expect(second.page.getByTestId('message-notification')).toContainText('EPS accepted it');
  await second.app.close();
  await removeFolder(journal);
  cpSync(backup, journal, { recursive: true });

  const { page } = await start(spine.args);
  await expect(page.getByText(/put back from the backup of 25-Nov-2026/)).toBeVisible();
  await checkAccessible(page);
  await shot(page, 'journal-put-back-1366');
  await page.getByRole('button', { name: 'I have read this' }).click();
  await signIn(page);
  await expect(page.getByRole('tab', { name: /To check 0/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(shortId, { delay: 90 });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('short-id')).toHaveText(shortId);
  await page.keyboard.press('c');
  await expect(page.getByText(/may have been handed out since/).first()).toBeVisible();
  await shot(page, 'journal-put-back-held-1366');

  // A pharmacist knows that it left, and says so.
  await page.keyboard.press('y');
  await expect(page.getByRole('dialog')).toContainText(`Was ${shortId} handed out after the backup?`);
  await page.keyboard.type('the bag is gone', { delay: 90 });
  await shot(page, 'journal-put-back-since-1366');
  await checkAccessible(page);
  await page.getByRole('button', { name: 'It was handed out', exact: true }).click();
  await expect(page.getByText('On record: it was handed out before.')).toBeVisible();
  await expect(page.getByText(/Handed out before the journal was put back/)).toBeVisible();
});
