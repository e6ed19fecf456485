import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveOver } from '../../../electron/journal/move';
import { removeFolder, temporaryFolder } from '../../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

/** A computer on which moving fails `times` times, and what was waited for. */
const computer = (platform: NodeJS.Platform, code: string, times: number) => {
  const waits: number[] = [];
  let tries = 0;
  return {
    waits,
    tries: () => tries,
    is: {
      platform,
      rename: () => {
        tries += 1;
        return tries > times ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
      },
      wait: (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
  };
};

describe('moving a file into its place', () => {
  it('[JRN-14] replaces what is there', async () => {
    const [from, to] = [join(folder, 'new'), join(folder, 'old')];
    await writeFile(from, 'new');
    await writeFile(to, 'old');
    await moveOver(from, to);
    expect(await readFile(to, 'utf8')).toBe('new');
    await expect(moveOver(from, to)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('[JRN-14] on Windows it waits, longer each time, until nobody holds the file', async () => {
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      const windows = computer('win32', code, 4);
      await moveOver('a', 'b', windows.is);
      expect(windows.waits).toEqual([10, 20, 40, 80]);
    }
  });

  it('[JRN-14] it gives up after ten seconds with what Windows said', async () => {
    const windows = computer('win32', 'EBUSY', Infinity);
    await expect(moveOver('a', 'b', windows.is)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(windows.waits.reduce((sum, ms) => sum + ms, 0)).toBe(10_230);
  });

  it('[JRN-14] another failure, or another system, is not waited for', async () => {
    for (const one of [computer('win32', 'ENOSPC', 1), computer('linux', 'EPERM', 1)]) {
      await expect(moveOver('a', 'b', one.is)).rejects.toThrow();
      expect(one.tries()).toBe(1);
    }
  });
});
