import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawPdf } from '../support/pdf';
import { expect, signIn, test } from './support';

type Reply = { ok: boolean; value: { kind: string; bytes?: Uint8Array; sentence?: string } };
const ask = (page: Page, channel: string, payload: object): Promise<Reply> =>
  page.evaluate(
    ([name, what]) =>
      (window as unknown as { holdfast: { call: (c: string, p: unknown) => Promise<Reply> } }).holdfast.call(
        name,
        what,
      ), // the bridge of preload
    [channel, payload] as const,
  );

/** A page that tries all that a page must not do. */
const hostile = `<h1>Plovdivsky</h1><script>document.title='ran'</script>
<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname" onerror="document.title='ran'">
<iframe src="app://holdfast/index.html"></iframe><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">`;

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());

test('[PRT-1] [PRT-2] a page becomes a PDF of its size, runs nothing, and leaves no trace', async ({
  start,
  profile,
}) => {
  const { app, page } = await start();
  await signIn(page);
  const reply = await ask(page, 'print.pdf', {
    title: 'Labels',
    html: hostile,
    page: { widthMm: 70, heightMm: 35 },
  });
  expect(reply).toMatchObject({ ok: true, value: { kind: 'pdf' } });
  const pages = await drawPdf(Buffer.from(Object.values(reply.value.bytes ?? {})));
  const [first] = pages;
  if (!first) throw new Error('no page');
  expect(Math.abs(first.widthMm - 70)).toBeLessThan(0.5);
  expect(Math.abs(first.heightMm - 35)).toBeLessThan(0.5);
  expect(first.text).toContain('Plovdivsky');
  for (const { text } of pages) expect(text).toContain('TRAINING');
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
  for (const path of filesBelow(profile)) expect(readFileSync(path).includes('Plovdivsky'), path).toBe(false);
  expect(
    await ask(page, 'print.paper', { title: 'x', html: '<p>x</p>', page: 'A4', use: 'sheet' }),
  ).toMatchObject({
    value: { kind: 'no-printer' },
  });
});
