import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from '../../../electron/journal/disk';
import { removeFolder, temporaryFolder } from '../../support/folder';
import { anEntry, opened, readAllEntries } from '../../support/journal';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

describe('journal: an attempt at a message and its recall', () => {
  const subject = 'message|1';
  const attempt = { kind: 'attempt', subject } as const;
  const recall = (after: number) => ({ kind: 'recall', after, subjects: [subject] }) as const;
  const kinds = async (...replies: readonly Promise<{ readonly kind: string }>[]) =>
    (await Promise.all(replies)).map(({ kind }) => kind);

  it('[JRN-15] whichever is asked for first is written, the other is not', async () => {
    const journal = await opened(folder);
    await journal.append([anEntry(1)]);
    expect(
      await kinds(journal.append([anEntry(2)], attempt), journal.append([anEntry(3)], recall(1))),
    ).toEqual(['appended', 'overtaken']);
    expect(await kinds(journal.append([anEntry(3)], recall(1)))).toEqual(['overtaken']);
    expect(
      await kinds(journal.append([anEntry(3)], recall(2)), journal.append([anEntry(4)], attempt)),
    ).toEqual(['appended', 'overtaken']);
    const other = { kind: 'attempt', subject: 'message|2' } as const;
    expect(await kinds(journal.append([anEntry(4)], attempt), journal.append([anEntry(4)], other))).toEqual([
      'overtaken',
      'appended',
    ]);
    expect((await readAllEntries(journal)).map((entry) => entry.subject)).toEqual(
      [1, 2, 3, 4].map((n) => `subject ${n}`),
    );
    await journal.close();
  });

  it('[JRN-15] anything at all that is being written and was not read stands against a recall', async () => {
    const journal = await opened(folder);
    expect(await kinds(journal.append([anEntry(1)]), journal.append([anEntry(2)], recall(0)))).toEqual([
      'appended',
      'overtaken',
    ]);
    await journal.close();
  });

  it('[JRN-15] a recall that the disk did not take lets the message go', async () => {
    const disk: Disk = {
      ...realDisk,
      openAppend: async (path) => {
        const file = await realDisk.openAppend(path);
        let full = true;
        return {
          ...file,
          write: (...args) => {
            if (!full) return file.write(...args);
            full = false;
            return Promise.reject(new Error('ENOSPC'));
          },
        };
      },
    };
    const journal = await opened(folder, { disk });
    expect(await kinds(journal.append([anEntry(1)], recall(0)))).toEqual(['refused']);
    expect(await kinds(journal.append([anEntry(1)], attempt))).toEqual(['appended']);
    await journal.close();
  });
});
