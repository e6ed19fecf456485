import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs } from '../../../renderer/domain/scanning/gs1';
import {
  hidLayouts,
  joinHidPart,
  readHidReport,
  readHidScan,
  type HidScanned,
  type HidWaiting,
} from '../../../renderer/domain/scanning/hid-pos';
import { hidReport, hidReports, honeywellLike, plainScanner } from '../../support/hid';

const id = '24F5DA-A83008-7EFE6Z';
const layouts = hidLayouts(honeywellLike);

/** What comes of reports that follow each other by `gapMs`. */
const scansOf = (reports: readonly Uint8Array[], gapMs = 10): readonly HidScanned[] => {
  let waiting: HidWaiting | undefined;
  return reports.flatMap((bytes, i) => {
    const part = readHidReport(layouts, 2, bytes);
    if (!part) return [];
    const heard = joinHidPart(waiting, part, i * gapMs);
    waiting = heard.waiting;
    return heard.scanned ? [heard.scanned] : [];
  });
};

describe('a HID POS scanner', () => {
  it('[SCN-15] is read by its own description: symbology, data, count, more to come', () => {
    expect(layouts).toEqual([
      {
        reportId: 2,
        size: 63,
        data: { at: 4, length: 56 },
        byteCount: 0,
        symbology: [1, 2, 3],
        continued: 496,
      },
    ]);
    expect(readHidReport(layouts, 2, hidReport(id))).toEqual({
      text: id,
      symbology: ']C0',
      continued: false,
    });
    const plain = new Uint8Array(32);
    plain.set([...id].map((char) => char.charCodeAt(0)));
    expect(readHidReport(hidLayouts(plainScanner), 0, plain)).toEqual({ text: id, continued: false });
  });

  it('[SCN-15] reads a range of usages, and takes nothing of another page for a scanner', () => {
    const items = [
      { isRange: true, usageMinimum: 0x008c00fb, reportSize: 8, reportCount: 4 },
      { usages: [0x008c00ff], reportSize: 1, reportCount: 1 },
    ];
    const inputReports = [{ reportId: 7, items }];
    expect(hidLayouts([{ usagePage: 0x8c, inputReports }])).toEqual([
      { reportId: 7, size: 5, data: { at: 3, length: 1 }, symbology: [0, 1, 2], continued: 32 },
    ]);
    expect(hidLayouts([{ usagePage: 0x01, inputReports }])).toEqual([]);
    expect(hidLayouts([{ usagePage: 0x8c }, {}])).toEqual([]);
  });

  it('[SCN-15] what it scanned means what it says, with the separators of a pack', () => {
    expect(scansOf(hidReports(id)).map(readHidScan)).toEqual([{ kind: 'prescription', id }]);
    const pack = '010501234567890010AB12';
    const product = { kind: 'product', gtin: '05012345678900' };
    const readAs = (text: string, symbology: string) => scansOf(hidReports(text, symbology)).map(readHidScan);
    expect(readAs(pack, ']d2')).toEqual([{ ...product, batch: 'AB12' }]);
    expect(readAs(pack, ']d1')).toEqual([product]);
    expect(readAs(`${pack}${gs}21S1`, ']d1')).toEqual([{ ...product, batch: 'AB12', serial: 'S1' }]);
  });

  it('[SCN-15] the reports of one scan are joined, whatever its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 400 }), (text) => {
        expect(scansOf(hidReports(text, ']Q1'))).toEqual([{ text, symbology: ']Q1' }]);
      }),
    );
  });

  it('[SCN-15] parts whose end never came belong to no later scan', () => {
    const lost = hidReport('LOST', ']C0', true);
    expect(scansOf([lost, hidReport(id)], 501)).toEqual([{ text: id, symbology: ']C0' }]);
    expect(scansOf([lost, hidReport(id, ']d1')])).toEqual([{ text: id, symbology: ']d1' }]);
    expect(scansOf([lost, hidReport(id)], 500)).toEqual([{ text: `LOST${id}`, symbology: ']C0' }]);
  });

  it('[SCN-15] a report that is short, foreign, empty or counts too much gives nothing', () => {
    const whole = hidReport(id);
    for (let length = 0; length < whole.length; length += 1)
      expect(readHidReport(layouts, 2, whole.subarray(0, length)), String(length)).toBeUndefined();
    expect(readHidReport(layouts, 3, whole)).toBeUndefined();
    whole[0] = 57;
    expect(readHidReport(layouts, 2, whole)).toBeUndefined();
    expect(scansOf([hidReport('')])).toEqual([]);
    expect(scansOf(Array.from({ length: 200 }, () => hidReport('x'.repeat(56), ']C0', true)))).toEqual([]);
  });

  it('[SCN-15] no description and no bytes make it throw, or read what is not there', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.nat({ max: 64 }));
    const known = fc.constantFrom(0x0001003b, 0x008c00fb, 0x008c00fc, 0x008c00fd, 0x008c00fe, 0x008c00ff);
    const item = fc.record(
      {
        isRange: fc.boolean(),
        usages: fc.array(fc.oneof(known, number), { maxLength: 4 }),
        usageMinimum: fc.oneof(known, number),
        reportSize: fc.oneof(fc.constant(8), number),
        reportCount: number,
      },
      { requiredKeys: [] },
    );
    const inputReports = fc.array(fc.record({ items: fc.array(item, { maxLength: 6 }) }), { maxLength: 2 });
    fc.assert(
      fc.property(inputReports, fc.uint8Array({ maxLength: 80 }), number, (reports, bytes, at) => {
        const part = readHidReport(hidLayouts([{ usagePage: 0x8c, inputReports: reports }]), 0, bytes);
        if (!part) return;
        expect(part.text.length).toBeLessThanOrEqual(bytes.length);
        const { scanned } = joinHidPart(undefined, part, at);
        if (scanned) readHidScan(scanned);
      }),
    );
  });
});
