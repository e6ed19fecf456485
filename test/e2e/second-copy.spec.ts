import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { removeFolder } from '../support/folder';
import { checkAccessible } from './accessible';
import { openCompanion, passphrase, switches } from './real-profile';
import { expect, handOut, openRow, shot, signIn, test, type Program } from './support';

const panel = (page: Page) => page.getByRole('region', { name: 'Second copy' });

/** Where the copies are kept, and the one that is. */
const copyIn = (stick: string): string => {
  const [name] = readdirSync(stick).filter((one) => one.startsWith('Holdfast copy'));
  if (name === undefined) throw new Error('no copy');
  return join(stick, name);
};

const keepCopy = async (page: Page): Promise<void> => {
  await page.keyboard.press('F8');
  await panel(page).getByRole('button', { name: 'Keep a second copy…' }).click();
  await expect(page.getByRole('dialog', { name: /disk that the profile is on/ })).toBeVisible();
  await shot(page, 'second-copy-same-disk-1366');
  await page.getByRole('button', { name: 'Keep it there all the same' }).click();
  await expect(panel(page)).toContainText('It has everything that is here.', { timeout: 30_000 });
};

/** A folder outside the profile, and the options with which it is what a person chooses. */
const aStick = (profile: string, more: readonly string[]) => {
  const stick = join(profile, '..', `${Date.now()} stick`);
  mkdirSync(stick);
  return { stick, args: [...more, `--answer-save=${stick}`] };
};

/** The program, signed in, with a second copy that has everything. */
const startKeeping = async (
  start: (more: readonly string[]) => Promise<Program>,
  args: readonly string[],
): Promise<Program> => {
  const program = await start(args);
  await signIn(program.page);
  await keepCopy(program.page);
  return program;
};

/** Answers the system's dialog as a person would who chooses this folder. */
const choosing = ({ app }: Program, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);

test('[CPY-1] [CPY-2] [FIL-8] a computer that is gone: another one goes on from the second copy', async ({
  start,
  spine,
  profile,
}) => {
  test.setTimeout(120_000);
  const { stick, args } = aStick(profile, spine.args);
  const first = await startKeeping(start, args);
  await panel(first.page).scrollIntoViewIfNeeded();
  await checkAccessible(first.page);
  await shot(first.page, 'second-copy-kept-1366');
  await first.page.keyboard.press('F2');
  await openRow(first.page, 4);
  await handOut(first.page);
  await expect(first.page.getByTestId('message-notification')).toContainText('EPS accepted it');
  // What came last goes along at the end.
  await first.app.close();

  const other = join(profile, 'new computer');
  const next = join(stick, 'next.json');
  process.env.HOLDFAST_NEXT = next;
  const second = await start([...spine.args, '--choose', `--profile=${other}`]);
  delete process.env.HOLDFAST_NEXT;
  await expect(second.page.getByRole('heading', { name: /What is Holdfast to be/ })).toBeVisible();
  await checkAccessible(second.page);
  await shot(second.page, 'take-up-choose-1366');
  await choosing(second, join(profile, 'journal'));
  await second.page.keyboard.press('4');
  await expect(second.page.getByRole('alert')).toContainText('There is no backup and no second copy');
  await shot(second.page, 'take-up-none-1366');
  await choosing(second, stick);
  const closed = second.app.waitForEvent('close');
  await second.page.keyboard.press('4').catch(() => undefined);
  await closed;
  const options = JSON.parse(readFileSync(next, 'utf8')) as string[]; // the program's own arguments
  expect(options.slice(0, 2)).toEqual(['--kind=training', `--profile=${other}`]);

  const third = await start([...spine.args, ...options]);
  await expect(third.page.getByText(/put back from the backup of/)).toBeVisible();
  await third.page.getByRole('button', { name: 'I have read this' }).click();
  await signIn(third.page);
  await expect(third.page.getByRole('tab', { name: /Needs a person [1-9]/ })).toBeVisible();
  await expect(third.page.getByRole('tab', { name: 'Done 1' })).toBeVisible();
  await third.app.close();
  await removeFolder(stick);
});

test('[CPY-5] an older state that was put back under the program is told by its second copy', async ({
  start,
  spine,
  profile,
}) => {
  test.setTimeout(120_000);
  const { stick, args } = aStick(profile, spine.args);
  const first = await startKeeping(start, args);
  await first.app.close();
  const snapshot = join(profile, '..', `${Date.now()} snapshot`);
  cpSync(profile, snapshot, { recursive: true });

  const second = await start(args);
  await signIn(second.page);
  await openRow(second.page, 4);
  await handOut(second.page);
  await expect(second.page.getByTestId('message-notification')).toContainText('EPS accepted it');
  await second.app.close();
  for (const name of readdirSync(profile)) rmSync(join(profile, name), { recursive: true });
  cpSync(snapshot, profile, { recursive: true });

  const third = await start(args);
  await expect(
    third.page.getByRole('heading', { name: 'The second copy knows more than this profile' }),
  ).toBeVisible({ timeout: 30_000 });
  await shot(third.page, 'second-copy-ahead-1366');
  await third.app.close();
  // Its journal in the place of the older one, as the screen says.
  rmSync(join(profile, 'journal'), { recursive: true });
  cpSync(join(copyIn(stick), 'journal'), join(profile, 'journal'), { recursive: true });
  const fourth = await start(args);
  await fourth.page.getByRole('button', { name: 'I have read this' }).click();
  await signIn(fourth.page);
  await expect(fourth.page.getByRole('tab', { name: /Needs a person [1-9]/ })).toBeVisible();
  await fourth.app.close();
  for (const folder of [stick, snapshot]) await removeFolder(folder);
});

const bar = (page: Page) => page.getByRole('complementary', { name: 'Second copy' });

test('[CPY-4] [CPY-6] what is on this computer only is said on every screen, and leads to its place in Settings', async ({
  start,
  profile,
}) => {
  test.setTimeout(120_000);
  const first = await start(['--kind=companion', ...switches]);
  await openCompanion(first.page);
  await expect(first.page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await expect(bar(first.page)).toHaveCount(0);
  await first.app.close();
  const again = async (): Promise<Program> => {
    const program = await start(['--kind=companion', ...switches]);
    await program.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await program.page.keyboard.press('Enter');
    await program.page.getByRole('button', { name: /Ann Lee/ }).click();
    await program.page.getByLabel(/^PIN of/).fill('4321');
    await program.page.keyboard.press('Enter');
    return program;
  };
  const hour = 3_600_000;
  const weekAgo = new Date(Date.now() - 8 * 24 * hour);
  utimesSync(join(profile, 'profile.json'), weekAgo, weekAgo);
  const second = await again();
  await expect(bar(second.page)).toContainText('there is no backup since then, and no second copy');
  await checkAccessible(second.page);
  await shot(second.page, 'second-copy-none-1366');
  await second.app.close();

  const value = { folder: join(profile, 'gone'), wholeAt: Date.now() - 2 * hour, lastSeq: 1 };
  writeFileSync(join(profile, 'second-copy.json'), JSON.stringify({ v: 1, value }));
  const third = await again();
  await expect(bar(third.page)).toContainText('of the journal since then are on this computer only');
  await expect(bar(third.page)).toContainText('Its disk or folder is not there.', { timeout: 40_000 });
  await bar(third.page).getByRole('button').click();
  await expect(panel(third.page)).toContainText('Connect it; the copy goes on by itself.');
  await expect(third.page.getByRole('heading', { name: 'Second copy' })).toBeFocused();
  await expect(third.page.getByRole('heading', { name: 'Second copy' })).toBeInViewport({ ratio: 1 });
  await shot(third.page, 'second-copy-away-1366');
});
