import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKept } from '../../electron/system/kept-code';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-kept-'));
  file = join(folder, 'program.cjs');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const scriptOf = (word: string): string =>
  `"use strict"; const { basename } = require('node:path');
   exports.say = () => ${JSON.stringify(word)} + ' from ' + basename(__filename);`;
const load = () => {
  const loaded = loadKept<{ say: () => string }>(file);
  return { ...loaded, said: loaded.exports.say() };
};

describe('the program’s compiled form', () => {
  it('[PRF-5] is kept beside it and used at the next start, to the same effect', async () => {
    writeFileSync(file, scriptOf('hello'));
    const first = load();
    expect(first).toMatchObject({ said: 'hello from program.cjs', wasKept: false });
    await first.keep();
    const second = load();
    expect(second).toMatchObject({ said: 'hello from program.cjs', wasKept: true });
    const before = readFileSync(`${file}.v8`);
    await second.keep();
    expect(readFileSync(`${file}.v8`).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['program.cjs', 'program.cjs.v8']);
  });

  it('[PRF-5] never stands for another text, not even one as long', async () => {
    writeFileSync(file, scriptOf('hello'));
    await load().keep();
    writeFileSync(file, scriptOf('adieu'));
    const other = load();
    expect(other).toMatchObject({ said: 'adieu from program.cjs', wasKept: false });
    await other.keep();
    expect(load()).toMatchObject({ said: 'adieu from program.cjs', wasKept: true });
  });

  it('[PRF-5] that is damaged, cut off or empty counts as none, and is made anew', async () => {
    writeFileSync(file, scriptOf('hello'));
    await load().keep();
    const whole = readFileSync(`${file}.v8`);
    const flipped = Buffer.from(whole);
    flipped[whole.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    for (const bytes of [flipped, whole.subarray(0, whole.length / 2), Buffer.alloc(0), Buffer.alloc(40)]) {
      writeFileSync(`${file}.v8`, bytes);
      const loaded = load();
      expect(loaded).toMatchObject({ said: 'hello from program.cjs', wasKept: false });
      await loaded.keep();
      expect(load().wasKept).toBe(true);
    }
  });

  it('[PRF-5] that cannot be written is done without', async () => {
    writeFileSync(file, scriptOf('hello'));
    const loaded = load();
    await rm(folder, { recursive: true });
    await loaded.keep();
    expect(loaded.said).toBe('hello from program.cjs');
  });
});
