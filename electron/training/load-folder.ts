import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { anotherShortId } from './check-digits';
import { filesBelow, type LeftOut } from './files-below';
import { isJson, resourcesOf, str, type Json } from './json';
import { scriptKey, type Script } from './model';
import { withFreshDates } from './move-dates';
import { scriptOfBundle } from './prescribe';
import { uuidOf } from './uuid-of';

export type LoadedFolder = { readonly scripts: readonly Script[]; readonly leftOut: readonly LeftOut[] };

const maxFileBytes = 4 * 1024 * 1024;

type Read = { readonly bundle: Json } | { readonly sentence: string };

const textOf = async (path: string): Promise<string | undefined> => {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const orderIn = (text: string): Read => {
  let json: unknown;
  try {
    json = JSON.parse(text);
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

const readBundle = async (path: string): Promise<Read> => {
  try {
    if ((await stat(path)).size > maxFileBytes) return { sentence: 'The file is larger than 4 MB.' };
    const text = await textOf(path);
    return text === undefined ? { sentence: 'The file is no UTF-8 text.' } : orderIn(text);
  } catch {
    return { sentence: 'The file cannot be read.' };
  }
};

/** As many ids as `anotherShortId` makes. */
const otherIds = 0x30000;

/** An id of the same prescriber that no script has yet; the same each time for one file, whatever joins the folder. */
const freeShortId = (shortId: string, name: string, taken: (id: string) => boolean): string => {
  for (let n = Number.parseInt(uuidOf('second', name).slice(0, 8), 16); ; n += 1) {
    const other = anotherShortId(shortId, n % otherIds);
    if (!taken(other)) return other;
  }
};

/**
 * A second file with the ids of an earlier one gets ids of its own: on the Spine no two scripts share them. Several
 * issues of repeat dispensing do.
 */
const withOwnIds = (bundle: Json, name: string, taken: (id: string) => boolean): Json => {
  const script = scriptOfBundle(bundle, '');
  const messageId = str(bundle, 'identifier', 'value');
  const own = (what: string): string => uuidOf('second', what, script.longId, name);
  const renamed: readonly (readonly [string, string])[] = [
    [script.shortId, freeShortId(script.shortId, name, taken)],
    [script.longId, own('long')],
    [messageId, own('message')],
  ];
  let text = JSON.stringify(bundle);
  for (const [from, to] of renamed)
    if (from !== '') text = text.replace(new RegExp(from.replace(/[+]/g, '\\+'), 'gi'), to);
  return JSON.parse(text) as Json; // a renamed object is an object
};

/** A message without any id is handed over too: the Spine tells it apart by a name of its own. */
const named = (script: Script, name: string): Script =>
  script.shortId === '' && script.longId === '' ? { ...script, longId: uuidOf('nameless', name) } : script;

/** [TSP-36] Every prescription-order message below a folder; what is none is listed with the reason. */
export const loadFolder = async (folder: string, ods: string, now: number): Promise<LoadedFolder> => {
  const { files, leftOut } = await filesBelow(folder);
  const unread: LeftOut[] = [];
  const byId = new Map<string, Script[]>();
  const scripts: Script[] = [];
  for (const file of files) {
    const read = await readBundle(file);
    if ('sentence' in read) {
      unread.push({ file, sentence: read.sentence });
      continue;
    }
    const name = relative(folder, file);
    const bundle = withFreshDates(read.bundle, now);
    const first = named(scriptOfBundle(bundle, ods), name);
    const taken = (id: string): boolean => byId.has(id);
    const issueOfSame = (one: Script): boolean =>
      one.longId === first.longId && scriptKey(one) !== scriptKey(first);
    const isOwn = first.shortId === '' || (byId.get(first.shortId) ?? []).every(issueOfSame);
    const script = isOwn ? first : scriptOfBundle(withOwnIds(bundle, name, taken), ods);
    byId.set(script.shortId, [...(byId.get(script.shortId) ?? []), script]);
    scripts.push(script);
  }
  const byPath = (a: LeftOut, b: LeftOut): number => (a.file < b.file ? -1 : 1);
  return { scripts, leftOut: [...leftOut, ...unread].sort(byPath) };
};
