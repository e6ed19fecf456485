import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, readLastBackUp } from '../../electron/files/back-up';
import { answeredDialogs } from '../../electron/files/dialogs';
import { openJournal } from '../../electron/journal/open-journal';
import { deriveKeys } from '../../electron/keys/derive';
import { openKeys } from '../../electron/keys/key-store';
import { openProfile } from '../../electron/system/profile';
import { anEntry, readAllEntries } from '../support/journal';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'holdfast-back-up-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const openAt = async (folder: string) => {
  const profile = await openProfile(folder, 'training');
  const keys = await openKeys(folder, true, undefined);
  if (profile.kind !== 'ok' || keys.kind !== 'open') throw new Error('no profile');
  const { journal: key } = deriveKeys(keys.dataKey);
  const opened = await openJournal({
    folder: join(folder, 'journal'),
    key,
    terminal: 'T1',
    segmentBytes: 1_000,
  });
  if (opened.kind !== 'open') throw new Error(opened.kind);
  return opened.journal;
};

const now = Date.UTC(2026, 10, 25, 10, 42);

describe('backup', () => {
  it('[FIL-6] opens elsewhere with every entry confirmed by then, while writing goes on', async () => {
    const profile = join(place, 'profile');
    const journal = await openAt(profile);
    for (let n = 1; n <= 20; n += 1) await journal.append([anEntry(n)]);
    const copying = backUp({ profile, journal, dialogs: answeredDialogs(place, undefined), now });
    const writing = Array.from({ length: 20 }, (_, n) => journal.append([anEntry(100 + n)]));
    const reply = await copying;
    await Promise.all(writing);
    if (reply.kind !== 'saved') throw new Error(reply.kind);
    expect(reply.lastSeq).toBeGreaterThanOrEqual(20);
    expect(await readLastBackUp(profile)).toEqual({ at: now, lastSeq: reply.lastSeq });
    await journal.close();
    const copy = await openAt(reply.folder);
    const entries = await readAllEntries(copy);
    expect(entries).toHaveLength(reply.lastSeq);
    expect(entries[19]?.subject).toBe('subject 20');
    await copy.close();
    const original = await readFile(join(profile, 'keys.json'), 'utf8');
    expect(await readFile(join(reply.folder, 'keys.json'), 'utf8')).toBe(original);
  });

  it('[FIL-6] holds the pack key and the secrets of a connection, which nobody could make again', async () => {
    const profile = join(place, 'profile');
    const journal = await openAt(profile);
    await journal.append([anEntry(1)]);
    const secrets = ['pack-key.json', 'identity.sealed'];
    for (const name of secrets) await writeFile(join(profile, name), `sealed ${name}`);
    const reply = await backUp({ profile, journal, dialogs: answeredDialogs(place, undefined), now });
    if (reply.kind !== 'saved') throw new Error(reply.kind);
    for (const name of secrets)
      expect(await readFile(join(reply.folder, name), 'utf8')).toBe(`sealed ${name}`);
    await journal.close();
  });

  it('[FIL-6] what cannot be finished leaves nothing that looks like a backup', async () => {
    const profile = join(place, 'profile');
    const journal = await openAt(profile);
    await journal.append([anEntry(1)]);
    await rm(join(profile, 'keys.json'));
    const dialogs = answeredDialogs(place, undefined);
    expect((await backUp({ profile, journal, dialogs, now })).kind).toBe('refused');
    expect((await readdir(place)).filter((name) => name.startsWith('Holdfast backup'))).toEqual([]);
    expect(await readLastBackUp(profile)).toBeUndefined();
    const nobody = answeredDialogs(undefined, undefined);
    expect((await backUp({ profile, journal, dialogs: nobody, now })).kind).toBe('cancelled');
    await journal.close();
  });

  it('[FIL-6] a folder that is gone by then, as of a disk that was pulled out, is refused and not made', async () => {
    const profile = join(place, 'profile');
    const journal = await openAt(profile);
    const gone = answeredDialogs(join(place, 'gone'), undefined);
    expect(await backUp({ profile, journal, dialogs: gone, now })).toMatchObject({ kind: 'refused' });
    expect(await readdir(place)).toEqual(['profile']);
    await journal.close();
  });
});
