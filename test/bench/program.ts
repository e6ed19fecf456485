import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export const root = process.env.HOLDFAST_ROOT ?? '';
export const runtime = process.env.HOLDFAST_RUNTIME ?? '';
export const flags = (process.env.HOLDFAST_RUNTIME_FLAGS ?? '').split(' ').filter((flag) => flag !== '');

/** A number from the command line, as `--name=7`. */
export const argument = (name: string, otherwise: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);

/** The program on a profile, driven from outside. */
export const launch = (profile: string, more: readonly string[] = []): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: runtime,
    args: [
      '-r',
      join(root, 'test', 'e2e', 'await-driver.cjs'),
      ...flags,
      root,
      `--profile=${profile}`,
      ...more,
    ],
  });

/** Signs the training pharmacist in; `patienceMs` where the index must be made first. */
export const signIn = async (page: Page, patienceMs = 30_000): Promise<void> => {
  await page.getByRole('button', { name: /Priya Shah/ }).click({ timeout: patienceMs });
  await page.getByLabel(/^PIN of/).fill('1111');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /To check/ }).waitFor();
};
