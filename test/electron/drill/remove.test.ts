import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDrillFolder, readDrills } from '../../../electron/drill/folder';
import { actOnDrill } from '../../../electron/drill/open-drill';
import { takeLock } from '../../../electron/journal/lock';
import { openProfile } from '../../../electron/system/profile';
import { removeFolder, temporaryFolder } from '../../support/folder';

const settings = { v: 1, scenario: 'evening-without-network', seed: 7, supplies: 16 } as const;
const name = 'evening-without-network-1';

let home: string;
let training: string;
beforeEach(async () => {
  home = await temporaryFolder();
  training = join(home, 'training');
  await openProfile(training, 'training');
});
afterEach(() => removeFolder(home));

const act = (action: Parameters<typeof actOnDrill>[0]) =>
  actOnDrill(action, training, undefined, () => undefined);
const remove = (named = name) => act({ kind: 'remove', name: named });
const inDrills = () => readdirSync(join(training, 'drills'));

/** A drill that was played: a training profile with a journal and a window of its own. */
const aDrill = async (): Promise<string> => {
  const folder = await makeDrillFolder(training, settings);
  await openProfile(folder, 'training');
  for (const inside of ['journal', join('window', 'IndexedDB')]) {
    await mkdir(join(folder, inside), { recursive: true });
    await writeFile(join(folder, inside, 'a'), 'x');
  }
  return folder;
};

describe('a drill that is not wanted any more', () => {
  it('[DRL-10] is removed from the disk with all that is in it, and nothing beside it', async () => {
    await aDrill();
    const other = await aDrill();
    expect(await remove()).toMatchObject({ kind: 'choices', begun: [{ name: 'evening-without-network-2' }] });
    expect(inDrills()).toEqual(['evening-without-network-2']);
    expect(await readFile(join(other, 'journal', 'a'), 'utf8')).toBe('x');
    expect(readdirSync(training)).toContain('profile.json');
    expect(await remove()).toMatchObject({ kind: 'refused', sentence: 'This drill is not here any more.' });
    // One that was begun and never opened has no profile yet.
    await makeDrillFolder(training, settings);
    expect(await remove()).toMatchObject({ kind: 'choices' });
  });

  it('[DRL-10] stays where another Holdfast has it open, and goes once that is closed', async () => {
    const folder = await aDrill();
    const lock = await takeLock(join(folder, 'journal'));
    expect(await remove()).toMatchObject({
      kind: 'refused',
      sentence: 'Another Holdfast has this drill open.',
    });
    expect(existsSync(join(folder, 'window', 'IndexedDB', 'a'))).toBe(true);
    await lock?.release();
    expect(await remove()).toMatchObject({ kind: 'choices', begun: [] });
  });

  it('[DRL-10] nothing but a drill’s own folder is removed, whatever is asked for', async () => {
    await aDrill();
    const live = join(home, 'live');
    await openProfile(live, 'live');
    await mkdir(join(training, 'drills', 'of-nothing'));
    for (const named of ['..', '../..', '../../live', '.', '', 'of-nothing', `${name}/journal`, live])
      expect(await remove(named), named).toMatchObject({ kind: 'refused' });
    // A live profile that somebody moved in, or linked, beside the settings of a drill.
    const moved = join(training, 'drills', 'moved-1');
    await cp(live, moved, { recursive: true });
    await cp(join(training, 'drills', name, 'drill.json'), join(moved, 'drill.json'));
    await cp(join(training, 'drills', name, 'drill.json'), join(live, 'drill.json'));
    await symlink(live, join(training, 'drills', 'linked-1'));
    const headless = await makeDrillFolder(training, settings);
    await mkdir(join(headless, 'journal'));
    for (const named of ['moved-1', 'linked-1', 'evening-without-network-2'])
      expect(await remove(named), named).toMatchObject({
        kind: 'refused',
        sentence: 'This folder is not a drill’s own, so nothing in it was touched.',
      });
    expect(readdirSync(live)).toEqual(['drill.json', 'profile.json']);
    expect(inDrills()).toEqual(
      expect.arrayContaining(['of-nothing', 'moved-1', 'linked-1', name, 'evening-without-network-2']),
    );
  });

  it('[DRL-10] from within a drill none is removed', async () => {
    await aDrill();
    const running = { act: () => Promise.reject(new Error('asked')), close: async () => undefined };
    expect(
      await actOnDrill({ kind: 'remove', name }, join(training, 'drills', name), running, () => undefined),
    ).toMatchObject({ kind: 'refused', sentence: 'A drill is going on here.' });
    expect(inDrills()).toEqual([name]);
  });

  it('[DRL-10] a removal that was broken off is no drill any more, and is ended when the drills are listed', async () => {
    const folder = await aDrill();
    await rm(join(folder, 'profile.json'));
    await rename(folder, join(training, 'drills', `.removed-${name}-x`));
    const live = join(training, 'drills', '.removed-by-hand');
    await openProfile(live, 'live');
    expect(await readDrills(training)).toEqual([]);
    expect(await act({ kind: 'list' })).toMatchObject({ begun: [] });
    expect(inDrills()).toEqual(['.removed-by-hand']);
    expect(readdirSync(live)).toEqual(['profile.json']);
  });
});
