import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../electron/contract/journal-entry';
import { realDisk } from '../../../electron/journal/disk';
import type { JournalOptions } from '../../../electron/journal/open-journal';
import { salvageJournal } from '../../../electron/journal/salvage';
import { removeFolder, temporaryFolder } from '../../support/folder';
import { harm, harms, type Harm } from '../../support/harm';
import { anEntry, open, opened, readAllEntries, testKey } from '../../support/journal';

const small = { segmentBytes: 900 };
let place: string;
/** Journals whose files may get into ours: another profile's, and a copy of ours that went its own way. */
let others: readonly string[];
const written = new Map<string, readonly JournalEntry[]>();

const headOf = (folder: string): string => `${folder}.head`;

const write = async (name: string, batches: number, options: Partial<JournalOptions>): Promise<string> => {
  const folder = join(place, name);
  const journal = await opened(folder, { ...options, headFile: headOf(folder) });
  for (let n = 1; n <= batches; n += 1)
    await journal.append(Array.from({ length: 1 + (n % 3) }, (_, i) => anEntry(n * 10 + i)));
  written.set(folder, await readAllEntries(journal));
  await journal.close();
  return folder;
};

beforeAll(async () => {
  place = await temporaryFolder();
  const long = await write('long', 8, small);
  const foreign = await write('foreign', 12, { ...small, key: new Uint8Array(32).fill(8) });
  const copied = join(place, 'copied');
  await cp(long, copied, { recursive: true });
  const wentOn = await opened(copied, small);
  for (let n = 1; n <= 6; n += 1) await wentOn.append([anEntry(900 + n)]);
  written.set(copied, await readAllEntries(wentOn));
  await wentOn.close();
  await write('long', 4, small);
  const short = await write('short', 5, {});
  others = [foreign, copied, short, long];
});
afterAll(() => removeFolder(place));

let runs = 0;
/** Does harm to a copy of a journal, opens it, reads it through, and answers with what became of it. */
const openHarmed = async (of: string, done: readonly Harm[]) => {
  const folder = join(place, `run-${(runs += 1)}`);
  await cp(of, folder, { recursive: true });
  await cp(headOf(of), headOf(folder));
  for (const one of done) if ((await readdir(folder)).length > 0) await harm(folder, others, one);
  const result = await open(folder, { ...small, headFile: headOf(folder) });
  if (result.kind !== 'open') return { kind: 'refused' as const, folder, result };
  const { journal, notices } = result;
  const entries = await readAllEntries(journal).catch(() => undefined);
  const verified = await journal.verify();
  await journal.close();
  await removeFolder(folder);
  return { kind: 'open' as const, entries, notices, verified };
};

const bytesIn = async (folder: string): Promise<readonly (readonly [string, Buffer])[]> => {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
};

const cutToNothing = { kind: 'cut', file: 0, at: 0 } as const;

describe('journal: whatever becomes of its files', () => {
  for (const name of ['long', 'short'])
    it(`[JRN-3] [JRN-12] a journal opens with all that it held when it was closed, else it is refused (${name})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(harms, { minLength: 1, maxLength: 2 }), async (done) => {
          const folder = join(place, name);
          const all = written.get(folder) ?? [];
          const after = await openHarmed(folder, done);
          if (after.kind === 'refused') return;
          if (after.verified.kind === 'damaged') {
            // Until it was found nothing else than what was written was read.
            for (const entry of after.entries ?? []) expect(all).toContainEqual(entry);
            return;
          }
          expect(after.verified.kind).toBe('whole');
          expect(after.entries).toEqual(all);
        }),
        // Cut to nothing, and harmed once more.
        { numRuns: 150, examples: [[[cutToNothing, { kind: 'zero', file: 0, at: 0, length: 0 }]]] },
      );
    });

  it('[JRN-10] what is saved of one that was refused is what was written, in its order, and all of it is kept', async () => {
    // A copy that went its own way has our keys: its entries may be in the place of ours.
    const known = [...written.values()].flat().map((entry) => JSON.stringify(entry));
    await fc.assert(
      fc.asyncProperty(fc.array(harms, { minLength: 1, maxLength: 2 }), async (done) => {
        const after = await openHarmed(join(place, 'long'), done);
        if (after.kind !== 'refused' || !['damaged', 'shorter'].includes(after.result.kind)) return;
        const { folder } = after;
        const before = await bytesIn(folder);
        const saved = await salvageJournal(realDisk, folder, testKey, `${folder}-kept`);
        expect(await bytesIn(`${folder}-kept`)).toEqual(before);
        const journal = await opened(folder, { ...small, headFile: headOf(folder), lastOfCopy: saved });
        const entries = await readAllEntries(journal);
        expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: saved }, (_, i) => i + 1));
        for (const entry of entries) expect(known).toContain(JSON.stringify(entry));
        await journal.close();
        await (await opened(folder, { ...small, headFile: headOf(folder) })).close();
        await removeFolder(folder);
        await removeFolder(`${folder}-kept`);
      }),
      { numRuns: 40 },
    );
  });
});
