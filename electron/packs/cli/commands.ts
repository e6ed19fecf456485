import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  fingerprintOf,
  newKey,
  publicKeyFile,
  readPrivateKey,
  readPublicKey,
  type Curve,
  type PrivateKey,
  type PublicKey,
} from '../keys';
import { packLimits } from '../limits';
import { makePack } from '../make-pack';
import { openPack, openPart, readSealHeader } from '../read-pack';
import type { PackRefusal } from '../refusals';
import type { PackEntry } from '../schema';
import { fileSource, type PackSource } from '../source';
import { Wrong, type Arguments } from './arguments';
import { entriesOfBundles, entriesOfFile } from './read-entries';

export type Say = (line: string) => void;

const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw new Wrong(`${path} cannot be read as JSON.`);
  }
};
const publicKeyIn = async (path: string, crv: Curve): Promise<PublicKey> => {
  const key = await readPublicKey(await readJson(path), crv);
  if (!key) throw new Wrong(`${path} holds no ${crv} key.`);
  return key;
};
const privateKeyIn = async (path: string, crv: Curve): Promise<PrivateKey> => {
  const key = await readPrivateKey(await readJson(path), crv);
  if (!key) throw new Wrong(`${path} holds no private ${crv} key.`);
  return key;
};

/** Makes a key pair: a supplier's for signing, or with `--for pharmacy` one to try packs out with. */
export const keygen = async (args: Arguments, say: Say): Promise<void> => {
  const folder = args.given('out') ?? '.';
  const pharmacy = args.given('for') === 'pharmacy';
  const key = await newKey(pharmacy ? 'X25519' : 'Ed25519');
  const name = pharmacy ? 'pharmacy' : 'supplier';
  await mkdir(folder, { recursive: true });
  const { crv, x, d, kid } = key;
  const secret = `${JSON.stringify({ kty: 'OKP', crv, x, d, kid }, null, 2)}\n`;
  await writeFile(join(folder, `${name}.private.json`), secret, { mode: 0o600, flag: 'wx' });
  const whose = {
    for: pharmacy ? 'packs to this pharmacy' : 'packs from this supplier',
    name: args.given('name') ?? name,
  };
  await writeFile(join(folder, `${name}.public.json`), publicKeyFile({ crv, x, kid }, whose), { flag: 'wx' });
  say(`${join(folder, `${name}.private.json`)}   keep this one secret`);
  say(`${join(folder, `${name}.public.json`)}   give this one to the other side`);
  say(`fingerprint ${fingerprintOf(kid)}`);
};

const entriesGiven = async (args: Arguments): Promise<readonly PackEntry[]> => {
  const list = args.given('entries');
  const bundles = args.given('bundles');
  const entries = [
    ...(list === undefined ? [] : await entriesOfFile(list)),
    ...(bundles === undefined ? [] : await entriesOfBundles(bundles)),
  ];
  if (entries.length === 0) throw new Wrong('Name the scripts: --entries FILE, --bundles FOLDER, or both.');
  if (entries.length > packLimits.entries)
    throw new Wrong(`A pack holds at most ${packLimits.entries} entries. Make several.`);
  return entries;
};

const dayMs = 86_400_000;

export const make = async (args: Arguments, say: Say): Promise<void> => {
  const to = await publicKeyIn(args.needed('to'), 'X25519');
  const signWith = await privateKeyIn(args.needed('key'), 'Ed25519');
  const out = args.needed('out');
  const issuedAt = new Date(args.given('issued') ?? Date.now());
  const days = Number(args.given('days') ?? 14);
  const expires = args.given('expires') ?? new Date(issuedAt.getTime() + days * dayMs).toISOString();
  const incident = args.given('incident');
  const instructions = args.given('instructions');
  const facts = {
    packId: args.given('id') ?? randomUUID(),
    sequence: Number(args.needed('sequence')),
    supplier: args.needed('supplier'),
    ods: args.needed('ods').toUpperCase(),
    issuedAt: issuedAt.toISOString(),
    expiresAt: new Date(expires).toISOString(),
    ...(incident === undefined ? {} : { incident }),
    ...(instructions === undefined ? {} : { instructions }),
  };
  const entries = await entriesGiven(args);
  const file = await open(out, 'w');
  let bytes = 0;
  for await (const line of makePack({ facts, entries, signWith, to })) {
    await file.write(`${line}\n`);
    bytes += line.length + 1;
  }
  await file.close();
  say(`${out}: ${entries.length} scripts, ${bytes} bytes, pack ${facts.packId}, sequence ${facts.sequence}`);
  say(`for ${facts.ods}, key ${fingerprintOf(to.kid)}`);
  say(`signed with ${fingerprintOf(signWith.kid)}`);
};

const sourceOf = async (args: Arguments): Promise<PackSource> => {
  const [path] = args.rest;
  if (path === undefined) throw new Wrong('Name the pack.');
  return fileSource(path).catch(() => {
    throw new Wrong(`${path} cannot be read.`);
  });
};

/** What can be told of a pack without any key. */
export const inspect = async (args: Arguments, say: Say): Promise<void> => {
  const source = await sourceOf(args);
  const head = (await source.read(0, packLimits.manifestBytes + 1)).toString('latin1');
  await source.close();
  const header = readSealHeader(head.slice(0, Math.max(0, head.indexOf('\n'))), 'epspack+jwe');
  if (!header) throw new Wrong('This file is not a recovery pack, or it is not whole.');
  say(`${source.size} bytes, ${header.alg} X25519, ${header.enc}`);
  say(`locked for the key ${fingerprintOf(header.kid)}`);
  say('What is inside can be seen with the pharmacy’s key only: epspack open');
};

const refused = (refusal: PackRefusal): Wrong =>
  new Wrong(`[${refusal.rule}] ${refusal.sentence} ${refusal.next}`);

/** Opens a pack as the program would, with the keys of both sides at hand; every part of it is read. */
export const openWhole = async (args: Arguments, say: Say): Promise<void> => {
  const key = await privateKeyIn(args.needed('key'), 'X25519');
  const signer = await publicKeyIn(args.needed('signer'), 'Ed25519');
  const source = await sourceOf(args);
  const pack = await openPack(source, key, [signer]);
  if (pack.kind === 'refused') throw refused(pack);
  const entries: PackEntry[] = [];
  for (const index of pack.manifest.parts.keys()) {
    const part = await openPart(source, pack, index, key);
    if (part.kind === 'refused') throw refused(part);
    entries.push(...part.entries);
  }
  await source.close();
  const { parts, ...manifest } = pack.manifest;
  if (args.has('json')) say(JSON.stringify({ ...manifest, entries }, null, 2));
  else {
    for (const [name, value] of Object.entries(manifest)) say(`${name} ${String(value)}`);
    say(`parts ${parts.length}`);
    if (args.has('entries'))
      for (const { id, issue, release, bundle } of entries)
        say([id, issue ?? '', release ?? '', bundle ? 'prescription inside' : ''].join(','));
  }
};
