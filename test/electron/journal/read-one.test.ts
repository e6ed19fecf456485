import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolder, temporaryFolder } from '../../support/folder';
import { anEntry, opened } from '../../support/journal';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

describe('journal: one entry', () => {
  it('[JRN-1] comes with all of its bytes or with those that were asked for, and no others behind them', async () => {
    const journal = await opened(folder);
    const bytes = new TextEncoder().encode('{"a":1}{"b":2}');
    await journal.append([anEntry(1, { bytes }), anEntry(2)]);
    const read = async (seq: number, span?: { from: number; length: number }) => {
      const found = (await journal.readOne(seq, span))?.bytes;
      return found && [new TextDecoder().decode(found), found.buffer.byteLength === found.byteLength];
    };
    expect((await read(1))?.[0]).toBe('{"a":1}{"b":2}');
    expect(await read(1, { from: 7, length: 7 })).toEqual(['{"b":2}', true]);
    expect(await read(1, { from: 7, length: 99 })).toEqual(['{"b":2}', true]);
    expect(await read(1, { from: 99, length: 1 })).toEqual(['', true]);
    expect(await read(2, { from: 0, length: 1 })).toBeUndefined();
    expect(await journal.readOne(3, { from: 0, length: 1 })).toBeUndefined();
    await journal.close();
  });
});
