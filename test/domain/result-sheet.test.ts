import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { deskTabOf, type DeskRow } from '../../renderer/domain/desk/model';
import { reconcile } from '../../renderer/domain/desk/reconcile';
import { resultPage, resultSheetOf, sheetSources } from '../../renderer/domain/desk/result-sheet';
import { act, aSite, evolveAll, now, ready, received } from '../support/builders';
import { partWords, sheetParts } from '../../renderer/domain/labels/sheet-parts';
import {
  aList,
  anId,
  answered,
  aPack,
  aRow,
  followed,
  handedOutOffline,
  listed,
  offline,
  refusedAs,
} from '../support/desk';

const holder = {
  ods: 'VNFKT',
  name: 'The Simple Pharmacy',
  phone: '0113 318 0277',
  address: '17 Austhorpe Road',
};
const facts = { site: aSite, madeAt: now, madeBy: 'Priya Shah', companion: false };

/** Ways in which a row of the n-th id may have gone. */
const ways: readonly ((n: number) => DeskRow)[] = [
  (n) => aRow([listed(anId(n))]),
  (n) => aRow([listed(anId(n), aPack)]),
  (n) => aRow([listed(anId(n), aPack), listed(anId(n))]),
  (n) => aRow([listed(anId(n)), { type: 'desk.request-queued', id: anId(n), first: false }]),
  (n) => answered(aRow([listed(anId(n), aPack)]), refusedAs('PRESCRIPTION_CANCELLED')),
  (n) =>
    aRow([
      listed(anId(n)),
      {
        type: 'desk.outcome-recorded',
        id: anId(n),
        outcome: { kind: 'elsewhere', holder },
        note: 'By phone.',
      },
    ]),
  (n) => followed(aRow([listed(anId(n), aPack)]), handedOutOffline()),
];

describe('the result sheet of the desk', () => {
  it('[DSK-16] has every row once, in its group, and numbers that add up', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(ways.length - 1), { maxLength: 30 }), (chosen) => {
        const rows = chosen.flatMap((way, n) => ways[way]?.(n) ?? []);
        const sheet = resultSheetOf(rows, undefined, false);
        const onIt = sheet.groups.flatMap((group) => group.rows.map(({ id }) => [id, group.tab]));
        expect(onIt.sort()).toEqual(rows.map((row) => [row.id, deskTabOf(row)]).sort());
        expect(sheet.total).toBe(onIt.length);
        const text = String(resultPage(sheet, facts).html);
        for (const { id } of rows) expect(text.split(id)).toHaveLength(2);
      }),
    );
  });

  it('[DSK-16] says the end, who said so and when, and the phone of whoever has it', () => {
    const [away] = ways.slice(5);
    const sheet = resultSheetOf(away ? [away(1)] : [], undefined, false);
    const [row] = sheet.groups[0]?.rows ?? [];
    expect(row).toMatchObject({ end: 'held elsewhere', by: 'Tom Reed', phone: holder.phone });
    expect(row?.sentence).toMatch(/with The Simple Pharmacy, .*0113 318 0277\. By phone\.$/);
    expect(sheet.total).toBe(1);
    const page = resultPage(sheet, facts);
    expect(page.title).not.toContain(anId(1));
    expect(String(page.html)).toContain('1 of 1 still needs something done.');
    expect(String(page.html)).toContain('counter(pages)');
  });

  it('[DSK-16] gives the phone of the pharmacy that the Spine names against a release from a pack', () => {
    const out = handedOutOffline();
    const held = evolveAll(out, reconcile([out], { kind: 'elsewhere', holder }));
    const conflict = followed(followed(aRow([listed(anId(1), aPack)]), out), held);
    const [row] = resultSheetOf([conflict], undefined, false).groups[0]?.rows ?? [];
    expect(row).toMatchObject({ end: 'not confirmed', phone: holder.phone });
    expect(row?.sentence).toContain('the Spine says it is with The Simple Pharmacy, ');
  });

  it('[DSK-16] says that nothing is left to do only where all is handed out and confirmed, or ended', () => {
    const left = (...rows: readonly DeskRow[]) => resultSheetOf(rows, undefined, false).left;
    const row = aRow([listed(anId(1), aPack)]);
    const done = followed(row, act(ready(), { kind: 'SupplyInFull' }));
    const gone = answered(row, refusedAs('PRESCRIPTION_DISPENSED'));
    expect(left(done, gone)).toBe('Nothing is left to do.');
    expect(left(done, followed(row, received()))).toBe('1 of 2 is here, not yet handed out in full.');
    expect(left(followed(row, handedOutOffline()))).toBe('1 of 1 waits for the Spine to confirm it.');
    expect(left(followed(row, offline()), row)).toBe(
      '1 of 2 still needs something done. 1 of 2 is here, not yet handed out in full. 1 of 2 waits for the Spine to confirm it.',
    );
  });

  it('[DSK-16] [PCK-19] of a pack that is not wholly on the desk it never says that nothing is left', () => {
    const row = aRow([listed(anId(1), aPack)]);
    const done = followed(row, act(ready(), { kind: 'SupplyInFull' }));
    const pack = { id: 'p17', sequence: 17 };
    const [fromPack, fromList] = [aPack, aList].map((of) => resultSheetOf([done], of, false, [pack]).left);
    const all = resultSheetOf([done], undefined, false, [pack]).left;
    for (const left of [fromPack, all]) expect(left).toMatch(/^Not all of Pack 17 is on the desk yet\. /);
    expect(fromList).toBe('Nothing is left to do.');
  });

  it('[DSK-22] has a barcode for each script of the import that still needs something done, once, in order', () => {
    const rows = ways.map((way, n) => way(n)).reverse();
    const [list] = sheetSources(rows).filter(({ name }) => name === aList.name);
    const codes = resultSheetOf(rows, list, false).codes.map(({ id }) => id);
    expect(codes).toEqual([0, 2, 3, 5].map(anId));
    const all = resultSheetOf(rows, undefined, false).codes;
    expect(all.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5].map(anId));
    expect(all[0]?.lines).toEqual(['to scan']);
  });

  it('[DSK-22] very many barcodes go on paper part by part, each in one of them', () => {
    expect(sheetParts(500)).toEqual([{ from: 1, to: 500, all: 500 }]);
    for (const all of [1, 499, 501, 1_000, 20_000]) {
      const parts = sheetParts(all);
      const numbers = parts.flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      expect(numbers).toEqual(Array.from({ length: all }, (_, i) => i + 1));
      expect(parts.every(({ from, to }) => to - from < 500)).toBe(true);
    }
    expect(sheetParts(1_001).map(partWords)).toEqual([
      '1 to 500 of 1,001',
      '501 to 1,000 of 1,001',
      '1,001 to 1,001 of 1,001',
    ]);
  });

  it('[DSK-16] is made of one import by its name, or of all', () => {
    const rows = ways.map((way, n) => way(n));
    const sources = sheetSources(rows);
    expect(sources.map(({ name, count }) => [name, count]).sort()).toEqual([
      [aPack.name, 4],
      [aList.name, 4],
    ]);
    for (const source of sources)
      expect(resultSheetOf(rows, source, false)).toMatchObject({ of: source.name, total: source.count });
    expect(resultSheetOf(rows, { kind: 'pdf', name: aList.name }, false).total).toBe(0);
  });
});
