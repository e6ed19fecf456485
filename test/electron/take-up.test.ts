import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../electron/files/back-up';
import { answeredDialogs } from '../../electron/files/dialogs';
import { readPutBack } from '../../electron/files/put-back';
import { takeUp } from '../../electron/files/take-up';
import { takeUpChosen } from '../../electron/system/chooser';
import { readOptions } from '../../electron/system/options';
import { openProfile } from '../../electron/system/profile';
import { anEntry, opened, readAllEntries } from '../support/journal';

const now = Date.UTC(2026, 10, 28, 10, 42);
let place: string;
let profile: string;
/** A backup, in a folder of its own. */
let copy: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'holdfast-take-up-'));
  profile = join(place, 'profile');
  await openProfile(profile, 'training');
  await writeFile(join(profile, 'keys.json'), 'keys');
  const journal = await opened(join(profile, 'journal'));
  for (let n = 1; n <= 20; n += 1) await journal.append([anEntry(n)]);
  const stick = join(place, 'stick');
  await mkdir(stick);
  const made = await backUp({ profile, journal, dialogs: answeredDialogs(stick, undefined), now });
  if (made.kind !== 'saved') throw new Error(made.kind);
  copy = made.folder;
  await journal.close();
});
afterEach(() => rm(place, { recursive: true, force: true }));

const here = (): string => join(place, 'new computer', 'training');
const take = (chosen: string) =>
  takeUp({ chosen, kindOf: async () => 'training', placeFor: () => ({ folder: here() }) });

describe('taking a copy up', () => {
  it('[FIL-8] makes a profile of it that opens as one that was put back, and leaves the copy as it is', async () => {
    const before = await readdir(join(copy, 'journal'));
    expect(await take(copy)).toEqual({ kind: 'taken', as: 'training', folder: here() });
    expect(await readdir(join(copy, 'journal'))).toEqual(before);
    expect(await openProfile(here(), undefined)).toMatchObject({ kind: 'ok', created: false });
    expect(await readFile(join(here(), 'keys.json'), 'utf8')).toBe('keys');
    expect((await readPutBack(here())).marked).toEqual({ at: now, lastSeq: 20 });
    const journal = await opened(join(here(), 'journal'), { lastOfCopy: 20 });
    expect(await readAllEntries(journal)).toHaveLength(20);
    await journal.close();
  });

  it('[FIL-8] finds the one copy in the folder that was chosen, and asks where there are more', async () => {
    await cp(copy, `${copy} again`, { recursive: true });
    expect(await take(join(place, 'stick'))).toMatchObject({
      kind: 'refused',
      sentence: 'There are 2 copies in that folder.',
    });
    await rm(`${copy} again`, { recursive: true });
    expect(await take(join(place, 'stick'))).toMatchObject({ kind: 'taken' });
  });

  it('[FIL-8] [FIL-7] a profile’s own folder counts as a copy of when it was written to last', async () => {
    expect(await take(profile)).toMatchObject({ kind: 'taken' });
    const { marked } = await readPutBack(here());
    expect(marked?.lastSeq).toBe(0);
    expect(marked?.at).toBeGreaterThan(0);
  });

  it('[FIL-8] replaces nothing that is there', async () => {
    await openProfile(here(), 'training');
    const before = await readFile(join(here(), 'profile.json'), 'utf8');
    expect(await take(copy)).toMatchObject({
      kind: 'refused',
      sentence: 'There is a training profile on this computer already, and it is not replaced.',
    });
    expect(await readFile(join(here(), 'profile.json'), 'utf8')).toBe(before);
    expect(await readdir(here())).toEqual(['profile.json']);
  });

  it('[FIL-8] what is interrupted is no profile, and is done anew', async () => {
    await rm(join(copy, 'keys.json'));
    expect(await take(copy)).toMatchObject({ kind: 'refused' });
    expect(await readdir(here())).not.toContain('profile.json');
    await writeFile(join(copy, 'keys.json'), 'keys');
    expect(await readdir(here())).toEqual(['journal (not finished)']);
    expect(await take(copy)).toMatchObject({ kind: 'taken' });
    expect((await readdir(here())).sort()).toEqual(['journal', 'keys.json', 'profile.json']);
  });

  it('[FIL-8] says of a folder without one, and of one that is gone, what to choose', async () => {
    await mkdir(join(place, 'empty'));
    expect(await take(join(place, 'empty'))).toMatchObject({
      sentence: 'There is no backup and no second copy of Holdfast in that folder.',
    });
    expect(await take(join(place, 'gone'))).toMatchObject({ kind: 'refused' });
  });

  it('[FIL-8] from the choice of kinds: of its own kind, in that kind’s place, where this runtime opens it', async () => {
    const options = readOptions(['--choose', `--profile=${here()}`], false);
    const runtime = { version: '25.1.1', older: true };
    const chosen = (folder: string | undefined) =>
      takeUpChosen(answeredDialogs(folder, undefined), options, runtime);
    expect(await chosen(undefined)).toEqual({ kind: 'cancelled' });
    const live = join(place, 'live');
    await openProfile(live, 'live');
    await mkdir(join(live, 'journal'));
    const refused = await chosen(live);
    expect(refused.kind === 'refused' ? refused.next : '').toContain('the right runtime');
    await writeFile(join(live, 'profile.json'), '{');
    expect(await chosen(live)).toMatchObject({
      sentence: 'The profile in that folder cannot be read by this Holdfast.',
    });
    expect(await chosen(copy)).toEqual({ kind: 'taken', as: 'training', folder: here() });
  });
});
