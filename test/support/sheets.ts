import bwipjs from 'bwip-js/node';
import { checkCharacterOf } from '../../renderer/domain/kernel/check-character';
import type { Pixels } from '../../renderer/reading/barcodes';

/** The n-th of many invented ids, each with its right check character. */
export const anId = (n: number): string => {
  const hex = (value: number, length: number) =>
    value.toString(16).toUpperCase().padStart(length, '0').slice(-length);
  const bare = `${hex((n * 7919 + 0x24f5da) % 0xffffff, 6)}A83008${hex((n * 104_729 + 0x7efe6) % 0xfffff, 5)}`;
  return `${bare.slice(0, 6)}-A83008-${bare.slice(12)}${checkCharacterOf(bare) ?? ''}`;
};

/** Widths of the bars and gaps of a Code 128, in modules, a bar first. */
const barsOf = (text: string): readonly number[] => {
  const [code] = bwipjs.raw({ bcid: 'code128', text });
  return code && 'sbs' in code ? code.sbs : [];
};

type Label = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly printed: string | undefined;
};

const pageSize = { width: 595, height: 842 } as const;
const perRow = 2;

/** Twenty barcodes to an A4 page, in two columns, each with its number below. */
const labelsOf = (ids: readonly string[], printed: (id: string) => string | undefined): readonly Label[] =>
  ids.map((id, i) => ({
    id,
    x: 60 + (i % perRow) * 260,
    y: 770 - Math.floor(i / perRow) * 78,
    printed: printed(id),
  }));

const moduleWidth = 0.75;
const barHeight = 34;

const drawLabel = ({ id, x, y, printed }: Label): string => {
  let at = x;
  const bars = barsOf(id).map((width, i) => {
    const from = at;
    at += width * moduleWidth;
    return i % 2 === 0 ? `${from.toFixed(3)} ${y} ${(width * moduleWidth).toFixed(3)} ${barHeight} re` : '';
  });
  const text = printed === undefined ? '' : `BT /F1 9 Tf ${x} ${y - 12} Td (${printed}) Tj ET`;
  return `${bars.filter((bar) => bar !== '').join('\n')}\nf\n${text}`;
};

/** A PDF of barcode sheets by the shortest way: no compression, one font that every reader has. */
export const sheetPdf = (
  pages: readonly (readonly string[])[],
  printed: (id: string) => string | undefined = (id) => id,
): Uint8Array<ArrayBuffer> => {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids = pages.map((ids) => {
    const content = labelsOf(ids, printed).map(drawLabel).join('\n');
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] ` +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${stream} 0 R >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(file, 'latin1'));
};

/** A page as pixels, drawn at `scale` dots to the point. */
export const sheetPixels = (ids: readonly string[], scale = 3): Pixels => {
  const width = pageSize.width * scale;
  const height = pageSize.height * scale;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const black = (x0: number, x1: number, y0: number, y1: number): void => {
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  };
  for (const { id, x, y } of labelsOf(ids, () => undefined)) {
    let at = x * scale;
    for (const [i, modules] of barsOf(id).entries()) {
      const next = at + modules * moduleWidth * scale;
      const top = (pageSize.height - y - barHeight) * scale;
      if (i % 2 === 0) black(Math.round(at), Math.round(next), top, top + barHeight * scale);
      at = next;
    }
  }
  return { width, height, data };
};

type Size = { readonly width: number; readonly height: number };

/** A picture that is white but where something is. */
export const picture = ({ width, height }: Size, isBlack: (x: number, y: number) => boolean): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (isBlack(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
};

/** What a camera sees of one id: its barcode in the middle of white paper. */
export const idPicture = (id: string, { width, height }: Size = { width: 1280, height: 720 }): Pixels => {
  const bars = barsOf(id).flatMap((modules, i) => Array.from({ length: modules }, () => i % 2 === 0));
  const dots = Math.floor((width * 0.8) / bars.length);
  const left = Math.floor((width - bars.length * dots) / 2);
  return picture(
    { width, height },
    (x, y) => Math.abs(y - height / 2) < height / 8 && bars[Math.floor((x - left) / dots)] === true,
  );
};
