import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf, privateJwk, publicJwk, newKey, type PrivateKey } from '../../../electron/packs/keys';
import { packLimits } from '../../../electron/packs/limits';
import { openPack, openPart, type OpenPack } from '../../../electron/packs/read-pack';
import { bytesSource } from '../../../electron/packs/source';
import { isBounded, readBase64url } from '../../../electron/packs/text';
import { aPack, packFacts, packKeys, type PackKeys } from '../../support/packs';

let keys: PackKeys;
let sample: Buffer;

beforeAll(async () => {
  keys = await packKeys();
  sample = await aPack(keys);
});

const open = (bytes: Buffer, signers = [keys.supplier]) =>
  openPack(bytesSource(bytes), keys.pharmacy, signers);
const codeOf = async (bytes: Buffer, signers = [keys.supplier]): Promise<string> => {
  const opened = await open(bytes, signers);
  return opened.kind === 'refused' ? opened.code : opened.kind;
};
const opened = async (bytes: Buffer): Promise<OpenPack> => {
  const pack = await open(bytes);
  if (pack.kind !== 'open') throw new Error(pack.code);
  return pack;
};

type Forged = {
  readonly manifest?: object;
  readonly payload?: Uint8Array;
  readonly jws?: object;
  readonly signWith?: PrivateKey;
  readonly part?: object | Uint8Array;
};
const encode = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A pack whose maker does as it likes, with keys that are right. */
const forge = async (forged: Forged): Promise<Buffer> => {
  const signWith = forged.signWith ?? keys.supplier;
  const toKey = await importJWK(publicJwk(keys.pharmacy), 'ECDH-ES');
  const seal = (plain: Uint8Array, typ: string) =>
    new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ, kid: keys.pharmacy.kid })
      .encrypt(toKey);
  const plainPart = forged.part ?? {
    v: 1,
    packId: packFacts.packId,
    part: 1,
    entries: [{ id: '24F5DA-A83008-7EFE6Z' }],
  };
  const part = await seal(
    plainPart instanceof Uint8Array ? plainPart : encode(plainPart),
    'epspack-part+jwe',
  );
  const manifest = {
    ...{ v: 1, ...packFacts, count: 1, bundles: 0 },
    parts: [{ sha256: digestOf(Buffer.from(part)), count: 1 }],
    ...forged.manifest,
  };
  const signed = await new CompactSign(forged.payload ?? encode(manifest))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'eps-recovery+jws', kid: signWith.kid, ...forged.jws })
    .sign(await importJWK(privateJwk(signWith), 'EdDSA'));
  return Buffer.from(`${await seal(new TextEncoder().encode(signed), 'epspack+jwe')}\n${part}\n`);
};

const partCode = async (bytes: Buffer): Promise<string> => {
  const part = await openPart(bytesSource(bytes), await opened(bytes), 0, keys.pharmacy);
  return part.kind === 'refused' ? part.code : part.kind;
};

const letters = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const neighbourOf = (byte: number): number => letters[(letters.indexOf(byte) + 1) % 64] ?? 0;

describe('a recovery pack', () => {
  it('[PCK-1] is opened by the pharmacy it was locked for, with what the supplier put in', async () => {
    const entry = { id: '24F5DA-A83008-7EFE6Z', issue: 2, release: 'r-1', hint: { name: 'SMITH, Ann' } };
    const bytes = await aPack(keys, [entry, { id: 'X', bundle: { resourceType: 'Bundle', id: 'b' } }]);
    const pack = await opened(bytes);
    expect(pack.manifest).toMatchObject({ ...packFacts, count: 2, bundles: 1 });
    expect(pack.signer.kid).toBe(keys.supplier.kid);
    const part = await openPart(bytesSource(bytes), pack, 0, keys.pharmacy);
    expect(part.kind === 'part' && part.entries).toEqual([
      entry,
      { id: 'X', bundle: { resourceType: 'Bundle', id: 'b' } },
    ]);
  });

  it('[PCK-1] many entries stand in parts of bounded size', async () => {
    const entries = Array.from({ length: 1_203 }, (_, n) => ({ id: `ID-${n}` }));
    const pack = await opened(await aPack(keys, entries));
    expect(pack.manifest.parts.map(({ count }) => count)).toEqual([500, 500, 203]);
  });

  it('[PCK-2] a file beyond the limit is refused before any of it is read', async () => {
    const source = {
      size: packLimits.fileBytes + 1,
      read: () => Promise.reject(new Error('read')),
      close: () => Promise.resolve(),
    };
    const refusal = await openPack(source, keys.pharmacy, [keys.supplier]);
    expect(refusal).toMatchObject({ code: 'PackTooLarge', rule: 'PCK-2' });
  });

  it('[PCK-2] a manifest, a part or a number of parts beyond the limits is refused', async () => {
    expect(await codeOf(Buffer.alloc(packLimits.manifestBytes + 2, 0x41))).toBe('NotAPack');
    const long = Buffer.concat([sample, Buffer.alloc(packLimits.partBytes + 2, 0x41)]);
    expect(await codeOf(long)).toBe('PackAltered');
    const many = Buffer.concat([sample, Buffer.from('A\n'.repeat(packLimits.parts + 1))]);
    expect(await codeOf(many)).toBe('PackAltered');
  });

  it('[PCK-2] nesting and long strings are told from the bytes, without building anything', async () => {
    const deep = Buffer.from('['.repeat(5_000_000));
    expect(isBounded(deep)).toBe(false);
    expect(isBounded(Buffer.from(`["${'[{'.repeat(400)}\\"[["]`))).toBe(true);
    expect(isBounded(Buffer.from(`["${'a'.repeat(packLimits.text + 2)}"]`))).toBe(false);
    expect(await codeOf(await forge({ payload: deep.subarray(0, 100_000) }))).toBe('PackMalformed');
    expect(await partCode(await forge({ part: deep.subarray(0, 100_000) }))).toBe('PackMalformed');
  });

  it('[PCK-3] what is no pack is refused', async () => {
    for (const text of [
      '',
      '\n',
      'id,name\n',
      '....\n',
      '%PDF-1.7\n',
      '{}\n',
      sample.toString().slice(0, 700),
    ])
      expect(await codeOf(Buffer.from(text))).toBe('NotAPack');
  });

  it('[PCK-3] base64url has one spelling only', () => {
    expect(readBase64url('AA')).toEqual(Buffer.from([0]));
    for (const other of ['AB', 'AA=', 'A', 'A+', 'AA\n', ' AA']) expect(readBase64url(other)).toBeUndefined();
  });

  it('[PCK-3] a header that asks for compression, another algorithm or more than it may is refused', async () => {
    const [line = ''] = sample.toString().split('\n');
    const [head = '', ...rest] = line.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
    for (const change of [
      { zip: 'DEF' },
      { alg: 'dir' },
      { enc: 'A128GCM' },
      { crit: ['x'], x: 1 },
      { b64: false },
    ]) {
      const changed = Buffer.from(JSON.stringify({ ...header, ...change })).toString('base64url');
      expect(await codeOf(Buffer.from(`${[changed, ...rest].join('.')}\n`))).toBe('NotAPack');
    }
  });

  it('[PCK-4] a newer version is named as such', async () => {
    expect(await codeOf(await forge({ manifest: { v: 2, entirely: 'other' } }))).toBe('PackNewer');
  });

  it('[PCK-4] within version 1 unknown fields are ignored', async () => {
    expect(await codeOf(await forge({ manifest: { colour: 'blue' } }))).toBe('open');
  });

  it('[PCK-5] a pack for another pharmacy’s key names that key', async () => {
    const other = { ...keys, pharmacy: await newKey('X25519') };
    const refusal = await open(await aPack(other));
    expect(refusal).toMatchObject({ code: 'PackForAnotherKey' });
  });

  it('[PCK-6] every change of a single byte is refused', async () => {
    const accepted: string[] = [];
    const tryOne = async (at: number, value: number): Promise<void> => {
      const changed = Buffer.from(sample);
      changed[at] = value;
      if ((await codeOf(changed)) === 'open') accepted.push(`${at}: ${value}`);
    };
    for (const [at, byte] of sample.entries()) {
      const next = sample[at + 1];
      // At the end of a segment every letter is tried: there base64url has bits that mean nothing.
      const ends = next === 0x2e || next === 0x0a;
      const values = ends ? [...letters] : [byte ^ 0x01, byte ^ 0x20, byte ^ 0x80, neighbourOf(byte)];
      for (const value of values) if (value !== byte) await tryOne(at, value);
    }
    expect(accepted).toEqual([]);
  });

  it('[PCK-6] a byte too many or too few anywhere is refused', async () => {
    for (let at = 0; at <= sample.length; at += 7) {
      const more = Buffer.concat([sample.subarray(0, at), Buffer.from('A'), sample.subarray(at)]);
      const fewer = Buffer.concat([sample.subarray(0, at), sample.subarray(at + 1)]);
      expect(await codeOf(more)).not.toBe('open');
      if (at < sample.length) expect(await codeOf(fewer)).not.toBe('open');
    }
  });

  it('[PCK-6] parts of another pack, swapped or left out are refused', async () => {
    const entries = Array.from({ length: 700 }, (_, n) => ({ id: `ID-${n}` }));
    const lines = (await aPack(keys, entries)).toString().split('\n').slice(0, 3);
    const joined = (order: readonly number[]) => Buffer.from(order.map((n) => `${lines[n]}\n`).join(''));
    expect(await codeOf(joined([0, 1, 2]))).toBe('open');
    for (const order of [
      [0, 2, 1],
      [0, 1],
      [0, 1, 1],
      [0, 1, 2, 2],
    ])
      expect(await codeOf(joined(order))).toBe('PackAltered');
  });

  it('[PCK-7] a pack signed by nobody accepted here is refused with the fingerprint to compare', async () => {
    expect(await codeOf(sample, [])).toBe('SignerUnknown');
    const rogue = await newKey('Ed25519');
    const bytes = await aPack({ ...keys, supplier: rogue });
    expect(await codeOf(bytes)).toBe('SignerUnknown');
    // A stranger's signature under the name of an accepted key.
    expect(await codeOf(await forge({ signWith: rogue, jws: { kid: keys.supplier.kid } }))).toBe(
      'PackAltered',
    );
  });

  it('[PCK-7] nothing but a plain EdDSA signature counts', async () => {
    for (const jws of [{ typ: 'JWT' }, { jwk: {} }, { nonce: '1' }])
      expect(await codeOf(await forge({ jws }))).toBe('PackAltered');
  });

  it('[PCK-9] numbers that do not add up, or a part that is not what was announced, are refused', async () => {
    expect(await codeOf(await forge({ manifest: { count: 2 } }))).toBe('PackMalformed');
    expect(await codeOf(await forge({ manifest: { bundles: 2 } }))).toBe('PackMalformed');
    expect(await codeOf(await forge({ manifest: { sequence: -1 } }))).toBe('PackMalformed');
    const part = { v: 1, packId: packFacts.packId, part: 1, entries: [{ id: 'A' }] };
    expect(await partCode(await forge({ part }))).toBe('part');
    for (const wrong of [
      { ...part, part: 2 },
      { ...part, packId: '00000000-0000-4000-8000-000000000000' },
      { ...part, entries: [{ id: 'A' }, { id: 'B' }] },
      { ...part, entries: [{ id: 'A', bundle: { resourceType: 'Patient' } }] },
      { ...part, entries: [{ id: 'A'.repeat(41) }] },
    ])
      expect(await partCode(await forge({ part: wrong }))).toBe('PackMalformed');
  });

  it('[PCK-9] contents of any kind, rightly signed, never throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        fc.dictionary(fc.constantFrom('count', 'ods', 'parts', 'v', 'sequence'), fc.jsonValue()),
        async (text, change) => {
          const bytes = new TextEncoder().encode(text);
          await codeOf(await forge({ payload: bytes }));
          await codeOf(await forge({ manifest: change }));
          await partCode(await forge({ part: bytes }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[PCK-3] files of any kind never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(sample.length), async (noise, at) => {
        await codeOf(Buffer.from(noise));
        await codeOf(Buffer.concat([sample.subarray(0, at), noise]));
      }),
      { numRuns: 200 },
    );
  });
});
