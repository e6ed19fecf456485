import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, readText } from '../../renderer/tools/files-below';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const readAll = async (from: string): Promise<readonly string[]> => {
  const found = await filesBelow(from);
  const texts = await Promise.all(found.map(readText));
  return found.map(({ path }, n) => {
    const file = texts[n];
    const said = !file || 'unreadable' in file ? file?.unreadable : (file.text ?? 'no text');
    return `${relative(folder, path)}: ${said ?? ''}`;
  });
};

describe('conformance: files', () => {
  it('[FHIR-12] one that cannot be read stops none of the others', async () => {
    await writeFile(join(folder, 'b.json'), '{}');
    await mkdir(join(folder, 'deep.json'));
    await writeFile(join(folder, 'deep.json', 'UP.JSON'), '\uFEFF[]');
    await writeFile(join(folder, 'bytes.json'), Buffer.from([0xff, 0xfe]));
    await writeFile(join(folder, 'large.json'), 'x'.repeat(17 * 1024 * 1024 + 1));
    await writeFile(join(folder, 'notes.txt'), 'hello');
    await symlink(join(folder, 'nowhere'), join(folder, 'a.json'));
    await symlink(join(folder, 'b.json'), join(folder, 'link.json'));
    await symlink(folder, join(folder, 'loop.json'));
    expect(await readAll(folder)).toEqual([
      'a.json: The link leads nowhere.',
      'b.json: {}',
      'bytes.json: no text',
      'deep.json/UP.JSON: []',
      'large.json: The file is larger than any message from EPS, so it was not read.',
      'link.json: {}',
    ]);
  });

  it('[FHIR-12] a folder that is not there is said', async () => {
    expect(await readAll(join(folder, 'none'))).toEqual([
      'none: There is no such folder, or it cannot be read.',
    ]);
  });
});
