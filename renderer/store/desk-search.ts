import { deskTabOf, type DeskRow, type DeskTab } from '../domain/desk/model';
import { custodyWord, deskTabNames } from '../domain/desk/words';
import { unaccented } from '../domain/kernel/text';
import { openListRows } from './collections/list-reads';
import type { Database } from './schema';
import type { StoreKeys } from './sealing';

const bare = (text: string): string => text.replace(/[\s-]/g, '');

const textOf = (row: DeskRow): string => {
  const { id, hint, custody, since, sources } = row;
  return unaccented(
    [
      bare(id),
      hint.name,
      hint.items,
      custodyWord(custody),
      deskTabNames[deskTabOf(row)],
      custody.kind === 'elsewhere' ? custody.holder.name : '',
      since.note,
      ...sources.map(({ name }) => name),
    ].join(' '),
  );
};

type Wanted = { readonly text: string; readonly tab?: DeskTab; readonly limit: number };
type Held = { readonly row: DeskRow; readonly text: string };

const chunk = 500;

/** [STO-9] The desk's rows in memory, opened after unlock and never stored: for its search and its result sheet. */
export class DeskSearch {
  readonly #rows = new Map<string, Held>();

  async build(db: Database, keys: StoreKeys): Promise<void> {
    let after = '';
    for (;;) {
      const rows = await db.listRows('desk').where('id').above(after).limit(chunk).toArray();
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
      for (const row of await openListRows(keys, 'desk', rows)) if (!this.#rows.has(row.id)) this.#put(row);
    }
  }

  update(rows: readonly DeskRow[]): void {
    for (const row of rows) this.#put(row);
  }

  /** A row as the index has it, where it is here by now. */
  row(id: string): DeskRow | undefined {
    return this.#rows.get(id)?.row;
  }

  all(): readonly DeskRow[] {
    return [...this.#rows.values()].map(({ row }) => row);
  }

  /** [DSK-17] Rows that have every word somewhere, in the order of the desk, and how many there are in all. */
  find({ text, tab, limit }: Wanted): { readonly rows: readonly DeskRow[]; readonly found: number } {
    const words = unaccented(text)
      .split(/[\s,]+/)
      .map((word) => (/\d/.test(word) ? bare(word) : word))
      .filter((word) => word !== '');
    const found = [...this.#rows.values()].filter(
      (held) =>
        words.every((word) => held.text.includes(word)) && (tab === undefined || deskTabOf(held.row) === tab),
    );
    const rows = found.map(({ row }) => row).sort((a, b) => a.number - b.number);
    return { rows: rows.slice(0, limit), found: found.length };
  }

  #put(row: DeskRow): void {
    this.#rows.set(row.id, { row, text: textOf(row) });
  }
}
