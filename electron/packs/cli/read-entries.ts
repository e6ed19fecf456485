import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { entrySchema, type PackEntry } from '../schema';
import { Wrong } from './arguments';

/** The parts of a prescription order that name it (GroupIdentifier of the first medication request). */
const requestSchema = z.looseObject({
  resourceType: z.literal('MedicationRequest'),
  groupIdentifier: z.looseObject({ value: z.string() }),
});
const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ resource: z.unknown() })),
});

const shortIdOf = (json: unknown): string | undefined => {
  const bundle = bundleSchema.safeParse(json);
  const requests = bundle.success
    ? bundle.data.entry.map(({ resource }) => requestSchema.safeParse(resource)).filter((r) => r.success)
    : [];
  return requests[0]?.data.groupIdentifier.value;
};

/** The issue number of a repeat dispensing script, by its repeat information extension. */
const issueOf = (json: unknown): number | undefined => {
  const found = /"numberOfRepeatsIssued"[^}]*?"value(?:Integer|UnsignedInt|PositiveInt)"\s*:\s*(\d+)/.exec(
    JSON.stringify(json),
  );
  return found ? Number(found[1]) + 1 : undefined;
};

const filesBelow = async (path: string): Promise<readonly string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).sort();
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
};

/** Each FHIR prescription order below a folder becomes an entry with its prescription inside. */
export const entriesOfBundles = async (folder: string): Promise<readonly PackEntry[]> => {
  const entries: PackEntry[] = [];
  for (const file of (await filesBelow(folder)).filter((name) => /\.json$/i.test(name))) {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    const id = shortIdOf(json);
    const issue = issueOf(json);
    if (id !== undefined)
      entries.push(entrySchema.parse({ id, ...(issue === undefined ? {} : { issue }), bundle: json }));
  }
  if (entries.length === 0) throw new Wrong(`No prescription order was found below ${folder}.`);
  return entries;
};

/** Entries as JSON (an array of them), or a text with one id a line; `id,issue,release` where there are commas. */
export const entriesOfFile = async (path: string): Promise<readonly PackEntry[]> => {
  const text = await readFile(path, 'utf8');
  if (/^\s*\[/.test(text)) {
    const read = z.array(entrySchema).safeParse(JSON.parse(text));
    if (!read.success) throw new Wrong(`${path}: ${z.prettifyError(read.error)}`);
    return read.data;
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^id\b/i.test(line))
    .map((line) => {
      const [id = '', issue = '', release = ''] = line.split(',').map((cell) => cell.trim());
      return entrySchema.parse({
        id,
        ...(issue === '' ? {} : { issue: Number(issue) }),
        ...(release === '' ? {} : { release }),
      });
    });
};
