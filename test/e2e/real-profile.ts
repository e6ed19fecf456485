import type { Page } from '@playwright/test';

/** For a profile that is no training one, on this computer only. */
export const switches = ['--allow-older-runtime', '--allow-loopback'];
export const passphrase = 'correct horse battery staple';

/** Takes a new profile through its passphrase and its recovery code, as it is done once. */
export const protect = async (page: Page): Promise<string> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same once more').fill(passphrase);
  await page.getByRole('button', { name: 'Protect this profile' }).click();
  const code = await page.getByTestId('recovery-code').innerText();
  await page.getByRole('button', { name: 'It is written down' }).click();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: /Check it and open/ }).click();
  return code;
};

/** Fills in who we are. */
export const nameThePharmacy = async (page: Page): Promise<void> => {
  await page.getByLabel('ODS code').fill('fa565');
  await page.getByLabel('Name of the pharmacy').fill('The Test Pharmacy');
  await page.getByLabel('Street').fill('1 Invented Road');
  await page.getByLabel('Town').fill('Leeds');
  await page.getByLabel('Postcode').fill('ls999zz');
  await page.getByLabel('Phone of the pharmacy').fill('01632 960100');
};

/** A companion's first person, signed in, in a pharmacy that has a name. */
export const openCompanion = async (page: Page): Promise<void> => {
  await protect(page);
  await page.getByLabel('Name', { exact: true }).fill('Ann Lee');
  await page.getByLabel('PIN (4 to 12 digits)').fill('4321');
  await page.getByRole('button', { name: 'Add and go on' }).click();
  await page.getByRole('button', { name: /Ann Lee/ }).click();
  await page.getByLabel(/^PIN of/).fill('4321');
  await page.keyboard.press('Enter');
  await nameThePharmacy(page);
  await page.getByRole('button', { name: 'Save the pharmacy' }).click();
};
