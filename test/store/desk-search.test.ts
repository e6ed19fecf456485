import { describe, expect, it } from 'vitest';
import type { DeskRow } from '../../renderer/domain/desk/model';
import { DeskSearch } from '../../renderer/store/desk-search';
import { aList, anId, aPack, aRow, followed, listed, offline } from '../support/desk';

const holder = { ods: 'VNFKT', name: 'The Simple Pharmacy', phone: '0113 318 0277', address: '' };
const named = { name: 'SMITH, Ann', birthDate: '1950-03-12', items: 'Amoxicillin 500mg capsules' };
const rows: readonly DeskRow[] = [
  aRow([{ type: 'desk.listed', id: anId(1), source: aPack, place: '', hint: named }]),
  aRow([
    listed(anId(2), aList),
    { type: 'desk.outcome-recorded', id: anId(2), outcome: { kind: 'elsewhere', holder }, note: '' },
  ]),
  aRow([
    listed(anId(3), aList),
    { type: 'desk.outcome-recorded', id: anId(3), outcome: { kind: 'needs-gp' }, note: 'Rang the surgery.' },
  ]),
  followed(aRow([listed(anId(4), aPack)]), offline()),
];

const search = (): DeskSearch => {
  const found = new DeskSearch();
  found.update(rows);
  return found;
};
const find = (text: string, more: Partial<Parameters<DeskSearch['find']>[0]> = {}) =>
  search().find({ text, limit: 100, ...more });
const idsOf = (text: string) => find(text).rows.map(({ id }) => id);

describe('the search of the desk', () => {
  it.each([
    [anId(1), [anId(1)]],
    [anId(1).replaceAll('-', '').toLowerCase(), [anId(1)]],
    ['smith amox', [anId(1)]],
    ['simple', [anId(2)]],
    ['needs gp', [anId(3)]],
    ['surgery', [anId(3)]],
    ['released offline', [anId(4)]],
    ['held elsewhere', [anId(2)]],
    ['smith simple', []],
  ])('[DSK-17] finds %s by id, name, item, holder, outcome or note', (text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it('[DSK-17] says how many there are beyond those that are shown, of all groups or of one', () => {
    expect(find('', { limit: 2 })).toMatchObject({ found: 4, rows: { length: 2 } });
    expect(find('', { tab: 'needs-gp' }).rows.map(({ id }) => id)).toEqual([anId(3)]);
    expect(find('simple', { tab: 'needs-gp' }).found).toBe(0);
  });
});
