import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takesFiles } from '../../electron/system/takes-files';
import { removeFolder, temporaryFolder } from '../support/folder';

it('[PRF-8] whether a folder takes files is tried, and leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const missing = join(folder, 'window');
  expect(takesFiles(missing)).toBe(true);
  expect(await readdir(missing)).toEqual([]);
  await writeFile(join(folder, 'file'), '');
  expect(takesFiles(join(folder, 'file', 'window'))).toBe(false);
  await removeFolder(folder);
});
