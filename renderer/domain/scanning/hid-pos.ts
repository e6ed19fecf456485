import { readScan } from './read-scan';
import type { Scan } from './scan';

/** What a device says of its reports, as WebHID hands it on: any part may be missing. Usages are `page << 16 | id`. */
export type HidItem = {
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  /** Bits of one element, and how many there are. */
  readonly reportSize?: number;
  readonly reportCount?: number;
};
export type HidReport = { readonly reportId?: number; readonly items?: readonly HidItem[] };
export type HidCollection = {
  readonly usagePage?: number;
  readonly children?: readonly HidCollection[];
  readonly inputReports?: readonly HidReport[];
};

/** HID Point of Sale Usage Tables: the page of barcode scanners, and what we read of it. */
export const scannerPage = 0x8c;
const usage = {
  byteCount: 0x0001003b,
  symbology: [0x008c00fb, 0x008c00fc, 0x008c00fd],
  data: 0x008c00fe,
  continued: 0x008c00ff,
} as const;

/** Where the parts of a scan lie in one report, in bytes; `continued` in bits. */
export type HidLayout = {
  readonly reportId: number;
  readonly size: number;
  readonly data: { readonly at: number; readonly length: number };
  readonly byteCount?: number;
  readonly symbology: readonly number[];
  readonly continued?: number;
};

/** More than any scanner puts into one report or one scan. */
const longest = 8192;
/** Reports of one scan are never further apart; what is left of an earlier one begins no later scan. */
const partGapMs = 500;

const isCount = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= longest;

type Spot = { readonly usage: number; readonly bit: number; readonly size: number };

/** Every element of a report with its place; undefined where the report is not described as one can be. */
const spotsOf = (
  items: readonly HidItem[],
): { readonly spots: Spot[]; readonly bits: number } | undefined => {
  const spots: Spot[] = [];
  let bits = 0;
  for (const { isRange, usages = [], usageMinimum = 0, reportSize = 0, reportCount = 0 } of items) {
    if (!isCount(reportSize) || !isCount(reportCount) || bits + reportSize * reportCount > longest * 8)
      return undefined;
    for (let i = 0; i < reportCount; i += 1) {
      const named = isRange === true ? usageMinimum + i : (usages[i] ?? usages.at(-1) ?? 0);
      spots.push({ usage: named, bit: bits, size: reportSize });
      bits += reportSize;
    }
  }
  return { spots, bits };
};

const byteOf = (spot: Spot | undefined): number | undefined =>
  spot?.size === 8 && spot.bit % 8 === 0 ? spot.bit / 8 : undefined;

const layoutOf = ({ reportId = 0, items = [] }: HidReport): HidLayout | undefined => {
  const described = spotsOf(items);
  if (!described) return undefined;
  const { spots, bits } = described;
  const find = (wanted: number) => spots.find((spot) => spot.usage === wanted);
  const at = byteOf(find(usage.data));
  if (at === undefined) return undefined;
  const inRow = spots.filter((spot) => spot.usage === usage.data);
  if (inRow.some((spot, i) => byteOf(spot) !== at + i)) return undefined;
  const byteCount = byteOf(find(usage.byteCount));
  const continued = find(usage.continued)?.bit;
  const symbology = usage.symbology.map((id) => byteOf(find(id)));
  return {
    reportId,
    size: Math.ceil(bits / 8),
    data: { at, length: inRow.length },
    symbology: symbology.filter((byte) => byte !== undefined),
    ...(byteCount === undefined ? {} : { byteCount }),
    ...(continued === undefined ? {} : { continued }),
  };
};

/** [SCN-15] The reports that bring scans. Makers lay them out differently, so that the device's own word is taken. */
export const hidLayouts = (collections: readonly HidCollection[]): readonly HidLayout[] => {
  const layouts = new Map<number, HidLayout>();
  const walk = ({ inputReports = [], children = [] }: HidCollection): void => {
    for (const report of inputReports) {
      const layout = layoutOf(report);
      if (layout && !layouts.has(layout.reportId)) layouts.set(layout.reportId, layout);
    }
    children.forEach(walk);
  };
  collections.filter(({ usagePage }) => usagePage === scannerPage).forEach(walk);
  return [...layouts.values()];
};

/** What one report says; `symbology` as AIM names it, `]d2`. */
export type HidPart = { readonly text: string; readonly symbology?: string; readonly continued: boolean };

const textOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** [SCN-15] Undefined where the report is none of a scan, too short, or counts more bytes than it has. */
export const readHidReport = (
  layouts: readonly HidLayout[],
  reportId: number,
  bytes: Uint8Array,
): HidPart | undefined => {
  const layout = layouts.find((each) => each.reportId === reportId);
  if (!layout || bytes.length < layout.size) return undefined;
  const { at, length } = layout.data;
  const byteCount = layout.byteCount === undefined ? undefined : bytes[layout.byteCount];
  if (byteCount !== undefined && byteCount > length) return undefined;
  const data = textOf(bytes.subarray(at, at + (byteCount ?? length)));
  const symbology = textOf(layout.symbology.map((byte) => bytes[byte] ?? 0));
  const bit = layout.continued;
  return {
    // Without a count the rest of the report is filled with zeros.
    text: byteCount === undefined ? data.replace(/\0+$/, '') : data,
    continued: bit !== undefined && (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1,
    ...(/^\][A-Za-z][0-9A-Za-z]$/.test(symbology) ? { symbology } : {}),
  };
};

export type HidScanned = { readonly text: string; readonly symbology?: string };
/** Parts of a scan whose last report has not come yet. */
export type HidWaiting = { readonly part: HidScanned; readonly at: number };
export type HidHeard = { readonly waiting?: HidWaiting; readonly scanned?: HidScanned };

/** [SCN-15] Joins the reports of one scan. `at` is the report's own time in ms, on any one clock. */
export const joinHidPart = (before: HidWaiting | undefined, part: HidPart, at: number): HidHeard => {
  const { text, continued, ...kind } = part;
  const belongs =
    before !== undefined &&
    at - before.at <= partGapMs &&
    (kind.symbology === undefined || kind.symbology === before.part.symbology);
  const whole: HidScanned = belongs ? { ...before.part, text: before.part.text + text } : { text, ...kind };
  if (whole.text.length > longest) return {};
  if (continued) return { waiting: { part: whole, at } };
  return whole.text === '' ? {} : { scanned: whole };
};

/** Symbologies of GS1: in them the separator stands wherever a field of open length ends. */
const gs1Symbologies: readonly (string | undefined)[] = [']C1', ']d2', ']e0', ']J1', ']Q3'];

/** [SCN-15] No keyboard was between: the text is what was printed, and nothing is put right. */
export const readHidScan = ({ text, symbology }: HidScanned): Scan =>
  readScan(text, { sendsSeparators: gs1Symbologies.includes(symbology) });
