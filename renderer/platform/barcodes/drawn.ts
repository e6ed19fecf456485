import type { Barcode, DrawBarcode } from '../../domain/labels/barcode';

/** Units of bwip-js to a module. */
const scale = 2;

export type Symbology = 'code128' | 'gs1datamatrix';
export type ToSvg = (options: {
  readonly bcid: Symbology;
  readonly text: string;
  readonly scale: number;
  readonly height?: number;
}) => string;

/** The picture is stretched to the size that its modules ask for, so it must not keep its own proportions. */
const barcodeOf = (svg: string, rows: boolean): Barcode => {
  const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const stretched = svg.replace('<svg ', '<svg preserveAspectRatio="none" shape-rendering="crispEdges" ');
  return {
    src: `data:image/svg+xml,${encodeURIComponent(stretched)}`,
    modulesWide: Number(width) / scale,
    modulesHigh: rows ? 1 : Number(height) / scale,
  };
};

/** `(01)…` with brackets, as bwip-js wants a pack's fields; the separators are its own affair. */
const bracketed = (text: string): string =>
  text.replace(/^01(\d{14})17(\d{6})10/, '(01)$1(17)$2(10)').replace('\u001d21', '(21)');

/** Barcodes by bwip-js, whose entry for a runtime is the caller's. */
export const drawWith = (toSvg: ToSvg): DrawBarcode => {
  const draw = (bcid: Symbology, text: string) =>
    bcid === 'code128'
      ? barcodeOf(toSvg({ bcid, text, scale, height: 10 }), true)
      : barcodeOf(toSvg({ bcid, text, scale }), false);
  return {
    code128: (text) => draw('code128', text),
    packMatrix: (text) => draw('gs1datamatrix', bracketed(text)),
  };
};
