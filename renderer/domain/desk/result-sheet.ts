import { whole } from '../kernel/text';
import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { listStyle } from '../kernel/list-style';
import { formatDate, formatDateTime, readWall, type Instant } from '../kernel/instant';
import type { SheetEntry } from '../labels/barcode-sheet';
import type { PrintPage } from '../kernel/print-page';
import type { Pack } from '../recovery/pack-model';
import { deskTabOf, deskTabs, type DeskRow, type DeskTab, type RowSource } from './model';
import { custodyWord, deskSentence, deskTabNames } from './words';

/** One import as it can be asked for: the same name may come twice, a pack's id only once. */
export type SheetSource = Pick<RowSource, 'kind' | 'name' | 'packId'>;

type SheetRow = {
  readonly id: string;
  readonly who: string;
  /** The end of it, or how far it is. */
  readonly end: string;
  readonly sentence: string;
  readonly by: string;
  readonly at: string;
  readonly phone: string;
};

/** What the sheet says, before it becomes paper. */
export type ResultSheet = {
  readonly of: string;
  readonly total: number;
  /** Every group that holds something; together they are the total. */
  readonly groups: readonly { readonly tab: DeskTab; readonly rows: readonly SheetRow[] }[];
  /** What is left to do, in a sentence. */
  readonly left: string;
  /** Scripts that still need something done, for a sheet of their barcodes. */
  readonly codes: readonly SheetEntry[];
};

export type SheetFacts = {
  readonly site: Site;
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** A profile without a broker asks elsewhere. */
  readonly companion: boolean;
};

/** Whether a row was named by this import. */
const isFrom = ({ sources }: DeskRow, { kind, name, packId }: SheetSource): boolean =>
  sources.some((one) => one.kind === kind && one.name === name && one.packId === packId);

/** The imports that rows came from, each with its number of rows, the newest first. */
export const sheetSources = (
  rows: readonly DeskRow[],
): readonly (SheetSource & { readonly count: number })[] => {
  const found = new Map<string, SheetSource & { readonly count: number; readonly at: Instant }>();
  for (const { sources } of rows)
    for (const { kind, name, packId, at } of sources) {
      if (kind === 'scan' || kind === 'typed' || kind === 'spine') continue;
      const key = JSON.stringify([kind, name, packId]);
      const before = found.get(key);
      found.set(key, {
        kind,
        name,
        ...(packId === undefined ? {} : { packId }),
        count: (before?.count ?? 0) + 1,
        at: before && before.at > at ? before.at : at,
      });
    }
  return [...found.values()].sort((a, b) => b.at - a.at).map(({ at: _at, ...source }) => source);
};

const rowOf = (row: DeskRow, companion: boolean): SheetRow => {
  const { id, hint, custody, since } = row;
  return {
    id,
    who: [hint.name, hint.items].filter((part) => part !== '').join(' · '),
    end: custodyWord(custody),
    sentence: deskSentence(row, companion).sentence,
    by: since.says === 'spine' ? 'the Spine' : since.by,
    at: formatDateTime(since.at),
    phone: ('holder' in custody && custody.holder?.phone) || '',
  };
};

const notOpen: readonly DeskTab[] = ['released', 'unconfirmed', 'ended'];

const isOpen = (row: DeskRow): boolean => !notOpen.includes(deskTabOf(row));

/** [DSK-22] What to scan, with what a person needs to find its paper. */
const codeOf = ({ id, hint, custody }: DeskRow): SheetEntry => ({
  id,
  lines: [hint.name, hint.items, custodyWord(custody)].filter((line) => line !== ''),
});

type Coming = Pick<Pack, 'id' | 'sequence'>;

/** [DSK-16] [PCK-19] Scripts of these packs that have no row yet are left to do too. */
const comingOf = (coming: readonly Coming[]): string =>
  coming.length === 0
    ? ''
    : `Not all of ${coming.map(({ sequence }) => `Pack ${sequence}`).join(', ')} is on the desk yet. The rest comes while somebody who may import packs is signed in; make this sheet again then.`;

/** [DSK-16] What is left to do: to bring a script here or to its end, to have it confirmed, to hand it out. */
const leftOf = (rows: readonly DeskRow[], coming: readonly Coming[]): string => {
  const open = rows.filter(isOpen).length;
  const inHand = rows.filter((row) => !isOpen(row));
  const here = inHand.filter(({ custody }) => custody.kind === 'here').length;
  const unconfirmed = inHand.filter((row) => row.unconfirmed !== undefined).length;
  const parts = [
    comingOf(coming),
    open > 0 ? `${open} of ${rows.length} still ${open === 1 ? 'needs' : 'need'} something done.` : '',
    here > 0
      ? `${here} of ${rows.length} ${here === 1 ? 'is' : 'are'} here, not yet handed out in full.`
      : '',
    unconfirmed > 0
      ? `${unconfirmed} of ${rows.length} ${unconfirmed === 1 ? 'waits for the Spine to confirm it' : 'wait for the Spine to confirm them'}.`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing is left to do.' : parts.join(' ');
};

/** [DSK-16] Every row of what the sheet is made for stands on it once, in the group that it is in. */
export const resultSheetOf = (
  rows: readonly DeskRow[],
  of: SheetSource | undefined,
  companion: boolean,
  /** Packs that are not wholly on the desk. */
  coming: readonly Coming[] = [],
): ResultSheet => {
  const chosen = of ? rows.filter((row) => isFrom(row, of)) : rows;
  const inOrder = [...chosen].sort((a, b) => a.number - b.number);
  const groups = deskTabs
    .map((tab) => ({
      tab,
      rows: inOrder.filter((row) => deskTabOf(row) === tab).map((row) => rowOf(row, companion)),
    }))
    .filter((group) => group.rows.length > 0);
  return {
    of: of?.name ?? 'all scripts on the desk',
    total: chosen.length,
    groups,
    left: leftOf(
      chosen,
      coming.filter(({ id }) => !of || of.packId === id),
    ),
    codes: inOrder.filter(isOpen).map(codeOf),
  };
};

const line = ({ id, who, end, sentence, by, at, phone }: SheetRow): Html =>
  html`<tr>
    <td class="id">${id}</td>
    <td>${who === '' ? 'no name came with it' : who}</td>
    <td><b>${end}</b> ${sentence}</td>
    <td>${by}<br /><span class="at">${at}</span></td>
    <td>${whole(phone)}</td>
  </tr>`;

const groupOf = ({ tab, rows }: ResultSheet['groups'][number]): Html =>
  html`<h2>${deskTabNames[tab]}: ${rows.length}</h2>
    <table class="results">
      <thead>
        <tr>
          <th>Id</th>
          <th>Who and what</th>
          <th>What became of it</th>
          <th>Who said so, when</th>
          <th>Phone</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(line)}
      </tbody>
    </table>`;

const counts = ({ groups, total }: ResultSheet): Html =>
  html`<table class="counts">
    ${groups.map(
      ({ tab, rows }) =>
        html`<tr>
          <th>${deskTabNames[tab]}</th>
          <td>${rows.length}</td>
        </tr>`,
    )}
    <tr>
      <th>Together</th>
      <td><b>${total}</b></td>
    </tr>
  </table>`;

/** Every group has the same columns. */
const style = html`<style>
  .results {
    table-layout: fixed;
  }
  .results th:nth-child(1) {
    width: 44mm;
  }
  .results th:nth-child(2) {
    width: 68mm;
  }
  .results th:nth-child(4) {
    width: 38mm;
  }
  .results th:nth-child(5) {
    width: 30mm;
  }
</style>`;

/** [DSK-16] The result sheet of the desk as paper: numbers that add up, then every row with its end. */
export const resultPage = (sheet: ResultSheet, { site, madeAt, madeBy }: SheetFacts): PrintPage => ({
  title: `PWAD result sheet ${formatDate(readWall(madeAt).date)}`,
  page: 'A4',
  landscape: true,
  html: html`${listStyle}${style}
    <h1>Prescriptions with another dispenser: ${sheet.of}</h1>
    <p>${site.name} (${site.ods}), ${site.phone}. Made at ${formatDateTime(madeAt)} by ${madeBy}.</p>
    <p><b>${sheet.left}</b></p>
    ${counts(sheet)} ${sheet.groups.map(groupOf)}`,
});
