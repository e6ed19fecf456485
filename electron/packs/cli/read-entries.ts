import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import * as z from 'zod';
import { entrySchema, type PackEntry } from '../schema';
import { Wrong } from './arguments';
import { notRead, readText } from './disk';
import { orderIn } from './order';
import { readRows } from './read-csv';
import { readJson } from './read-json';

/** An entry as somebody wrote it down, and where: `ids.csv, line 3`. */
export type Given = { readonly entry: PackEntry; readonly place: string };

const readEntry = (value: unknown, place: string): Given => {
  const read = entrySchema.safeParse(value);
  if (!read.success) throw new Wrong(`${place}: ${z.prettifyError(read.error)}`);
  return { entry: read.data, place };
};

const filesBelow = async (path: string): Promise<readonly string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).sort();
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
};

/** Each FHIR prescription order below a folder becomes an entry with its prescription inside. */
export const entriesOfBundles = async (folder: string): Promise<readonly Given[]> => {
  const given: Given[] = [];
  const files = await filesBelow(folder).catch((failure: unknown) => {
    throw notRead(failure, folder);
  });
  for (const file of files.filter((name) => /\.json$/i.test(name))) {
    const place = relative(folder, file) || basename(file);
    const bundle = await readJson(file, place);
    const order = orderIn(bundle);
    if (order) given.push(readEntry({ ...order, bundle }, place));
  }
  if (given.length === 0) throw new Wrong(`No prescription order was found below ${folder}.`);
  return given;
};

/** One id a row, or `id,issue,release`; a first row without any digit is a heading. */
const entriesOfText = (text: string, name: string): readonly Given[] =>
  readRows(text, name)
    .filter(({ cells }, i) => i > 0 || /\d/.test(cells.join('')))
    .map(({ cells, line }) => {
      const place = `${name}, line ${line}`;
      const [id = '', issue = '', release = '', ...more] = cells;
      if (more.some((cell) => cell !== ''))
        throw new Wrong(
          `${place}: a line is id,issue,release, and this one holds more. Put a reference with a comma in quotes.`,
        );
      if (issue !== '' && !/^\d{1,2}$/.test(issue))
        throw new Wrong(`${place}: ${issue} is no issue number. A line is id,issue,release.`);
      return readEntry(
        { id, ...(issue === '' ? {} : { issue: Number(issue) }), ...(release === '' ? {} : { release }) },
        place,
      );
    });

/** Entries as JSON (an array of them), or as text. */
export const entriesOfFile = async (path: string): Promise<readonly Given[]> => {
  const text = (await readText(path)).replace(/^\uFEFF/, '');
  const name = basename(path);
  if (!/^\s*\[/.test(text)) return entriesOfText(text, name);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Wrong(`${name} cannot be read as JSON.`);
  }
  return z
    .array(z.unknown())
    .parse(json)
    .map((value, i) => readEntry(value, `${name}, entry ${i + 1}`));
};
