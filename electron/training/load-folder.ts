import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isJson, resourcesOf, str, type Json } from './json';
import { uuidOf } from './uuid-of';
import { anotherShortId } from './check-digits';
import type { Script } from './model';
import { withFreshDates } from './move-dates';
import { scriptOfBundle } from './prescribe';

export type LeftOut = { readonly file: string; readonly sentence: string };
export type LoadedFolder = { readonly scripts: readonly Script[]; readonly leftOut: readonly LeftOut[] };

const maxFileBytes = 4 * 1024 * 1024;

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && entry.name.toLowerCase().endsWith('.json') ? [path] : [];
    }),
  );
  return found.flat().sort();
};

type Read = { readonly bundle: Json } | { readonly sentence: string };

const readBundle = async (path: string): Promise<Read> => {
  if ((await stat(path)).size > maxFileBytes) return { sentence: 'The file is larger than 4 MB.' };
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return { sentence: 'The file is no JSON.' };
  }
  if (!isJson(json)) return { sentence: 'The file is no FHIR resource.' };
  if (json.resourceType !== 'Bundle')
    return { sentence: `This is a ${str(json, 'resourceType') || 'stranger'}, no prescription-order.` };
  const event = str(resourcesOf(json, 'MessageHeader')[0], 'eventCoding', 'code');
  if (event !== 'prescription-order')
    return { sentence: `This is a bundle of ${event || 'another kind'}, no prescription-order.` };
  return { bundle: json };
};

/** A second file with the ids of an earlier one gets ids of its own: on the Spine no two scripts share them. */
const withOwnIds = (bundle: Json, file: number): Json => {
  const script = scriptOfBundle(bundle, '');
  const messageId = str(bundle, 'identifier', 'value');
  const own = (what: string): string => uuidOf('second', what, script.longId, file);
  const renamed: readonly (readonly [string, string])[] = [
    [script.shortId, anotherShortId(script.shortId, file)],
    [script.longId, own('long')],
    [messageId, own('message')],
  ];
  let text = JSON.stringify(bundle);
  for (const [from, to] of renamed)
    if (from !== '') text = text.replace(new RegExp(from.replace(/[+]/g, '\\+'), 'gi'), to);
  return JSON.parse(text) as Json; // a renamed object is an object
};

/** Every prescription-order message below a folder; what is none is listed with the reason. */
export const loadFolder = async (folder: string, ods: string, now: number): Promise<LoadedFolder> => {
  const scripts: Script[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  for (const file of await filesBelow(folder)) {
    const read = await readBundle(file);
    if ('sentence' in read) {
      leftOut.push({ file, sentence: read.sentence });
      continue;
    }
    const bundle = withFreshDates(read.bundle, now);
    const first = scriptOfBundle(bundle, ods);
    const script = seen.has(first.shortId) ? scriptOfBundle(withOwnIds(bundle, scripts.length), ods) : first;
    seen.add(script.shortId);
    scripts.push(script);
  }
  return { scripts, leftOut };
};
