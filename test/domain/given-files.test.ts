import { describe, expect, it } from 'vitest';
import { takeFiles, type Dropped } from '../../renderer/app/take-files';
import { planGiven, whyNotTaken, type GivenFile } from '../../renderer/domain/recovery/given-files';

const limits = { each: 100, together: 150, count: 3 };
const of = (name: string, size = 10, folder = false): GivenFile => ({ name, size, folder });
const saysOf = (files: readonly GivenFile[]): readonly string[] =>
  planGiven(files, limits).map((plan) => (plan.kind === 'left' ? plan.sentence : plan.kind));

type Paper = Dropped<Pick<File, 'name' | 'size' | 'arrayBuffer'>>;
const paper = (name: string, bytes?: ArrayBuffer, folder = false): Paper => ({
  file: {
    name,
    size: bytes?.byteLength ?? 1,
    arrayBuffer: () => (bytes ? Promise.resolve(bytes) : Promise.reject(new Error('gone'))),
  },
  folder,
});
const bytes = new TextEncoder().encode('24F5DA').buffer;
const take = (dropped: readonly Paper[], whyNoPack?: string) =>
  takeFiles(dropped, { limits, dropPack: () => Promise.resolve(whyNoPack) });

describe('files that are given together', () => {
  it('[LST-9] a folder, and what is larger or more than is read at once, is left with its reason', () => {
    expect(saysOf([of('a', 10, true), of('b', 101), of('c', 100), of('d', 51), of('e', 50)])).toEqual([
      whyNotTaken.folder,
      whyNotTaken.tooLarge(101, 100),
      'list',
      whyNotTaken.notNow(150),
      'list',
    ]);
    expect(saysOf(['a', 'b', 'c', 'd'].map((name) => of(name)))).toEqual([
      'list',
      'list',
      'list',
      whyNotTaken.tooMany(3),
    ]);
  });

  it('[LST-9] packs are copied piece by piece, so they take nothing of that room', () => {
    expect(saysOf([of('A.EPSPACK', 9_000), of('b.epspack', 9_000), of('c', 100)])).toEqual([
      'pack',
      'pack',
      'list',
    ]);
    expect(saysOf([of('a.epspack', 10, true)])).toEqual([whyNotTaken.folder]);
  });

  it('[LST-9] one that cannot be read is named, and the others are taken', async () => {
    const taken = await take([paper('gone.csv'), paper('good.csv', bytes), paper('p.epspack', bytes)]);
    expect(taken.leftOut).toEqual([{ name: 'gone.csv', sentence: whyNotTaken.unreadable }]);
    expect(taken.lists).toEqual([{ name: 'good.csv', bytes: new Uint8Array(bytes) }]);
    expect(taken.packs).toBe(1);
  });

  it('[LST-9] a pack that main did not take is named with what main says', async () => {
    const taken = await take(
      [paper('p.epspack', bytes), paper('folder', bytes, true)],
      'It did not come whole.',
    );
    expect(taken).toEqual({
      lists: [],
      packs: 0,
      leftOut: [
        { name: 'p.epspack', sentence: 'It did not come whole.' },
        { name: 'folder', sentence: whyNotTaken.folder },
      ],
    });
  });
});
