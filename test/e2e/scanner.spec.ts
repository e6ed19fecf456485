import type { Page } from '@playwright/test';
import { setUpText } from '../../renderer/domain/scanning/learn';
import { checkAccessible } from './accessible';
import { scan } from './scans';
import { hidReport, honeywellLike } from '../support/hid';
import { expect, openRow, shot, signIn, test } from './support';

const toScanner = async (page: Page): Promise<void> => {
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'Scanner', exact: true })).toBeVisible();
};
const bench = (page: Page) => page.getByRole('textbox', { name: /^Test area/ });

test('[SCN-9] [SCN-10] a scanner is taught by the set-up code, tried, and forgotten', async ({ start }) => {
  const program = await start();
  const { page } = program;
  await signIn(page);
  const id = await openRow(page, 2);
  await toScanner(page);
  await expect(bench(page)).toBeFocused();
  await expect(page.getByText('Nothing has been learned yet.')).toBeVisible();
  await shot(page, 'scanner-empty-1366');
  await checkAccessible(page);

  // A scanner that sends a tilde in front, on a keyboard that has Y and Z exchanged.
  const german = (text: string) => `~${text.replace(/[YZ]/g, (char) => (char === 'Y' ? 'Z' : 'Y'))}`;
  await scan(program, german(setUpText));
  await expect(page.getByText('Holdfast now knows this scanner')).toBeVisible();
  await expect(page.getByText('Z → Y, Y → Z')).toBeVisible();
  await scan(program, german(id));
  await expect(page.getByText(`Prescription ${id}; its check character fits.`)).toBeVisible();
  await shot(page, 'scanner-learned-1366');
  await page.keyboard.type('hello', { delay: 120 });
  await expect(page.getByText(/Typing\. 5 keys/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Scanner', exact: true })).toBeVisible();

  // Everywhere else it is heard so too; one step back at a time leads out.
  await page.keyboard.press('Escape');
  await expect(page.getByText('The scanner of this computer has been set up.')).toBeVisible();
  await scan(program, german(id));
  await expect(page.getByTestId('short-id')).toHaveText(id);

  await toScanner(page);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.getByText('Nothing has been learned yet.')).toBeVisible();
  await page.getByLabel('Sound at each scan').uncheck();
  await expect(page.getByText('Sounds are off.')).toBeVisible();
  await page.getByRole('button', { name: /Try “refused”/ }).click();
  await checkAccessible(page);
});

test('[SCN-9] what was learned is kept on this computer', async ({ start }) => {
  const program = await start();
  await signIn(program.page);
  await toScanner(program.page);
  await scan(program, `~${setUpText}`);
  await expect(program.page.getByText('Holdfast now knows this scanner')).toBeVisible();
  await program.app.close();
  const { page } = await start();
  await signIn(page);
  await toScanner(page);
  await expect(page.getByText('Before a code')).toBeVisible();
  await expect(page.getByText('Forget it')).toBeVisible();
});

test('[SCN-11] an id that is typed is judged while it is typed, and a scan fills the field', async ({
  start,
}) => {
  const program = await start();
  const { page } = program;
  await signIn(page);
  const id = await openRow(page, 2);
  const typed = id.replace(/-/g, '').toLowerCase();
  await page.keyboard.press('F8');
  const field = page.getByLabel('Let the prescriber send a script again, by its id');
  await field.focus();
  await page.keyboard.type(typed.slice(0, 12), { delay: 80 });
  await expect(field).toHaveValue(`${id.slice(0, 13)}-`);
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue(id.slice(0, 12));
  await expect(page.getByText('11 of 18 characters')).toBeVisible();
  await page.keyboard.type(typed.slice(11), { delay: 80 });
  await expect(field).toHaveValue(id);
  await expect(page.getByText('The check character fits.')).toBeVisible();
  await shot(page, 'typed-id-right-1366');
  // In the middle: the caret stays where the hand is.
  for (let i = 0; i < 8; i += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  const middle = id[11] === '0' ? '1' : '0';
  await page.keyboard.type(middle, { delay: 80 });
  await expect(field).toHaveValue(`${id.slice(0, 11)}${middle}${id.slice(12)}`);
  await expect(page.getByText(/the last one does not fit the others/)).toBeVisible();
  await shot(page, 'typed-id-wrong-1366');
  await checkAccessible(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await scan(program, id);
  await expect(field).toHaveValue(id);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

  await page.keyboard.press('F4');
  const desk = page.getByLabel(/type its id and press Enter/);
  await expect(desk).toBeFocused();
  await page.keyboard.type(typed.slice(0, 7), { delay: 80 });
  await expect(desk).toHaveValue(id.slice(0, 8));
  await shot(page, 'typed-id-desk-1366');
  await checkAccessible(page);

  // The box at the top takes names too: there, an id with a slip is said to have one.
  await page.keyboard.press('Control+k');
  const slip = `${typed.slice(0, 10)}${middle.toLowerCase()}${typed.slice(11)}`;
  await page.keyboard.type(slip, { delay: 80 });
  await expect(page.getByText(/^Not a prescription id\. One of these characters/)).toBeVisible();
});

test('[SCN-14] the training scanner scans into whatever is on the screen', async ({ start }) => {
  const { page } = await start();
  await signIn(page);
  const id = await openRow(page, 2);
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+b');
  const scanner = page.getByRole('region', { name: 'Training scanner' });
  await scanner.getByRole('button', { name: new RegExp(id) }).click();
  await expect(page.getByTestId('short-id')).toHaveText(id);
  await scanner.getByRole('button', { name: /worn label/ }).click();
  await expect(page.getByText(/is not a prescription id/)).toBeVisible();
  await scanner.getByRole('button', { name: 'A pack that has expired' }).click();
  await expect(page.getByText(/this pack has expired/)).toBeVisible();
  await shot(page, 'training-scanner-1366');
  await checkAccessible(page);
  await page.keyboard.press('F8');
  await page.keyboard.press('b');
  await expect(bench(page)).toBeFocused();
  await scanner.getByRole('button', { name: 'Set-up code 1' }).click();
  await expect(page.getByText('Holdfast now knows this scanner')).toBeVisible();
  await scanner.getByRole('button', { name: 'Set-up code 2, square' }).click();
  await expect(page.getByText('Try it with the barcode of a prescription or a pack.')).toBeVisible();
  await scanner.getByRole('button', { name: 'A pack in date' }).click();
  await expect(page.getByText(/batch T1, expires 31-Dec-2099, serial SERIAL1/)).toBeVisible();
  await shot(page, 'training-scanner-bench-1366');
  await page.keyboard.press('Control+b');
  await expect(scanner).toHaveCount(0);
  // It names patients, which a locked screen does not.
  await page.keyboard.press('Control+b');
  await expect(scanner).toBeVisible();
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
  await expect(scanner).toHaveCount(0);
  await page.keyboard.press('Control+b');
  await expect(scanner).toHaveCount(0);
});

/** A HID scanner that stands in for one at this computer. */
const plugInHid = async (page: Page) => {
  const device = await page.evaluateHandle((collections) => {
    const target = new EventTarget();
    return Object.assign(target, {
      productName: 'Honeywell 1470g',
      collections,
      opened: false,
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
    });
  }, honeywellLike);
  const tell = (type: 'connect' | 'disconnect') =>
    device.evaluate((fake, name) => {
      const { hid } = navigator as unknown as { hid: EventTarget };
      hid.dispatchEvent(Object.assign(new Event(name), { device: fake }));
    }, type);
  const scanIt = (text: string) =>
    device.evaluate(
      (fake, bytes) => {
        const data = new DataView(Uint8Array.from(bytes).buffer);
        fake.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 2, data }));
      },
      [...hidReport(text)],
    );
  return { tell, scanIt };
};

test('[SCN-16] [SCN-27] a scan of a HID scanner is shown in the test area, else it opens its script; plugged in and out it is said to be so', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  const id = await openRow(page, 2);
  await toScanner(page);
  const panel = page.getByRole('region', { name: 'HID scanner' });
  await expect(panel.getByText('None is in use.')).toBeVisible();
  // This computer has none, and main is asked for one in earnest.
  await panel.getByRole('button', { name: /Use a HID scanner…/ }).click();
  await expect(panel.getByText('No HID scanner was found.')).toBeVisible();
  await panel.scrollIntoViewIfNeeded();
  await shot(page, 'scanner-hid-none-1366');

  const { tell, scanIt } = await plugInHid(page);
  await tell('connect');
  await expect(panel.getByText('Connected: Honeywell 1470g.')).toBeVisible();
  await panel.scrollIntoViewIfNeeded();
  await shot(page, 'scanner-hid-1366');
  await checkAccessible(page);
  await tell('disconnect');
  await expect(panel.getByText('Unplugged: Honeywell 1470g.')).toBeVisible();
  await tell('connect');
  await expect(panel.getByText('Connected: Honeywell 1470g.')).toBeVisible();
  await page.keyboard.press('b');
  await expect(bench(page)).toBeFocused();
  await scanIt(id);
  await expect(page.getByText('A scan of the HID scanner.')).toBeVisible();
  await expect(page.getByText(`Prescription ${id}; its check character fits.`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Scanner', exact: true })).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 0));
  await shot(page, 'scanner-hid-tried-1366');
  await checkAccessible(page);
  await page.getByRole('button', { name: /Back to Settings/ }).focus();
  await scanIt(id);
  await expect(page.getByTestId('short-id')).toHaveText(id);
});

test('[SCN-25] a screen that is scanned at stays unlocked, and locks itself when nobody does', async ({
  start,
}) => {
  const { page } = await start();
  await page.clock.install();
  await signIn(page);
  const id = await openRow(page, 2);
  const { tell, scanIt } = await plugInHid(page);
  await tell('connect');
  await page.keyboard.press('F2');
  for (let round = 0; round < 3; round += 1) {
    await page.clock.fastForward('09:00');
    await scanIt(id);
    await expect(page.getByTestId('short-id')).toHaveText(id);
  }
  await expect(page.getByRole('button', { name: 'Priya Shah: lock' })).toBeVisible();
  await page.clock.fastForward('10:01');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
});
