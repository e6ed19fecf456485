import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProfileInfo, ProfileKind } from '../../electron/contract/channels';
import { backUp } from '../../electron/files/back-up';
import { readPutBack } from '../../electron/files/put-back';
import { answeredDialogs } from '../../electron/files/dialogs';
import type { Journal } from '../../electron/journal/journal';
import { openProfile } from '../../electron/system/profile';
import { Start } from '../../electron/system/start';
import { removeFolder, temporaryFolder } from '../support/folder';
import { editFile } from '../support/journal';

let folder: string;
const journals: Journal[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.close();
  await removeFolder(folder);
});

const aStart = async (kind: ProfileKind = 'training', clock = { at: 0 }): Promise<Start> => {
  const opened = await openProfile(folder, kind);
  if (opened.kind !== 'ok') throw new Error(opened.kind);
  const info: ProfileInfo = {
    kind,
    folder,
    appVersion: '0',
    runtime: { version: '45', older: false },
    terminal: 'T',
    loopback: false,
    drill: '',
  };
  return new Start({
    profile: opened.profile,
    info,
    keychain: undefined,
    now: () => clock.at,
    onOpen: async ({ journal }) => {
      journals.push(journal);
      return [];
    },
    onOtherJournal: async () => {
      others += 1;
    },
  });
};
let others = 0;
const closeAll = async () => {
  for (const journal of journals.splice(0)) await journal.close();
};

describe('profiles', () => {
  it('[PRF-1] a profile is made once and keeps its kind for ever', async () => {
    expect(await openProfile(folder, undefined)).toMatchObject({
      kind: 'ok',
      created: true,
      profile: { kind: 'training' },
    });
    expect(await openProfile(folder, 'training')).toMatchObject({ kind: 'ok', created: false });
    expect(await openProfile(folder, 'live')).toEqual({ kind: 'other-kind', is: 'training' });
  });

  it('[PRF-2] a damaged, newer or missing profile beside a journal is never replaced', async () => {
    for (const [text, kind] of [
      ['{"v":1', 'damaged'],
      ['{"v":1,"kind":"holiday"}', 'damaged'],
      ['{"v":2}', 'newer'],
    ] as const) {
      await writeFile(join(folder, 'profile.json'), text);
      expect((await openProfile(folder, undefined)).kind).toBe(kind);
      expect(await readFile(join(folder, 'profile.json'), 'utf8')).toBe(text);
    }
    const stray = join(folder, 'stray');
    await mkdir(join(stray, 'journal'), { recursive: true });
    expect((await openProfile(stray, undefined)).kind).toBe('damaged');
    await writeFile(join(folder, 'file'), '');
    expect((await openProfile(join(folder, 'file'), undefined)).kind).toBe('unusable');
  });
});

describe('start', () => {
  it('opens a training profile without asking', async () => {
    expect((await (await aStart()).begin()).kind).toBe('ready');
  });

  it('says one clear sentence for a damaged journal, other keys, and a profile that is open', async () => {
    await (await aStart()).begin();
    expect(await (await aStart()).begin()).toMatchObject({
      kind: 'stopped',
      title: 'This profile is open already',
    });
    await journals[0]?.append([{ at: 1, by: 'x', kind: 'k', subject: 's', v: 1, data: {} }]);
    await closeAll();
    const journal = join(folder, 'journal', '000001.journal');
    const whole = await readFile(journal);
    await editFile(journal, (bytes) => Buffer.from(bytes.map((byte, i) => (i === 120 ? byte ^ 1 : byte))));
    expect(await (await aStart()).begin()).toMatchObject({
      kind: 'stopped',
      title: 'The journal is damaged',
    });
    await writeFile(journal, whole);
    const keys = join(folder, 'keys.json');
    const text = await readFile(keys, 'utf8');
    await writeFile(keys, text.replace(/"dataKey": ".{4}/, '"dataKey": "AAAA'));
    expect(await (await aStart()).begin()).toMatchObject({
      kind: 'stopped',
      title: 'These keys do not open this journal',
    });
    await writeFile(keys, text);
    expect((await (await aStart()).begin()).kind).toBe('ready');
  });

  it('[FIL-7] says at each start what a journal lacks that was put back, until its next backup', async () => {
    const mustRead = async () => {
      const state = await (await aStart()).begin();
      return state.kind === 'ready' ? state.mustRead : state.kind;
    };
    const copy = async (at: number) => {
      const [journal] = journals;
      if (!journal) throw new Error('not open');
      const dialogs = answeredDialogs(folder, undefined);
      const reply = await backUp({ profile: folder, journal, dialogs, now: at });
      if (reply.kind !== 'saved') throw new Error(reply.kind);
      return reply.folder;
    };
    expect(await mustRead()).toEqual([]);
    const at = new Date(2026, 10, 25, 10, 42).getTime();
    const saved = await copy(at);
    await closeAll();
    await rename(join(folder, 'journal'), join(folder, 'journal-lost'));
    await cp(join(saved, 'journal'), join(folder, 'journal'), { recursive: true });
    const before = others;
    expect((await mustRead())[0]).toContain('the backup of 25-Nov-2026 10:42.');
    await closeAll();
    expect((await mustRead())[0]).toContain('the backup of 25-Nov-2026 10:42.');
    expect(others).toBe(before + 1);
    await copy(at + 60_000);
    await closeAll();
    expect(await mustRead()).toEqual([]);
  });

  it('[KEY-5] keys that are missing beside a journal stop the start and are never made anew', async () => {
    await (await aStart()).begin();
    await closeAll();
    const keys = join(folder, 'keys.json');
    const text = await readFile(keys, 'utf8');
    await rm(keys);
    expect(await (await aStart()).begin()).toMatchObject({
      kind: 'stopped',
      title: 'The keys of this profile are missing',
    });
    expect(await readdir(folder)).not.toContain('keys.json');
    await writeFile(keys, Buffer.alloc(text.length));
    expect(await (await aStart()).begin()).toMatchObject({
      kind: 'stopped',
      title: 'The keys of this profile cannot be read',
    });
    await writeFile(keys, text);
    expect((await (await aStart()).begin()).kind).toBe('ready');
  });

  it('[JRN-10] saves what can be read of a damaged journal when a person asks, and keeps the damaged folder', async () => {
    await (await aStart()).begin();
    for (let n = 0; n < 3; n += 1)
      await journals[0]?.append([{ at: 1, by: 'x', kind: 'k', subject: `s${n}`, v: 1, data: {} }]);
    await closeAll();
    await editFile(join(folder, 'journal', '000001.journal'), (bytes) =>
      Buffer.from(bytes.map((byte, i) => (i === bytes.length - 20 ? byte ^ 1 : byte))),
    );
    const start = await aStart();
    expect(await start.begin()).toMatchObject({ kind: 'stopped', salvage: true });
    others = 0;
    const saved = await start.salvage();
    expect(saved).toMatchObject({ kind: 'ready' });
    expect(saved.kind === 'ready' && saved.mustRead[0]).toMatch(/^2 entries of the journal were saved/);
    expect(others).toBe(1);
    // [FIL-7] It is a copy like a backup: the engine holds what is open, and this is said until the next backup.
    expect((await readPutBack(folder)).before).toMatchObject({ at: 1, lastSeq: 2 });
    expect((await journals[0]?.status())?.lastSeq).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith('journal-damaged-'))).toHaveLength(1);
    expect((await start.salvage()).kind).toBe('ready');
    expect(others).toBe(1);
  });

  it('[JRN-12] a journal that is not all of the one that was used last stops the start, and can be saved', async () => {
    await (await aStart()).begin();
    const entry = { at: 1, by: 'x', kind: 'k', subject: 's', v: 1, data: {} };
    await journals[0]?.append([entry]);
    await closeAll();
    const older = join(folder, 'older');
    await cp(join(folder, 'journal'), older, { recursive: true });
    await (await aStart()).begin();
    await journals[0]?.append([entry, entry]);
    await closeAll();
    const putInPlace = async () => {
      await rm(join(folder, 'journal'), { recursive: true });
      await cp(older, join(folder, 'journal'), { recursive: true });
    };
    await putInPlace();
    const start = await aStart();
    expect(await start.begin()).toMatchObject({
      title: 'Part of the journal is missing',
      detail: expect.stringContaining(
        'ends at entry 1; entry 3 of the one that was used last is not in it',
      ) as string,
      salvage: true,
    });
    const saved = await start.salvage();
    expect(saved.kind === 'ready' && saved.mustRead[0]).toMatch(/^1 entry of the journal was saved/);
    await closeAll();
    // Also where it has as many entries, but others; and where the folder is gone.
    const again = await aStart();
    expect((await again.begin()).kind).toBe('ready');
    await journals[0]?.append([{ ...entry, subject: 'other' }]);
    await closeAll();
    await putInPlace();
    await rm(join(folder, 'put-back.json'));
    expect(await (await aStart()).begin()).toMatchObject({ title: 'Part of the journal is missing' });
    await rm(join(folder, 'journal'), { recursive: true });
    expect(await (await aStart()).begin()).toMatchObject({ title: 'Part of the journal is missing' });
  });

  it('[FIL-7] a backup of which a part is missing is not opened, and a note that cannot be read still counts', async () => {
    await (await aStart()).begin();
    await journals[0]?.append([{ at: 1, by: 'x', kind: 'k', subject: 's', v: 1, data: {} }]);
    await closeAll();
    const mark = join(folder, 'journal', 'from-backup.json');
    await writeFile(mark, '{"at":1,"lastSeq":2}');
    expect(await (await aStart()).begin()).toMatchObject({ title: 'Part of the journal is missing' });
    await writeFile(mark, '{"at":1,"lastS');
    const state = await (await aStart()).begin();
    expect(state.kind === 'ready' && state.mustRead[0]).toMatch(/note of when that was made cannot be read/);
    expect((await readPutBack(folder)).before).toEqual({ at: 0, lastSeq: 0 });
  });

  it('[JRN-3] damage found after the opening stops the program and may be salvaged', async () => {
    const start = await aStart();
    await start.begin();
    start.foundDamage('000001.journal, byte 7: why');
    expect(start.state).toMatchObject({ kind: 'stopped', title: 'The journal is damaged', salvage: true });
  });

  it('[KEY-3] [KEY-4] [KEY-6] asks for a passphrase, shows the recovery code once, and slows down wrong ones', async () => {
    const clock = { at: 0 };
    const first = await aStart('live', clock);
    const asked = await first.begin();
    expect(asked.kind).toBe('choose-passphrase');
    const refusal =
      'A passphrase needs at least 12 characters. Choose a longer one, such as three or four words.';
    expect(await first.choosePassphrase('short')).toEqual({ ...asked, refusal });
    const shown = await first.choosePassphrase('correct horse battery');
    if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
    expect((await first.codeKept()).kind).toBe('prove-recovery-code');
    const wrong = await first.proveCode('2222-2222');
    expect(wrong).toMatchObject({
      kind: 'prove-recovery-code',
      sentence: expect.stringContaining('has no 0, 1, I or O') as string,
    });
    expect(await first.showCodeAgain()).toEqual(shown);
    await first.codeKept();
    expect((await first.proveCode(shown.code.toLowerCase().replaceAll('-', ' '))).kind).toBe('ready');
    await closeAll();
    const second = await aStart('live', clock);
    expect((await second.begin()).kind).toBe('needs-passphrase');
    for (let i = 0; i < 3; i += 1) await second.unlock('wrong passphrase');
    // Whether this one is right nobody looks at yet, so nobody says that it is wrong.
    expect(await second.unlock('correct horse battery')).toMatchObject({
      kind: 'needs-passphrase',
      waitMs: 5000,
      sentence: 'Too many wrong tries in a row.',
    });
    clock.at += 5000;
    expect((await second.unlock('correct horse battery')).kind).toBe('ready');
    await closeAll();
    const third = await aStart('live', clock);
    await third.begin();
    expect((await third.unlockWithCode(shown.code)).kind).toBe('renew-lock');
  });

  it('[PRF-6] a profile.json of another kind does not open the journal, whoever knows the passphrase', async () => {
    const first = await aStart('companion');
    await first.begin();
    const shown = await first.choosePassphrase('correct horse battery');
    if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
    await first.codeKept();
    expect((await first.proveCode(shown.code)).kind).toBe('ready');
    await closeAll();
    const place = join(folder, 'profile.json');
    await editFile(place, (bytes) => Buffer.from(bytes.toString().replace('"companion"', '"live"')));
    const second = await aStart('live');
    await second.begin();
    expect(await second.unlock('correct horse battery')).toMatchObject({
      kind: 'stopped',
      title: 'This journal is of a companion profile',
      salvage: false,
    });
    expect(journals).toEqual([]);
  });
});
