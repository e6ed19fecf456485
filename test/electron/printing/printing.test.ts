import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../../../electron/contract/printing';
import { printerChoices } from '../../../electron/printing/choices';
import { sheetHtml, sheetPolicy, turned } from '../../../electron/printing/page';
import { Printing, type ChoiceStore, type PrintHost } from '../../../electron/printing/printing';
import { removeFolder, temporaryFolder } from '../../support/folder';

const aLabel = documentSchema.parse({
  title: 'Labels',
  html: '<p>body</p>',
  page: { widthMm: 70, heightMm: 35 },
});

type Behaviour = {
  printers?: readonly string[];
  draw?: 'ok' | 'fails' | 'hangs';
  paper?: 'printed' | 'cancelled' | 'failed' | 'hangs';
};
const aPrinting = ({ printers = [], draw = 'ok', paper = 'printed' }: Behaviour = {}, training = false) => {
  const seen = {
    opened: 0,
    closed: 0,
    html: '',
    sizes: [] as object[],
    printedOn: [] as (string | undefined)[],
    limits: [] as number[],
  };
  let choices = {};
  let passTime = (): void => undefined;
  const store: ChoiceStore = {
    load: async () => choices,
    save: async (next) => {
      choices = next;
    },
  };
  const host: PrintHost = {
    open: async (html) => {
      if (draw === 'fails') throw new Error('OKAFOR, Chidi');
      seen.opened += 1;
      seen.html = html;
      return {
        toPdf: async (size) => {
          seen.sizes.push(size);
          if (draw === 'hangs') await new Promise(() => undefined);
          return new Uint8Array([1]);
        },
        toPaper: async (printer, size) => {
          seen.sizes.push(size);
          seen.printedOn.push(printer);
          return paper === 'hangs' ? new Promise(() => undefined) : paper;
        },
        close: () => {
          seen.closed += 1;
        },
      };
    },
    printers: async () => printers.map((name) => ({ name, display: name })),
  };
  const deadline = (ms: number) => {
    seen.limits.push(ms);
    return { passed: new Promise<void>((done) => (passTime = done)), cancel: () => undefined };
  };
  return {
    printing: new Printing({ host, choices: store, training, deadline }),
    seen,
    passTime: () => passTime(),
  };
};

describe('a page', () => {
  it('[PRT-1] has a policy without scripts, network or files, and no title that is markup', () => {
    expect(sheetPolicy).toContain("default-src 'none'");
    expect(sheetPolicy).not.toMatch(/script-src|connect-src|https?:|\*|'self'|unsafe-eval/);
    expect(sheetPolicy).toMatch(/; sandbox$/);
    const html = sheetHtml({ ...aLabel, title: '</title><script>' }, false);
    expect(html).not.toContain('<script>');
  });

  it('[PRT-2] a title with ten digits in a row, as of an NHS number, is refused', () => {
    for (const title of ['Label 9434765919', 'Label 943 476 5919', ''])
      expect(documentSchema.safeParse({ ...aLabel, title }).success, title).toBe(false);
  });

  it('[PRT-4] bears the word TRAINING in a training profile, and there alone', () => {
    expect(sheetHtml(aLabel, true)).toContain('TRAINING');
    expect(sheetHtml(aLabel, false)).not.toContain('TRAINING');
  });

  it('is as large as was said, and turned where asked', () => {
    expect(turned({ page: 'A4', landscape: true })).toEqual({ widthMm: 297, heightMm: 210 });
    expect(sheetHtml(aLabel, false)).toContain('@page{size:70mm 35mm;margin:0}');
  });
});

describe('printing', () => {
  it('hands out a PDF in inches and paper in microns', async () => {
    const { printing, seen } = aPrinting({ printers: ['Zebra'] });
    expect(await printing.pdf(aLabel)).toEqual({ kind: 'pdf', bytes: new Uint8Array([1]) });
    expect(await printing.paper(aLabel, 'label')).toMatchObject({ kind: 'printed' });
    expect(seen.sizes).toEqual([
      { width: 70 / 25.4, height: 35 / 25.4 },
      { width: 70_000, height: 35_000 },
    ]);
  });

  it('[PRT-3] a page that fails, hangs or is not taken ends with a sentence and a closed window', async () => {
    const failing = aPrinting({ draw: 'fails' });
    const failed = await failing.printing.pdf(aLabel);
    expect(failed).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(failed)).not.toContain('OKAFOR');
    const hanging = aPrinting({ draw: 'hangs' });
    const waits = hanging.printing.pdf(aLabel);
    const next = hanging.printing.status();
    await next;
    hanging.passTime();
    expect(await waits).toMatchObject({ kind: 'refused', next: 'Try again with fewer pages.' });
    expect(hanging.seen).toMatchObject({ opened: 1, closed: 1 });
    const jammed = aPrinting({ printers: ['Zebra'], paper: 'failed' });
    expect(await jammed.printing.paper(aLabel, 'label')).toMatchObject({ kind: 'refused' });
    expect(await jammed.printing.pdf(aLabel)).toMatchObject({ kind: 'pdf' });
    expect(jammed.seen).toMatchObject({ opened: 2, closed: 2 });
  });

  it('[PRT-5] goes to the chosen printer, never to another when that one is gone', async () => {
    expect(await aPrinting().printing.paper(aLabel, 'label')).toMatchObject({ kind: 'no-printer' });
    const { printing, seen } = aPrinting({ printers: ['Office', 'Zebra'] });
    await printing.choose('label', 'Zebra');
    expect(await printing.paper(aLabel, 'label')).toEqual({ kind: 'printed', printer: 'Zebra' });
    await printing.choose('label', 'Gone');
    const gone = await printing.paper(aLabel, 'label');
    expect(gone).toMatchObject({ kind: 'no-printer' });
    expect(JSON.stringify(gone)).toMatch(/Gone, chosen for this, is not connected.*choose another.*PDF/);
    expect(seen.printedOn).toEqual(['Zebra']);
    expect(seen.limits).toEqual([60_000]);
  });

  it('[PRT-5] asks by the system’s window where nothing was chosen, and takes time for it', async () => {
    const { printing, seen } = aPrinting({ printers: ['Office'] });
    expect(await printing.paper(aLabel, 'sheet')).toMatchObject({ kind: 'printed' });
    await printing.choose('sheet', 'Office');
    expect(await printing.choose('sheet', null)).toMatchObject({ chosen: {} });
    expect(await printing.paper(aLabel, 'sheet')).toMatchObject({ kind: 'printed' });
    expect(seen.printedOn).toEqual([undefined, undefined]);
    expect(seen.limits).toEqual([600_000, 600_000]);
    const stopped = aPrinting({ printers: ['Office'], paper: 'cancelled' });
    expect(await stopped.printing.paper(aLabel, 'sheet')).toEqual({ kind: 'cancelled' });
  });

  it.each([undefined, 'Office'])(
    '[PRT-3] a printer that never answers is given up (chosen: %s)',
    async (name) => {
      const { printing, seen, passTime } = aPrinting({ printers: ['Office'], paper: 'hangs' });
      await printing.choose('sheet', name ?? null);
      const waits = printing.paper(aLabel, 'sheet');
      await printing.status();
      passTime();
      expect(await waits).toMatchObject({ kind: 'refused' });
      expect(await printing.pdf(aLabel)).toMatchObject({ kind: 'pdf' });
      expect(seen.closed).toBe(2);
    },
  );

  it('[PRT-5] keeps the choice of this computer, and does without one that is damaged', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'printers.json');
    const choices = printerChoices(path);
    expect(await choices.load()).toEqual({});
    await choices.save({ label: 'Zebra' });
    expect(await printerChoices(path).load()).toEqual({ label: 'Zebra' });
    await writeFile(path, '{"v":1');
    expect(await choices.load()).toEqual({});
    await choices.save({ sheet: 'Office' });
    expect(await choices.load()).toEqual({ sheet: 'Office' });
    await removeFolder(folder);
  });
});
