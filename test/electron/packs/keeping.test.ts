import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DropReply } from '../../../electron/contract/packs';
import { packPathsIn } from '../../../electron/packs/arguments';
import { fingerprintOf } from '../../../electron/packs/keys';
import { Offers } from '../../../electron/packs/offers';
import { openPharmacyKey } from '../../../electron/packs/pharmacy-key';
import { anId } from '../../support/sheets';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-packs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the pharmacy’s key', () => {
  const under = new Uint8Array(32).fill(7);

  it('[PCK-17] is made once, sealed, and the same ever after', async () => {
    const key = await openPharmacyKey(folder, under);
    expect(key?.crv).toBe('X25519');
    expect(await openPharmacyKey(folder, under)).toEqual(key);
    expect(readFileSync(join(folder, 'pack-key.json'), 'utf8')).not.toContain(key?.d);
  });

  it('[PCK-17] one that does not open is not replaced', async () => {
    await openPharmacyKey(folder, under);
    const before = readFileSync(join(folder, 'pack-key.json'), 'utf8');
    expect(await openPharmacyKey(folder, new Uint8Array(32))).toBeUndefined();
    writeFileSync(join(folder, 'pack-key.json'), before.slice(0, 40));
    expect(await openPharmacyKey(folder, under)).toBeUndefined();
    expect(readFileSync(join(folder, 'pack-key.json'), 'utf8')).toBe(before.slice(0, 40));
  });
});

const saidOf = (reply: DropReply): string => (reply.kind === 'left' ? reply.sentence : reply.kind);

describe('files that are offered', () => {
  const offerId = '8d5c3f0e-2f5b-4f07-9d35-0f7e6f0f2a11';

  it('[PCK-21] the same file is offered once, and gone when it is dismissed', async () => {
    let told = 0;
    const offers = new Offers(folder, () => (told += 1));
    offers.offer('/a/x.epspack');
    const { offerId: id } = offers.offer('/a/x.epspack');
    expect([offers.all.map(({ name }) => name), told]).toEqual([['x.epspack'], 1]);
    await offers.dismiss(id);
    expect(offers.all).toEqual([]);
  });

  it('[PCK-26] what a person opens is asked for, also where it was found in the watched folder, and stays so', () => {
    let told = 0;
    const offers = new Offers(folder, () => (told += 1));
    const { offerId: id } = offers.found('/a/x.epspack', 'v', 'PackExpired');
    offers.offer('/a/x.epspack');
    const asked = [{ offerId: id, name: 'x.epspack', watched: false, reported: '' }];
    expect([offers.all, told]).toEqual([asked, 2]);
    offers.found('/a/x.epspack', 'v', 'PackExpired');
    expect([offers.all, told, offers.versionOf(id)]).toEqual([asked, 2, 'v']);
  });

  it('[PCK-21] a dropped file is put together from its pieces, and its copy goes with the offer', async () => {
    const offers = new Offers(folder, () => undefined);
    const piece = (at: number, text: string, last: boolean) =>
      offers.drop({ offerId, name: 'd.epspack', at, bytes: Buffer.from(text), last });
    expect(await piece(0, 'abc', false)).toEqual({ kind: 'taken' });
    expect(offers.all).toEqual([]);
    expect(await piece(3, 'def', true)).toEqual({ kind: 'taken' });
    const source = await offers.sourceOf(offerId);
    expect((await source?.read(0, 100))?.toString()).toBe('abcdef');
    await source?.close();
    await offers.dismiss(offerId);
    expect(readdirSync(join(folder, 'packs-dropped'))).toEqual([]);
  });

  it('[LST-9] a drop that fails says why, and leaves neither a copy nor an offer', async () => {
    const copies = join(folder, 'packs-dropped');
    const offers = new Offers(folder, () => undefined);
    const piece = (at: number, bytes: Uint8Array, last: boolean) =>
      offers.drop({ offerId, name: 'd.epspack', at, bytes, last });
    const some = Buffer.from('abc');
    expect(saidOf(await piece(9, some, true))).toContain('did not come whole');
    await piece(0, some, false);
    expect(readdirSync(copies)).toHaveLength(1);
    // A piece went missing on the way.
    expect(saidOf(await piece(6, some, true))).toContain('did not come whole');
    expect(readdirSync(copies)).toEqual([]);
    // Its page gave up in the middle.
    await piece(0, some, false);
    await offers.dismiss(offerId);
    expect(readdirSync(copies)).toEqual([]);
    expect(offers.all).toEqual([]);
  });

  it('[LST-9] [PCK-2] a dropped file that is too large, or cannot be copied, is not kept', async () => {
    const copies = join(folder, 'packs-dropped');
    const offers = new Offers(folder, () => undefined, 5);
    const piece = (at: number, last: boolean) =>
      offers.drop({ offerId, name: 'd.epspack', at, bytes: Buffer.from('abc'), last });
    await piece(0, false);
    expect(saidOf(await piece(3, true))).toContain('larger than a recovery pack');
    expect(readdirSync(copies)).toEqual([]);
    rmSync(copies, { recursive: true });
    writeFileSync(copies, 'a file stands where the folder belongs');
    expect(saidOf(await piece(0, true))).toContain('could not be copied');
    expect(offers.all).toEqual([]);
  });

  it('[PCK-21] copies that a crash left are cleared away', async () => {
    mkdirSync(join(folder, 'packs-dropped'));
    writeFileSync(join(folder, 'packs-dropped', 'old.epspack'), 'x');
    await new Offers(folder, () => undefined).begin();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('[PCK-21] packs named on the command line are found, options are not', () => {
    expect(packPathsIn(['--profile=/x.epspack', 'a.epspack', '/b/C.EPSPACK', 'd.txt'], '/here')).toEqual([
      '/here/a.epspack',
      '/b/C.EPSPACK',
    ]);
  });
});

describe('the tool for suppliers', () => {
  const tool = join(mkdtempSync(join(tmpdir(), 'holdfast-tool-')), 'epspack.cjs');
  beforeAll(async () => {
    await build({
      entryPoints: ['electron/packs/cli/epspack.ts'],
      outfile: tool,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      logLevel: 'error',
    });
    return () => rmSync(join(tool, '..'), { recursive: true, force: true });
  });
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [tool, ...args], { cwd: folder }).toString();
  const fails = (...args: readonly string[]): string => {
    const done = spawnSync(process.execPath, [tool, ...args], { cwd: folder });
    expect(done.status).toBe(1);
    return done.stderr.toString();
  };
  const required: readonly string[] = [
    ...['make', '--to', 'pharmacy.public.json', '--key', 'supplier.private.json'],
    ...['--ods', 'FA565', '--supplier', 'Broker', '--out', 'p.epspack'],
  ];
  const make = (...more: readonly string[]): string => run(...required, '--sequence', '3', ...more);

  it('[PCK-1] makes keys and a pack, inspects and opens it', () => {
    const supplier = run('keygen', '--name', 'Broker');
    run('keygen', '--for', 'pharmacy');
    writeFileSync(join(folder, 'ids.csv'), `id,issue,release\n${anId(1)},2,r-1\n${anId(2)}\n`);
    writeFileSync(
      join(folder, 'order.json'),
      JSON.stringify({
        resourceType: 'Bundle',
        entry: [{ resource: { resourceType: 'MedicationRequest', groupIdentifier: { value: anId(3) } } }],
      }),
    );
    const made = make('--entries', 'ids.csv', '--bundles', 'order.json', '--incident', 'INC-1');
    expect(made).toContain('3 scripts');
    const key = JSON.parse(readFileSync(join(folder, 'supplier.public.json'), 'utf8')) as {
      jwk: { kid: string };
    };
    expect(supplier).toContain(fingerprintOf(key.jwk.kid));
    expect(run('inspect', 'p.epspack')).toContain('ECDH-ES X25519, A256GCM');
    const keys = ['--key', 'pharmacy.private.json', '--signer', 'supplier.public.json'];
    const opened = JSON.parse(run('open', 'p.epspack', ...keys, '--json')) as {
      entries: readonly { id: string }[];
    };
    expect(opened).toMatchObject({ ods: 'FA565', sequence: 3, count: 3, bundles: 1, incident: 'INC-1' });
    expect(opened.entries.map(({ id }) => id)).toEqual([1, 2, 3].map(anId));
    const bytes = readFileSync(join(folder, 'p.epspack'));
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
    writeFileSync(join(folder, 'q.epspack'), bytes);
    expect(fails('open', 'q.epspack', ...keys)).toContain('[PCK-6]');
  });

  const order = (id: string, issue?: number) =>
    JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'MedicationRequest',
            groupIdentifier: { value: id },
            ...(issue === undefined
              ? {}
              : { extension: [{ url: 'numberOfRepeatsIssued', valueInteger: issue - 1 }] }),
          },
        },
      ],
    });
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };
  const entriesIn = (pack: string) => {
    const keys = ['--key', 'pharmacy.private.json', '--signer', 'supplier.public.json'];
    const opened = JSON.parse(run('open', pack, ...keys, '--json')) as {
      readonly entries: readonly Readonly<Record<string, unknown>>[];
    };
    return opened.entries.map(({ bundle, ...said }) => ({ ...said, inside: bundle !== undefined }));
  };
  const bothKeys = (): void => {
    run('keygen');
    run('keygen', '--for', 'pharmacy');
  };

  it('[PCK-24] joins what a list and a folder say of one issue of a script', () => {
    bothKeys();
    mkdirSync(join(folder, 'orders'));
    const bare = anId(1).replaceAll('-', '').toLowerCase();
    write({
      'ids.csv': `\uFEFFPrescription,issue,release\r\n${bare},,r-1\r\n"${anId(2)}",2,r-2\r\n${anId(3)}\r\n${anId(4)},3\r\n`,
      'orders/1.json': order(anId(1)),
      'orders/2.json': order(anId(2), 2),
      'orders/3a.json': order(anId(3), 1),
      'orders/3b.json': order(anId(3), 2),
    });
    expect(make('--entries', 'ids.csv', '--bundles', 'orders')).toContain(
      '5 scripts, 4 with the prescription inside',
    );
    expect(entriesIn('p.epspack')).toEqual([
      { id: anId(1), release: 'r-1', inside: true },
      { id: anId(2), issue: 2, release: 'r-2', inside: true },
      { id: anId(3), issue: 1, inside: true },
      { id: anId(3), issue: 2, inside: true },
      { id: anId(4), issue: 3, inside: false },
    ]);
  });

  it('[PCK-24] makes no pack of ids, prescriptions or dates that are not right, and leaves what was there', () => {
    bothKeys();
    write({
      'good.csv': anId(1),
      'bad.csv': `${anId(1)}\nNOT-AN-ID\n`,
      'head.csv': `id\n${anId(1)},two\n`,
      'twice.csv': `${anId(1)},1,a\n${anId(1)},1,b\n`,
      'vague.csv': `${anId(1)},1\n${anId(1)},2\n${anId(1)},,r\n`,
      'other.json': JSON.stringify([{ id: anId(1), bundle: JSON.parse(order(anId(2))) as unknown }]),
      'issue.json': JSON.stringify([
        { id: anId(1), issue: 2, bundle: JSON.parse(order(anId(1))) as unknown },
      ]),
      'p.epspack': 'the last one',
    });
    const refused = (entries: string, ...more: readonly string[]): string => {
      const done = spawnSync(
        process.execPath,
        [tool, ...required, '--entries', entries, '--sequence', '3', ...more],
        { cwd: folder },
      );
      expect(done.status).toBe(1);
      return done.stderr.toString();
    };
    expect(refused('bad.csv')).toContain('NOT-AN-ID (bad.csv, line 2)');
    expect(refused('head.csv')).toContain('head.csv, line 2: two is no issue number');
    expect(refused('twice.csv')).toContain('with another release');
    expect(refused('vague.csv')).toContain('several issues');
    expect(refused('other.json')).toContain(`bears the id ${anId(2)}`);
    expect(refused('issue.json')).toContain('is issue 1');
    for (const more of [
      ['--days', '60'],
      ['--days', 'x'],
      ['--expires', 'soon'],
      ['--expires', '2016-06-01T00:00:00Z'],
      ['--issued', '2999-01-01T00:00:00Z'],
      ['--sequence', 'abc'],
      ['--sequence', '0'],
      ['--ods', '?'],
    ])
      expect(refused('good.csv', ...more)).not.toBe('');
    expect(readFileSync(join(folder, 'p.epspack'), 'utf8')).toBe('the last one');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(make('--entries', 'good.csv', '--days', '31')).toContain('1 script,');
  });

  it('[PCK-9] says what is missing or wrong, and makes nothing then', () => {
    run('keygen');
    run('keygen', '--for', 'pharmacy');
    expect(fails()).toContain('epspack make');
    expect(fails('make')).toContain('--to is needed');
    expect(fails('inspect', 'none.epspack')).toContain('is not there');
    expect(fails('open', 'none.epspack')).toContain('--key is needed');
    expect(() => make('--entries', 'none.csv')).toThrow();
    expect(readdirSync(folder)).not.toContain('p.epspack');
  });
});
