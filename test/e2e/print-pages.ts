import type { Page } from '@playwright/test';
import { toSVG } from 'bwip-js/node';
import type { PlainPage, PrintPage } from '../../renderer/domain/kernel/print-page';
import { drawWith } from '../../renderer/platform/barcodes/drawn';
import { drawPdf } from '../support/pdf';
import { expect } from './support';

// The program's own entry of bwip-js is for modules only, which this runner does not load.
export const drawBarcode = drawWith(toSVG);

type Reply = { ok: boolean; value: { kind: string; bytes?: Uint8Array; sentence?: string } };
export const ask = (page: Page, channel: string, payload: object): Promise<Reply> =>
  page.evaluate(
    ([name, what]) =>
      (window as unknown as { holdfast: { call: (c: string, p: unknown) => Promise<Reply> } }).holdfast.call(
        name,
        what,
      ), // the bridge of preload
    [channel, payload] as const,
  );

/** The pages of a document as the program draws them. */
export const pdfOf = async (page: Page, { html, ...sheet }: PrintPage | PlainPage) => {
  const reply = await ask(page, 'print.pdf', { ...sheet, html: String(html) });
  expect(reply).toMatchObject({ ok: true, value: { kind: 'pdf' } });
  return drawPdf(Buffer.from(Object.values(reply.value.bytes ?? {})));
};
