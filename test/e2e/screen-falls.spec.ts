import type { Program } from './support';
import { chosenRow, expect, signIn, test } from './support';

/** What the window shows. Playwright has given the page up that fell, and a page that is not there yet never answers. */
const textOf = ({ app }: Program): Promise<string> =>
  app.evaluate(async ({ webContents }) => {
    const [page] = webContents.getAllWebContents();
    if (!page || page.isCrashed() || page.isLoading()) return '';
    const later = new Promise<string>((done) => setTimeout(() => done(''), 1_000));
    const text = page.executeJavaScript('document.body.innerText') as Promise<string>;
    return Promise.race([text.catch(() => ''), later]);
  });

test('[PRF-9] a screen that dies begins anew, locked, and says so', async ({ start }) => {
  const program = await start();
  await signIn(program.page);
  await expect(chosenRow(program.page)).toBeVisible();
  await program.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer(),
  );
  await expect
    .poll(() => textOf(program), { timeout: 30_000 })
    .toContain('Attention: The screen failed and was begun anew.');
  expect(await textOf(program)).toContain('Who is here?');
});

test('[PRF-10] a fault in main is told without its words, and work goes on', async ({ start }) => {
  const { app, page, faults } = await start();
  await signIn(page);
  const said = await app.evaluate(
    ({ dialog }) =>
      new Promise<string>((done) => {
        dialog.showMessageBox = (async (options: { message: string; detail: string }) => {
          done(`${options.message} ${options.detail}`);
          return { response: 1, checkboxChecked: false };
        }) as never;
        void Promise.reject(new TypeError('OKAFOR, Chidi'));
      }),
  );
  expect(said).toContain('Holdfast has met a fault in itself.');
  expect(said).toContain('TypeError');
  expect(said).not.toContain('OKAFOR');
  await expect(chosenRow(page)).toBeVisible();
  const [told] = faults.splice(0);
  expect(told).toMatch(/^a fault in the program itself \(TypeError/);
});
