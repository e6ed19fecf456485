import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf, newKey, publicKeyFile } from '../keys';
import { packLimits } from '../limits';
import { openPack, openPart, readSealHeader } from '../read-pack';
import type { PackRefused } from '../../contract/packs';
import type { PackEntry } from '../schema';
import { fileSource, type PackSource } from '../source';
import { Wrong, type Arguments } from './arguments';
import { notRead, notWritten } from './disk';
import { privateKeyIn, publicKeyIn } from './key-files';

export type Say = (line: string) => void;

/** Makes a key pair: a supplier's for signing, or with `--for pharmacy` one to try packs out with. */
export const keygen = async (args: Arguments, say: Say): Promise<void> => {
  const folder = args.given('out') ?? '.';
  const pharmacy = args.given('for') === 'pharmacy';
  const key = await newKey(pharmacy ? 'X25519' : 'Ed25519');
  const name = pharmacy ? 'pharmacy' : 'supplier';
  await mkdir(folder, { recursive: true });
  const { crv, x, d, kid } = key;
  const secret = `${JSON.stringify({ kty: 'OKP', crv, x, d, kid }, null, 2)}\n`;
  const write = (file: string, text: string, mode?: number): Promise<void> =>
    writeFile(join(folder, file), text, { ...(mode === undefined ? {} : { mode }), flag: 'wx' }).catch(
      (failure: unknown) => {
        throw notWritten(failure, join(folder, file));
      },
    );
  await write(`${name}.private.json`, secret, 0o600);
  const whose = {
    for: pharmacy ? 'packs to this pharmacy' : 'packs from this supplier',
    name: args.given('name') ?? name,
  };
  await write(`${name}.public.json`, publicKeyFile({ crv, x, kid }, whose));
  say(`${join(folder, `${name}.private.json`)}   keep this one secret`);
  say(`${join(folder, `${name}.public.json`)}   give this one to the other side`);
  say(`fingerprint ${fingerprintOf(kid)}`);
};

const sourceOf = async (args: Arguments): Promise<PackSource> => {
  const [path] = args.rest;
  if (path === undefined) throw new Wrong('Name the pack.');
  return fileSource(path).catch((failure: unknown) => {
    throw notRead(failure, path);
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

const refused = (refusal: PackRefused): Wrong =>
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
