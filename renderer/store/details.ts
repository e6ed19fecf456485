import type { PrescriptionState } from '../domain/prescriptions/model';
import { getAll } from './rows';
import type { Database, DetailRow, PageRow, ScriptRow } from './schema';
import { RowDamaged, seal, sealText, unseal, unsealText, type StoreKeys } from './sealing';

/** The whole state of a script and the journal entries about it. `id` is blind, and bound to it by the seal. */
export type Detail = {
  readonly id: string;
  readonly state: PrescriptionState;
  readonly seqs: readonly number[];
};

/** Chromium keeps values over 64 KB in files of their own, which are slow to write and to read. */
const pageChars = 50_000;

/** Where a detail was put. */
export type PageLine = { readonly page: number; readonly line: number };

export type SealedDetails = {
  readonly pages: readonly PageRow[];
  readonly details: readonly DetailRow[];
  /** By the blind id of what stands in a page. */
  readonly lines: ReadonlyMap<string, PageLine>;
};

/** Fills pages with lines: JSON has no line breaks of its own. */
const intoPages = (details: readonly Detail[], firstNumber: number) => {
  const lines = new Map<string, PageLine>();
  const pages: string[][] = [];
  let room = 0;
  for (const detail of details) {
    const text = JSON.stringify(detail);
    if (text.length > room) {
      pages.push([]);
      room = pageChars;
    }
    const page = pages.at(-1) ?? [];
    lines.set(detail.id, { page: firstNumber + pages.length - 1, line: page.length });
    page.push(text);
    room -= text.length;
  }
  return { lines, texts: pages.map((page) => page.join('\n')) };
};

/** [STO-14] Seals what came together as pages, numbered from `firstNumber` on, and what changed each by itself. */
export const sealDetails = async (
  keys: StoreKeys,
  fresh: readonly Detail[],
  changed: readonly Detail[],
  firstNumber: number,
): Promise<SealedDetails> => {
  const { lines, texts } = intoPages(fresh, firstNumber);
  const pages = texts.map(async (text, i): Promise<PageRow> => {
    const number = firstNumber + i;
    return { number, sealed: await sealText(keys, 'pages', String(number), text) };
  });
  const details = changed.map(async (detail): Promise<DetailRow> => {
    return { id: detail.id, sealed: await seal(keys, 'details', detail.id, detail) };
  });
  return { pages: await Promise.all(pages), details: await Promise.all(details), lines };
};

/** Sealed details as they stand in the index, with the rows that they belong to. */
export type HeldDetails = {
  readonly rows: readonly ScriptRow[];
  readonly pages: readonly (PageRow | undefined)[];
  readonly details: readonly (DetailRow | undefined)[];
};

/** Reads the details of some rows; nothing is opened, so that it may be part of a live query. */
export const readDetails = async (db: Database, rows: readonly ScriptRow[]): Promise<HeldDetails> => {
  const numbers = new Set(rows.flatMap(({ page }) => page ?? []));
  const changed = rows.filter(({ page }) => page === undefined);
  const [pages, details] = await Promise.all([
    getAll(db.pages, [...numbers]),
    getAll(
      db.details,
      changed.map(({ id }) => id),
    ),
  ]);
  return { rows, pages, details };
};

/** Opens them, each page once; a row whose detail is lost or another's is damage. */
export const openDetails = async (keys: StoreKeys, held: HeldDetails): Promise<readonly Detail[]> => {
  const pages = new Map<number, readonly string[]>();
  const own = new Map<string, Detail>();
  await Promise.all([
    ...held.pages.map(async (page) => {
      if (!page) return;
      const text = await unsealText(keys, 'pages', String(page.number), page.sealed);
      pages.set(page.number, text.split('\n'));
    }),
    ...held.details.map(async (row) => {
      if (row) own.set(row.id, await unseal<Detail>(keys, 'details', row.id, row.sealed));
    }),
  ]);
  return held.rows.map(({ id, page, line = 0 }): Detail => {
    if (page === undefined) {
      const detail = own.get(id);
      if (!detail) throw new RowDamaged('details');
      return detail;
    }
    const text = pages.get(page)?.[line];
    const detail = text === undefined ? undefined : (JSON.parse(text) as Detail); // authentic, written by `intoPages`
    if (detail?.id !== id) throw new RowDamaged('pages');
    return detail;
  });
};
