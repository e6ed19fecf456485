import { Wrong } from './arguments';

/** A row of a CSV and the line that it begins on. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/**
 * Rows of cells, parted by the first comma, semicolon or tab of each row. In a cell that begins with a quote they and
 * the ends of lines stand for themselves, and a doubled quote for one.
 */
export const readRows = (text: string, name: string): readonly Row[] => {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = '';
  let parting = '';
  let line = 1;
  let began = 1;
  let quoted = false;
  const endRow = (): void => {
    rows.push({ line: began, cells: [...cells, cell].map((one) => one.trim()) });
    [cells, cell, parting, began] = [[], '', '', line + 1];
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += char;
      i += 1;
    } else if (quoted) {
      if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
    else if (char === parting || (parting === '' && /[,;\t]/.test(char))) {
      cells.push(cell);
      [cell, parting] = ['', char];
    } else if (char === '\n') endRow();
    else cell += char;
    if (char === '\n') line += 1;
  }
  if (quoted) throw new Wrong(`${name}, line ${began}: a quote is opened here and never closed.`);
  endRow();
  return rows.filter((row) => row.cells.some((one) => one !== ''));
};
