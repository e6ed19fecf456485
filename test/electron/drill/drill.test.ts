import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrillStatus } from '../../../electron/contract/drill';
import type { DrillAction } from '../../../electron/contract/drill-action';
import { makeDrillFolder, readDrill, trainingFolderOf } from '../../../electron/drill/folder';
import { actOnDrill } from '../../../electron/drill/open-drill';
import { openPost } from '../../../electron/drill/post';
import { fingerprintOf, newKey, publicKeyFile, readPublicKey } from '../../../electron/packs/keys';
import { openPack } from '../../../electron/packs/read-pack';
import { fileSource } from '../../../electron/packs/source';
import { dayOf } from '../../../electron/training/drills/plan';
import { resultPage } from '../../../renderer/features/drill/result-page';
import { nothingFound, scoreLines, standing } from '../../../renderer/features/drill/words';
import { scenarioNamed } from '../../drill/scenario-named';
import { aDrill, evening, settings, site } from '../../support/a-drill';

describe('[DRL-7] a drill by hand', () => {
  it('begins at opening time with the first scripts, its clock standing, and says what comes', async () => {
    const { act, spine } = aDrill();
    const status = await act({ kind: 'status' });
    expect(status).toMatchObject({ phase: 'paused', told: [], score: { scripts: 11 } });
    expect(status.next?.title).toContain('The line is down');
    expect(spine.scripts()).toHaveLength(11);
  });

  it('goes step by step: the failure, the night, the morning, the end', async () => {
    const { act, faults, network } = aDrill();
    const failed = await act({ kind: 'next' });
    expect(failed.told.map(({ text }) => text)).toEqual(['The line is down. Nobody can say until when.']);
    expect(network.gone).toBe(true);
    const morning = await act({ kind: 'next' });
    expect(morning.clock.at).toBe(dayOf(evening, 1).opens);
    expect((await act({ kind: 'next' })).told).toHaveLength(2);
    expect([network.gone, faults.list()]).toEqual([false, []]);
    expect((await act({ kind: 'next' })).phase).toBe('stepping');
    const over = await act({ kind: 'next' });
    expect(over).toMatchObject({ phase: 'over', score: { scripts: 16, unaccounted: 16 } });
    expect(over.found).toHaveLength(16);
  });

  it('runs by its clock, and stands at closing time until the morning is opened', async () => {
    const { act, real } = aDrill();
    await act({ kind: 'run', pace: 60 });
    real.at += 2.6 * 60_000;
    expect((await act({ kind: 'status' })).told).toHaveLength(1);
    real.at += 60 * 60_000;
    const closed = await act({ kind: 'status' });
    expect(closed).toMatchObject({ phase: 'closed', score: { scripts: 16 } });
    const morning = await act({ kind: 'next' });
    expect(morning).toMatchObject({ phase: 'running', clock: { at: dayOf(evening, 1).opens } });
  });

  it('[DRL-7] says when the next step is the end, and that the last day has no morning after it', async () => {
    const { act, real } = aDrill();
    let status = await act({ kind: 'status' });
    for (let n = 0; n < 20 && status.next !== undefined; n += 1) {
      expect(status.endsNext).toBe(false);
      status = await act({ kind: 'next' });
    }
    expect(status).toMatchObject({ endsNext: true });
    await act({ kind: 'run', pace: 60 });
    real.at += 24 * 60_000;
    const closed = await act({ kind: 'status' });
    expect(closed).toMatchObject({ phase: 'closed', endsNext: true });
    expect(standing(closed)).not.toContain('morning');
    expect(await act({ kind: 'next' })).toMatchObject({ phase: 'over' });
  });

  it('counts once when it ends: what is done afterwards changes nothing, nor does a restart', async () => {
    const first = aDrill();
    const over = await first.act({ kind: 'stop' });
    expect(over.score.unaccounted).toBe(11);
    const { ods, name, phone, addressLines: lines, postcode } = site;
    const holder = { ods, name, phone, lines, postcode };
    const done = first.spine.scripts().map((one) => ({ ...one, status: '0007', holder }) as const);
    first.spine.restore(done);
    for (const { shortId, longId, issue } of done)
      first.entries.push({
        seq: first.entries.length + 1,
        terminal: 'T1',
        at: first.real.at,
        by: 'Priya Shah',
        kind: 'prescription.received',
        subject: `${shortId}|${longId}|${issue}`,
        v: 1,
        data: {},
      });
    first.real.at += 10_000;
    const { score, found } = over;
    expect(await first.act({ kind: 'status' })).toMatchObject({ score, found });
    await first.drill.close();
    expect(await aDrill(first.lastKept()).act({ kind: 'status' })).toMatchObject({ score, found });
  });

  it('says that nothing is lacking only where every due return was sent', async () => {
    const { score } = await aDrill().act({ kind: 'status' });
    expect(nothingFound({ score, found: [] })).toContain('nothing happened twice');
    expect(nothingFound({ score: { ...score, returnsDue: 2, returnsSent: 1 }, found: [] })).toBe(
      'Every script is accounted for, but 1 of 2 due returns were sent.',
    );
    expect(nothingFound({ score, found: [{ what: 'returnsMissing', id: 'A' }] })).toBeUndefined();
  });

  it('says a long time in days, as a person counts it', async () => {
    const told = await aDrill().act({ kind: 'status' });
    const of = (longestWaitHours: number, medianWaitHours: number): string | undefined =>
      scoreLines({ ...told, score: { ...told.score, longestWaitHours, medianWaitHours } })
        .slice(-2)
        .map(([, figure]) => figure)
        .join(', ');
    expect(of(1, 0)).toBe('1 hour, 0 hours');
    expect(of(219.5, 24.4)).toBe('9 days 4 hours, 1 day');
    expect(of(47.8, 23.9)).toBe('2 days, 23.9 hours');
  });

  it('says on paper when it was stopped, and that the story was not told to its end', async () => {
    const { act, real } = aDrill();
    await act({ kind: 'run', pace: 60 });
    real.at += 10_000;
    const text = (status: DrillStatus): string => String(resultPage(status, status.clock.at).html);
    expect(text(await act({ kind: 'pause' }))).toContain(
      'As it stood 10-Jun-2025 14:10; the drill was not over.',
    );
    expect(text(await act({ kind: 'stop' }))).toContain(
      'Stopped 10-Jun-2025 14:10: the story was not told to its end.',
    );
    const whole = aDrill();
    let status = await whole.act({ kind: 'status' });
    for (let n = 0; n < 20 && status.phase !== 'over'; n += 1) status = await whole.act({ kind: 'next' });
    expect(text(status)).toContain('Ended 11-Jun-2025 20:00, with the whole story told.');
  });

  it('[DRL-9] is taken up where it was left, without network as it was, and what is over stays over', async () => {
    const first = aDrill();
    await first.act({ kind: 'next' });
    await first.drill.close();
    const second = aDrill(first.lastKept());
    expect(second.network.gone).toBe(true);
    const status = await second.act({ kind: 'status' });
    expect(status.told).toHaveLength(1);
    expect(status.clock.at).toBe(first.lastKept().at);
    await second.act({ kind: 'stop' });
    const third = aDrill(second.lastKept());
    expect((await third.act({ kind: 'run', pace: 60 })).phase).toBe('over');
  });
});

describe('[DRL-8] recovery packs in a drill by hand', () => {
  const june = scenarioNamed('june-2016');

  it('are delivered as they come, named in what was heard with the key, and opened again when asked', async () => {
    const { act, delivered, offered, spine } = aDrill(undefined, june);
    let status = await act({ kind: 'next' });
    while (delivered.length < 3) status = await act({ kind: 'next' });
    const [foreign, good, again] = delivered;
    expect(foreign?.ods).toBe('FNB77');
    expect(good?.ods).toBe(site.ods);
    expect(again).toMatchObject({ ods: site.ods, sequence: good?.sequence });
    expect(again?.packId).not.toBe(good?.packId);
    const known = new Set(spine.scripts().map(({ shortId }) => shortId));
    expect(good?.shortIds.length).toBeGreaterThan(1);
    expect(good?.shortIds.every((id) => known.has(id))).toBe(true);
    const packs = status.told.filter(({ pack }) => pack !== '');
    expect(packs.map(({ pack }) => pack)).toEqual(delivered.map(({ name }) => name));
    expect(packs[1]?.text).toContain('fingerprint of its key: ABCD');
    await act({ kind: 'open-pack', name: good?.name ?? '' });
    await act({ kind: 'open-pack', name: '../journal' });
    expect(offered).toEqual([good?.name]);
  });

  it('is made for our key by the supplier’s of this seed, and opens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-post-'));
    try {
      const { act, delivered, spine } = aDrill(undefined, june);
      while (delivered.length < 2) await act({ kind: 'next' });
      const pharmacy = await newKey('X25519');
      const paths: string[] = [];
      const post = openPost({
        folder,
        drill: 'june-2016 7',
        site,
        scripts: () => spine.scripts(),
        packs: {
          keyFor: () => ({ kid: pharmacy.kid, fingerprint: '', file: publicKeyFile(pharmacy, {}) }),
        },
        offers: {
          offer: (path) => {
            paths.push(path);
            return { offerId: '', name: '', watched: false, reported: '' };
          },
        },
      });
      const [, good] = delivered;
      if (good) await post.deliver(good);
      const { file, fingerprint } = await post.key();
      const signer = await readPublicKey(JSON.parse(file), 'Ed25519');
      const source = await fileSource(paths[0] ?? '');
      const opened = await openPack(source, pharmacy, signer ? [signer] : []);
      await source.close();
      expect(fingerprintOf(signer?.kid ?? '')).toBe(fingerprint);
      expect(opened).toMatchObject({ kind: 'open', manifest: { count: good?.shortIds.length } });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('[DRL-5] a drill', () => {
  let training: string;
  beforeEach(() => {
    training = mkdtempSync(join(tmpdir(), 'holdfast-drill-'));
  });
  afterEach(() => {
    rmSync(training, { recursive: true, force: true });
  });

  it('has a folder of its own inside the training profile, and a way back', async () => {
    const folders = [await makeDrillFolder(training, settings), await makeDrillFolder(training, settings)];
    expect(folders.map((folder) => folder.slice(training.length + 1))).toEqual([
      join('drills', 'evening-without-network-1'),
      join('drills', 'evening-without-network-2'),
    ]);
    expect(await readDrill(folders[0] ?? '')).toEqual(settings);
    expect(await readDrill(training)).toBeUndefined();
    expect(trainingFolderOf(folders[0] ?? '')).toBe(training);
  });

  it('is begun from the training pharmacy with no fewer supplies than it needs, and from nowhere else', async () => {
    const gone: string[] = [];
    const goTo = (folder: string): void => void gone.push(folder);
    const choices = await actOnDrill({ kind: 'list' }, training, undefined, goTo);
    expect(choices).toMatchObject({ kind: 'choices', choices: [{ id: 'june-2016' }, {}, {}, {}, {}] });
    const begin = { kind: 'begin', scenario: 'june-2016', supplies: 1, seed: 3 } as const;
    expect(await actOnDrill(begin, training, undefined, goTo)).toEqual({ kind: 'leaving' });
    expect(await readDrill(gone[0] ?? '')).toMatchObject({ scenario: 'june-2016', supplies: 40, seed: 3 });
    expect(await actOnDrill({ kind: 'next' }, training, undefined, goTo)).toMatchObject({ kind: 'refused' });
    const { drill } = aDrill();
    const running = { act: drill.act.bind(drill), close: async () => undefined };
    const inside = gone[0] ?? '';
    expect(await actOnDrill(begin, inside, running, goTo)).toMatchObject({ kind: 'refused' });
    expect(await actOnDrill({ kind: 'leave' }, inside, running, goTo)).toEqual({ kind: 'leaving' });
    expect(gone).toEqual([inside, training]);
  });

  it('[DRL-5] what was begun is named, the last one first, and opened again; nothing outside its folder is', async () => {
    const gone: string[] = [];
    const act = (action: DrillAction) =>
      actOnDrill(action, training, undefined, (folder) => void gone.push(folder));
    expect(await act({ kind: 'list' })).toMatchObject({ begun: [] });
    const june = { v: 1, scenario: 'june-2016', seed: 3, supplies: 40 } as const;
    const folders = [await makeDrillFolder(training, settings), await makeDrillFolder(training, june)];
    utimesSync(join(folders[0] ?? '', 'drill.json'), 1, 1);
    mkdirSync(join(training, 'drills', 'of-nothing'));
    const begun = { title: 'June 2016', seed: 3, supplies: 40, name: 'june-2016-1' };
    const list = await act({ kind: 'list' });
    expect(list).toMatchObject({ begun: [begun, { name: 'evening-without-network-1', openedAt: 1000 }] });
    // A drill that was played was open when it was last kept.
    writeFileSync(join(folders[0] ?? '', 'drill.log'), '');
    expect(await act({ kind: 'list' })).toMatchObject({ begun: [{ seed: 7 }, begun] });
    for (const name of ['../..', 'of-nothing', 'june-2016-2', ''])
      expect(await act({ kind: 'open', name }), name).toMatchObject({ kind: 'refused' });
    expect(await act({ kind: 'open', name: 'june-2016-1' })).toEqual({ kind: 'leaving' });
    expect(gone).toEqual([folders[1]]);
  });
});
