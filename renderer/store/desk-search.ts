import type { DeskRow } from '../domain/desk/model';
import { openListRows } from './collections/list-reads';
import type { Database } from './schema';
import type { StoreKeys } from './sealing';

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toUpperCase();

const bare = (text: string): string => text.replace(/[\s-]/g, '');

const textOf = ({ id, hint, custody, sources }: DeskRow): string =>
  fold(
    [
      bare(id),
      hint.name,
      hint.items,
      custody.kind === 'elsewhere' ? custody.holder.name : '',
      ...sources.map(({ name }) => name),
    ].join(' '),
  );

const chunk = 500;

/** [STO-9] The desk's rows in memory, opened after unlock and never stored: for its search and its result sheet. */
export class DeskSearch {
  readonly #rows = new Map<string, { readonly row: DeskRow; readonly text: string }>();

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

  /** Rows that have every word somewhere, in the order of the desk; all of them where there is no word. */
  find(text: string, limit: number): readonly DeskRow[] {
    const words = fold(text)
      .split(/[\s,]+/)
      .map((word) => (/\d/.test(word) ? bare(word) : word))
      .filter((word) => word !== '');
    return [...this.#rows.values()]
      .filter((held) => words.every((word) => held.text.includes(word)))
      .map(({ row }) => row)
      .sort((a, b) => a.number - b.number)
      .slice(0, limit);
  }

  #put(row: DeskRow): void {
    this.#rows.set(row.id, { row, text: textOf(row) });
  }
}
