import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchema, saveSchema } from '../../electron/contract/files';
import { answeredDialogs, type FileDialogs } from '../../electron/files/dialogs';
import { openFiles, readBounded, saveFile, whyNotSaved } from '../../electron/files/files';
import { readOptions } from '../../electron/system/options';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const bytes = new TextEncoder().encode('a,b');
const aFile = { suggestedName: 'Holdfast desk', kind: 'csv', bytes } as const;
const answering = (path: string | undefined): FileDialogs => ({
  askFolder: async () => undefined,
  askSave: async () => path,
  askOpen: async () => (path === undefined ? undefined : [path]),
});

describe('saving', () => {
  it('[FIL-1] saves a whole file with the ending of its kind, and says where', async () => {
    const path = join(folder, 'mine.CSV');
    await writeFile(path, 'before');
    expect(await saveFile(answering(path), aFile)).toEqual({ kind: 'saved', folder, name: 'mine.CSV' });
    expect(await readFile(path, 'utf8')).toBe('a,b');
    expect(await saveFile(answering(join(folder, 'mine')), aFile)).toMatchObject({ name: 'mine.csv' });
    expect((await readdir(folder)).sort()).toEqual(['mine.CSV', 'mine.csv']);
  });

  it('[FIL-1] what cannot be written leaves nothing behind and says what to do', async () => {
    await mkdir(join(folder, 'taken.csv'));
    const refused = await saveFile(answering(join(folder, 'taken.csv')), aFile);
    expect(refused).toMatchObject({ kind: 'refused', sentence: 'The file was not saved.' });
    expect(await readdir(folder)).toEqual(['taken.csv']);
    expect(await saveFile(answering(join(folder, 'no', 'such', 'x.csv')), aFile)).toMatchObject({
      kind: 'refused',
    });
    expect(await saveFile(answering(undefined), aFile)).toEqual({ kind: 'cancelled' });
  });

  it('[FIL-1] a file that another program has open is told apart from a folder that is shut', () => {
    const why = (code: string, syscall: string) => whyNotSaved(Object.assign(new Error(), { code, syscall }));
    for (const code of ['EBUSY', 'EPERM', 'EACCES'])
      expect(why(code, 'rename').next).toBe('Close it there, or save under another name.');
    expect(why('EACCES', 'open').next).toBe('Choose another folder, such as Documents.');
    expect(why('ENOSPC', 'write').next).toBe('Make room, or choose another disk.');
  });

  it('[FIL-4] a suggested name holds no path, no NHS number and no prescription id', () => {
    const ok = (suggestedName: string) => saveSchema.safeParse({ ...aFile, suggestedName }).success;
    expect(ok('Holdfast outage report 2026-11-24.pdf')).toBe(true);
    for (const name of ['../x', 'a/b', '', '.x', 'x 9434765919', 'token 24F5DA-A83008-7EFE6Z', 'a\u0000'])
      expect(ok(name), name).toBe(false);
  });
});

describe('opening', () => {
  it('[FIL-2] reads up to the bound, and neither folders, devices nor what grows', async () => {
    const path = join(folder, 'list.csv');
    await writeFile(path, 'x'.repeat(100));
    expect(await readBounded(path, 100)).toMatchObject({ kind: 'read', file: { name: 'list.csv' } });
    expect(await readBounded(path, 99)).toMatchObject({ kind: 'left' });
    expect(await readBounded(folder, 99)).toMatchObject({ kind: 'left' });
    await symlink('/dev/zero', join(folder, 'endless.csv'));
    expect(await readBounded(join(folder, 'endless.csv'), 99)).toMatchObject({ kind: 'left' });
    expect(await readBounded(join(folder, 'gone.csv'), 99)).toMatchObject({ kind: 'left' });
  });

  it('[FIL-3] names each file that was not read and reads the rest', async () => {
    await writeFile(join(folder, 'a.csv'), 'a');
    await mkdir(join(folder, 'b.csv'));
    await writeFile(join(folder, 'c.txt'), 'c');
    const reply = await openFiles(answeredDialogs(undefined, folder), ['csv', 'text'], true);
    if (reply.kind !== 'opened') throw new Error(reply.kind);
    expect(reply.files.map(({ name }) => name)).toEqual(['a.csv', 'c.txt']);
    expect(reply.leftOut).toEqual([{ name: 'b.csv', sentence: 'It is not a file.' }]);
    expect(await openFiles(answering(undefined), ['csv'], false)).toEqual({ kind: 'cancelled' });
    expect(openSchema.safeParse({ kinds: ['exe'], multiple: false }).success).toBe(false);
  });

  it('[FIL-5] answers of a test are options of their own, absent unless given', () => {
    expect(readOptions([])).toMatchObject({ answerSave: undefined, answerOpen: undefined });
    expect(readOptions([`--answer-save=${folder}`])).toMatchObject({ answerSave: folder });
  });
});
