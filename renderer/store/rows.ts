import type { Table } from 'dexie';

/** Rows by their keys; asking for none costs nothing. */
export const getAll = async <Row, Key>(
  table: Table<Row, Key>,
  keys: readonly Key[],
): Promise<readonly (Row | undefined)[]> => (keys.length === 0 ? [] : table.bulkGet([...keys]));

/** Writes rows; writing none costs nothing. */
export const putAll = async <Row, Key>(table: Table<Row, Key>, rows: readonly Row[]): Promise<void> => {
  if (rows.length > 0) await table.bulkPut(rows);
};
