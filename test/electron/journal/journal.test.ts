import { randomBytes } from 'node:crypto';
import { cp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from '../../../electron/journal/disk';
import { salvageJournal } from '../../../electron/journal/salvage';
import { anEntry, editFile, open, opened, readAllEntries, testKey } from '../../support/journal';
import { removeFolder, temporaryFolder } from '../../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

const first = () => join(folder, '000001.journal');

const write = async (count: number): Promise<void> => {
  const journal = await opened(folder);
  for (let n = 1; n <= count; n += 1) await journal.append([anEntry(n)]);
  await journal.close();
};

describe('journal: what is written is read', () => {
  it('[JRN-1] numbers entries from 1 in the order of the calls and reads them back', async () => {
    const journal = await opened(folder);
    const replies = await Promise.all([1, 2, 3].map((n) => journal.append([anEntry(n)])));
    expect(replies.map((reply) => reply.kind === 'appended' && reply.firstSeq)).toEqual([1, 2, 3]);
    await journal.close();
    const again = await opened(folder);
    const entries = await readAllEntries(again);
    expect(entries.map((entry) => [entry.seq, entry.subject, entry.terminal])).toEqual([
      [1, 'subject 1', 'T1'],
      [2, 'subject 2', 'T1'],
      [3, 'subject 3', 'T1'],
    ]);
    await again.close();
  });

  it('[JRN-1] appends made together share one sync, and none resolves before it', async () => {
    let syncs = 0;
    const disk: Disk = {
      ...realDisk,
      openAppend: async (path) => {
        const file = await realDisk.openAppend(path);
        return { ...file, sync: () => ((syncs += 1), file.sync()) };
      },
    };
    const journal = await opened(folder, { disk });
    await Promise.all(Array.from({ length: 100 }, (_, n) => journal.append([anEntry(n)])));
    expect(syncs).toBe(1);
    await journal.close();
  });

  it('[JRN-1] any data and bytes come back as they went in, across files', async () => {
    const entry = fc.record({
      data: fc.jsonValue(),
      subject: fc.string({ maxLength: 300 }),
      bytes: fc.option(fc.uint8Array({ minLength: 1, maxLength: 400 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        async (batches) => {
          const place = join(folder, `p${Math.random()}`);
          const journal = await opened(place, { segmentBytes: 2_000 });
          const written = batches.flat().map(({ data, subject, bytes }) => ({
            data: JSON.parse(JSON.stringify(data)) as unknown,
            subject,
            bytes,
          }));
          for (const batch of batches)
            await journal.append(
              batch.map(({ bytes, ...rest }) => anEntry(1, bytes ? { ...rest, bytes } : rest)),
            );
          const live = await readAllEntries(journal);
          await journal.close();
          const reopened = await opened(place, { segmentBytes: 2_000 });
          const entries = await readAllEntries(reopened);
          await reopened.close();
          const shown = (all: typeof entries) =>
            all.map(({ data, subject, bytes }) => ({ data, subject, bytes }));
          expect(shown(entries)).toEqual(written);
          expect(shown(live)).toEqual(written);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('[JRN-6] nothing readable is on the disk', async () => {
    const journal = await opened(folder);
    await journal.append([anEntry(1, { bytes: new TextEncoder().encode('OKAFOR, Chidi 9434765919') })]);
    await journal.close();
    const bytes = (await readFile(first())).toString('latin1');
    for (const planted of ['OKAFOR', '9434765919', 'Amoxicillin', 'Priya', 'subject'])
      expect(bytes.includes(planted)).toBe(false);
  });
});

describe('journal: a cut or a flipped bit', () => {
  it('[JRN-4] cut at every byte of its last three records: whole entries stay, the rest is reported', async () => {
    await write(5);
    const bytes = await readFile(first());
    const journal = await opened(folder);
    const ends: number[] = [];
    await journal.close();
    const { offsets } = await import('../../../electron/journal/scan').then(async ({ scanSegment }) => {
      const { readSegmentHeader } = await import('../../../electron/journal/format');
      const header = readSegmentHeader(bytes, testKey);
      if (header.kind !== 'ok') throw new Error('header');
      return scanSegment(bytes, header.header, testKey);
    });
    for (let i = 0; i < 5; i += 1) ends.push(offsets[i + 1] ?? bytes.length);
    const from = offsets[2] ?? 0;
    for (let cut = from; cut < bytes.length; cut += 1) {
      await writeFile(first(), bytes.subarray(0, cut));
      const result = await open(folder);
      if (result.kind !== 'open') throw new Error(`cut at ${cut}: ${result.kind}`);
      const whole = ends.filter((end) => end <= cut).length;
      expect((await result.journal.status()).lastSeq).toBe(whole);
      expect(result.notices.length).toBe(cut === ends[whole - 1] ? 0 : 1);
      const next = await result.journal.append([anEntry(99)]);
      expect(next).toEqual({ kind: 'appended', firstSeq: whole + 1, lastSeq: whole + 1 });
      await result.journal.close();
    }
  });

  it('[JRN-4] zeros where the end of the last write should be are an unfinished write', async () => {
    await write(3);
    await editFile(first(), (bytes) => Buffer.concat([bytes, Buffer.alloc(4096)]));
    const result = await open(folder);
    expect(result.kind === 'open' && result.notices.length).toBe(1);
    if (result.kind === 'open') {
      expect((await result.journal.status()).lastSeq).toBe(3);
      await result.journal.close();
    }
  });

  it('[JRN-4] zeros from any place in the last write on are an unfinished write', async () => {
    await write(2);
    const confirmed = (await readFile(first())).length;
    await write(3);
    const whole = await readFile(first());
    for (let from = confirmed; from < whole.length; from += 1) {
      const zeros = Buffer.alloc(whole.length - from + 512);
      await writeFile(first(), Buffer.concat([whole.subarray(0, from), zeros]));
      const result = await open(folder);
      if (result.kind !== 'open') throw new Error(`zeros from byte ${from}: ${result.kind}`);
      const { lastSeq } = await result.journal.status();
      await result.journal.close();
      expect(lastSeq).toBeGreaterThanOrEqual(2);
    }
  });

  it('[JRN-3] any flipped bit stops the opening and changes nothing', async () => {
    await write(3);
    const bytes = await readFile(first());
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(first(), flipped);
      const result = await open(folder);
      expect(['damaged', 'wrong-key', 'newer-format'], `byte ${at}`).toContain(result.kind);
      expect((await readFile(first())).equals(flipped)).toBe(true);
    }
  });

  it('[JRN-2] an entry taken out of the middle breaks the chain', async () => {
    await write(4);
    const { scanSegment } = await import('../../../electron/journal/scan');
    const { readSegmentHeader } = await import('../../../electron/journal/format');
    const bytes = await readFile(first());
    const header = readSegmentHeader(bytes, testKey);
    if (header.kind !== 'ok') throw new Error('header');
    const { offsets } = scanSegment(bytes, header.header, testKey);
    await writeFile(first(), Buffer.concat([bytes.subarray(0, offsets[1]), bytes.subarray(offsets[2])]));
    expect((await open(folder)).kind).toBe('damaged');
  });

  it('[JRN-5] a batch that is cut anywhere is gone as a whole', async () => {
    const journal = await opened(folder);
    await journal.append([anEntry(1)]);
    const before = (await readFile(first())).length;
    await journal.append([anEntry(2), anEntry(3), anEntry(4)]);
    await journal.close();
    const bytes = await readFile(first());
    for (let cut = before; cut < bytes.length; cut += 13) {
      await writeFile(first(), bytes.subarray(0, cut));
      const again = await opened(folder);
      expect((await again.status()).lastSeq).toBe(1);
      await again.close();
    }
  });

  it('[JRN-3] a damaged or missing file among several is found, with or without its index', async () => {
    const journal = await opened(folder, { segmentBytes: 500 });
    for (let n = 1; n <= 12; n += 1) await journal.append([anEntry(n)]);
    await journal.close();
    expect((await readdir(folder)).filter((name) => name.endsWith('.index')).length).toBeGreaterThan(2);
    await editFile(join(folder, '000002.journal'), (bytes) => bytes.subarray(0, bytes.length - 1));
    const result = await open(folder, { segmentBytes: 500 });
    expect(result.kind === 'damaged' && result.file).toBe('000002.journal');
  });
});

describe('journal: keys, versions, locks', () => {
  it('[JRN-6] a wrong key is told from damage', async () => {
    await write(1);
    expect((await open(folder, { key: new Uint8Array(32).fill(8) })).kind).toBe('wrong-key');
  });

  it('[JRN-9] a second opening is refused while the first lasts', async () => {
    const journal = await opened(folder);
    expect(await open(folder)).toEqual({ kind: 'in-use', copy: false });
    await journal.close();
    await (await opened(folder)).close();
  });

  it('[JRN-9] also by another way to the same folder', async () => {
    const journal = await opened(join(folder, 'journal'));
    await symlink(join(folder, 'journal'), join(folder, 'way'), 'junction');
    expect(await open(join(folder, 'way'))).toEqual({ kind: 'in-use', copy: false });
    await journal.close();
  });

  it('[JRN-9] and that of a copy, until the first is closed', async () => {
    const [place, copy] = [join(folder, 'journal'), join(folder, 'copy')];
    const options = { oneCopy: true, key: new Uint8Array(randomBytes(32)) };
    await (await opened(place, options)).close();
    await cp(place, copy, { recursive: true });
    const first = await opened(place, options);
    expect(await open(copy, options)).toEqual({ kind: 'in-use', copy: true });
    await first.close();
    const second = await opened(copy, options);
    expect(await open(place, options)).toEqual({ kind: 'in-use', copy: true });
    await second.close();
  });

  it('[JRN-11] a newer format is not opened', async () => {
    await write(1);
    const { sha256 } = await import('../../../electron/journal/format');
    await editFile(first(), (bytes) => {
      const out = Buffer.from(bytes);
      out.writeUInt32LE(2, 8);
      sha256(out.subarray(0, 88)).subarray(0, 8).copy(out, 88);
      return out;
    });
    expect(await open(folder)).toEqual({ kind: 'newer-format', version: 2 });
  });

  it('[JRN-10] salvage keeps every entry up to the damage, and the damaged folder', async () => {
    await write(6);
    await editFile(first(), (bytes) => {
      const out = Buffer.from(bytes);
      const at = Math.floor(out.length * 0.6);
      out[at] = (out[at] ?? 0) ^ 1;
      return out;
    });
    expect((await open(folder)).kind).toBe('damaged');
    const kept = `${folder}-damaged`;
    const salvaged = await salvageJournal(realDisk, folder, testKey, kept);
    const journal = await opened(folder);
    expect(salvaged).toBeGreaterThan(0);
    expect((await readAllEntries(journal)).length).toBe(salvaged);
    await journal.close();
    expect(await readdir(kept)).toContain('000001.journal');
    await removeFolder(kept);
  });
});
