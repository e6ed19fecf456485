import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/packs/cli/arguments';
import { make } from '../../../electron/packs/cli/make';
import { readRows } from '../../../electron/packs/cli/read-csv';
import { publicKeyFile } from '../../../electron/packs/keys';
import { makePack } from '../../../electron/packs/make-pack';
import { openPack, openPart } from '../../../electron/packs/read-pack';
import { fileSource } from '../../../electron/packs/source';
import { packFacts, packKeys, type PackKeys } from '../../support/packs';
import { anId } from '../../support/sheets';

let folder: string;
let keys: PackKeys;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-make-'));
  keys = await packKeys();
  writeFileSync(join(folder, 'supplier.json'), JSON.stringify({ kty: 'OKP', ...keys.supplier }));
  writeFileSync(join(folder, 'FA565.json'), publicKeyFile(keys.pharmacy, { ods: 'FA565' }));
  writeFileSync(join(folder, 'bare.json'), publicKeyFile(keys.pharmacy, {}));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const out = () => join(folder, 'p.epspack');
const makeOf = async (list: string, ods = 'FA565', to = 'FA565.json'): Promise<void> => {
  writeFileSync(join(folder, 'ids.csv'), list);
  const files = ['--to', join(folder, to), '--key', join(folder, 'supplier.json'), '--out', out()];
  const facts = ['--ods', ods, '--supplier', 'Broker', '--sequence', '3'];
  await make(
    readArguments(['make', ...files, ...facts, '--entries', join(folder, 'ids.csv')]),
    () => undefined,
  );
};
const entriesIn = async () => {
  const source = await fileSource(out());
  const pack = await openPack(source, keys.pharmacy, [keys.supplier]);
  if (pack.kind === 'refused') throw new Error(pack.code);
  const part = await openPart(source, pack, 0, keys.pharmacy);
  await source.close();
  if (part.kind === 'refused') throw new Error(part.code);
  return part.entries;
};

describe('the pharmacy that a pack is for', () => {
  it('[PCK-24] is the one of the key file, or no pack is made and it is said what to do', async () => {
    await expect(makeOf(anId(1), 'FH542')).rejects.toThrow(
      /is the key of FA565 and --ods says FH542, so no pharmacy could use this pack\. Give --to the key file that FH542 sent, or say --ods FA565\./,
    );
    expect(readdirSync(folder)).not.toContain('p.epspack');
    await makeOf(anId(1), 'fa565');
    expect(await entriesIn()).toEqual([{ id: anId(1) }]);
  });

  it('[PCK-24] is not compared with a key file that does not say whose it is', async () => {
    await makeOf(anId(1), 'FH542', 'bare.json');
    expect(await entriesIn()).toEqual([{ id: anId(1) }]);
  });
});

describe('a file that is not there', () => {
  const given = (more: Readonly<Record<string, string>>) => {
    const files = { to: join(folder, 'FA565.json'), key: join(folder, 'supplier.json'), out: out() };
    const facts = { ods: 'FA565', supplier: 'Broker', sequence: '3', ...more };
    const words = Object.entries({ ...files, ...facts }).flatMap(([name, value]) => [`--${name}`, value]);
    return make(readArguments(['make', ...words]), () => undefined);
  };

  it('[PCK-24] is named, with what to look at, and no pack is made', async () => {
    const gone = join(folder, 'gone');
    const said = `${gone} is not there. Look at how it is spelled.`;
    await expect(given({ entries: gone })).rejects.toThrow(said);
    await expect(given({ bundles: gone })).rejects.toThrow(said);
    await expect(given({ key: gone, entries: gone })).rejects.toThrow(said);
    await expect(given({ entries: folder })).rejects.toThrow(`${folder} is a folder, and a file is wanted.`);
    writeFileSync(join(folder, 'ids.csv'), anId(1));
    const to = join(gone, 'p.epspack');
    await expect(given({ entries: join(folder, 'ids.csv'), out: to })).rejects.toThrow(
      `${to} cannot be written: its folder is not there. Make the folder first, or name another with --out.`,
    );
    expect(readdirSync(folder)).not.toContain('p.epspack');
  });
});

describe('a list of entries', () => {
  it('[PCK-24] keeps commas, quotes and ends of lines in quoted cells', async () => {
    await makeOf(
      `id,issue,release\r\n"${anId(1)}","2","r,1; ""a"""\r\n${anId(2)};1;r,2\r\n"${anId(3)}",,"r\r\n3"\r\n`,
    );
    expect(await entriesIn()).toEqual([
      { id: anId(1), issue: 2, release: 'r,1; "a"' },
      { id: anId(2), issue: 1, release: 'r,2' },
      { id: anId(3), release: 'r\r\n3' },
    ]);
  });

  it('[PCK-24] names the line of what is wrong, also behind a cell of several lines', async () => {
    await expect(makeOf(`${anId(1)},1,"a\nb"\n${anId(2)},two`)).rejects.toThrow('ids.csv, line 3: two is no');
    await expect(makeOf(`${anId(1)},1,a,b`)).rejects.toThrow('ids.csv, line 1: a line is id,issue,release');
    await expect(makeOf(`${anId(1)}\n${anId(2)},1,"a`)).rejects.toThrow('line 2: a quote is opened here');
  });

  it('[PCK-24] has rows of cells, empty ones and empty rows apart', () => {
    expect(readRows('a, "b" ,\r\n\r\n,,\n5" x\tc', 'x')).toEqual([
      { line: 1, cells: ['a', 'b', ''] },
      { line: 4, cells: ['5" x', 'c'] },
    ]);
    expect(readRows('', 'x')).toEqual([]);
  });
});

describe('the size of a pack', () => {
  it('[PCK-2] [PCK-24] is what a pharmacy reads at most, to the byte', async () => {
    const pack = {
      facts: packFacts,
      entries: [{ id: anId(1) }],
      signWith: keys.supplier,
      to: keys.pharmacy,
    };
    const sizeWithin = async (most?: number): Promise<number> => {
      let bytes = 0;
      for await (const line of makePack(pack, most)) bytes += line.length + 1;
      return bytes;
    };
    const size = await sizeWithin();
    expect(await sizeWithin(size)).toBe(size);
    await expect(sizeWithin(size - 1)).rejects.toThrow('which every pharmacy refuses. Make several.');
  });

  it('[PCK-24] what was there stays when a pack is not made', async () => {
    writeFileSync(out(), 'the last one');
    await expect(makeOf('NOT-AN-ID1')).rejects.toThrow('no prescription ids');
    expect(readFileSync(out(), 'utf8')).toBe('the last one');
  });
});
