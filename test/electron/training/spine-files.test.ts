import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prescriptionIdIsRight, testNhsNumber } from '../../../electron/training/check-digits';
import { items, str, type Json } from '../../../electron/training/json';
import { scriptKey } from '../../../electron/training/model';
import { folderNotices } from '../../../electron/training/folder-words';
import { loadFolder } from '../../../electron/training/load-folder';
import { withFreshDates } from '../../../electron/training/move-dates';
import { openTraining } from '../../../electron/training/open-training';
import { scriptsOfFile } from '../../../electron/training/prescribe';
import { forgetful, openScriptLog } from '../../../electron/training/script-log';
import { openSealedLog, SealedLogDamaged } from '../../../electron/training/sealed-log';
import { Spine } from '../../../electron/training/spine';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { isNhsNumber } from '../../../renderer/domain/kernel/nhs-number';
import { aSite, now } from '../../support/builders';
import { aBundle, aLongId } from '../../support/fhir';
import {
  actor,
  codeOf,
  newId,
  release,
  releasePath,
  scriptsOf,
  taskPath,
  wire,
} from '../../support/spine-talk';
import { seeds } from '../../support/seeds';
import { aSpine } from '../../support/world';

describe('training Spine: scripts', () => {
  const options = { ods: 'FA565', now };
  it('has at least sixty, each valid by its check characters', () => {
    const scripts = scriptsOfFile(seeds, options);
    expect(seeds.scripts.length).toBeGreaterThanOrEqual(60);
    for (const script of scripts) {
      expect(prescriptionIdIsRight(script.shortId), script.shortId).toBe(true);
      expect(isNhsNumber(script.nhsNumber)).toBe(true);
    }
    for (let n = 0; n < 2000; n += 1) expect(isNhsNumber(testNhsNumber(n))).toBe(true);
  });

  it('shows what a pharmacy meets: kinds, schedules, ends, bad signatures, no nomination', () => {
    const drugs = seeds.scripts.flatMap((script) =>
      script.items.map((item) => seeds.drugs[item.drug]?.schedule ?? ''),
    );
    expect(new Set(seeds.scripts.map((script) => script.kind))).toEqual(new Set(['acute', 'repeat', 'erd']));
    expect(['CD2', 'CD3', 'CD4', 'CD4-2', 'CD5'].every((schedule) => drugs.includes(schedule))).toBe(true);
    expect(new Set(seeds.scripts.map((script) => script.items.length))).toEqual(new Set([1, 2, 3, 4]));
    expect(seeds.scripts.some((script) => script.badSignature)).toBe(true);
    expect(seeds.scripts.some((script) => script.nominated === false)).toBe(true);
    expect(seeds.scripts.some((script) => script.items.some((item) => item.cancelled))).toBe(true);
  });

  it('the program reads every one of them without a warning about anything but nomination', () => {
    const spine = new Spine({ now: () => now, changed: () => undefined });
    spine.restore(scriptsOfFile(seeds, options));
    for (const script of spine.scripts()) {
      if (script.status !== '0001' || script.expiresAt < now) continue;
      const [read] = scriptsOf(release(spine, script.shortId).body);
      expect(
        read?.warnings.filter((warning) => warning.code !== 'NoNomination') ?? ['not read'],
        script.shortId,
      ).toEqual([]);
    }
  });
});

describe('training Spine: files and wire', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-spine-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('loads a folder of messages, lists what is none, and gives twins their own ids', async () => {
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'a.json'), JSON.stringify(aBundle()));
    await writeFile(join(folder, 'deep', 'b.json'), JSON.stringify(aBundle()));
    await writeFile(join(folder, 'c.json'), '{"resourceType":"Patient"}');
    await writeFile(join(folder, 'd.json'), '{"resour');
    const { scripts, leftOut } = await loadFolder(folder, 'FA565', now);
    expect(scripts.length).toBe(2);
    expect(new Set(scripts.map((script) => script.shortId)).size).toBe(2);
    expect(scripts.every((script) => prescriptionIdIsRight(script.shortId))).toBe(true);
    expect(leftOut.map((one) => one.sentence)).toEqual([
      'This is a Patient, no prescription-order.',
      'The file is no JSON.',
    ]);
  });

  it('[TSP-36] whatever lies in a folder, each file is loaded or listed with why, and none stops the others', async () => {
    const text = JSON.stringify(aBundle());
    const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
    await put('bom.json', `\uFEFF${text}`);
    await put('bytes.json', Buffer.from(text.replace('Amoxicillin', 'Amoxicilliñ'), 'latin1'));
    await put('notes.txt', 'hello');
    await put('.hidden', 'x');
    await symlink(join(folder, 'nowhere'), join(folder, 'broken.json'));
    await mkdir(join(folder, 'real.json'));
    await symlink(join(folder, 'real.json'), join(folder, 'folder-link'));
    await mkdir(join(folder, 'elsewhere'));
    await put(
      'elsewhere/order',
      JSON.stringify(aBundle({ shortId: '1A7D94-0RRERP-549310', longId: newId() })),
    );
    await symlink(join(folder, 'elsewhere', 'order'), join(folder, 'linked.json'));
    const { scripts, leftOut } = await loadFolder(folder, 'FA565', now);
    expect(scripts.map(({ shortId }) => shortId)).toEqual(['24F5DA-A83008-7EFE6Z', '1A7D94-0RRERP-549310']);
    expect(leftOut.map(({ file, sentence }) => `${file.slice(folder.length + 1)}: ${sentence}`)).toEqual([
      'broken.json: The link leads nowhere.',
      'bytes.json: The file is no UTF-8 text.',
      'elsewhere/order: Only files named .json are read.',
      'folder-link: This is a link to a folder, and links to folders are not followed.',
      'notes.txt: Only files named .json are read.',
    ]);
    const none = await loadFolder(join(folder, 'none'), 'FA565', now);
    expect(none).toEqual({
      scripts: [],
      leftOut: [{ file: join(folder, 'none'), sentence: 'There is no such folder, or it cannot be read.' }],
    });
  });

  it('[TSP-36] says what came of a folder, once something of it was left out or nothing was in it', () => {
    const leftOut = ['a', 'b', 'c', 'd'].map((name) => ({
      file: `/x/${name}.json`,
      sentence: 'The file is no JSON.',
    }));
    expect(folderNotices(undefined)).toEqual([]);
    expect(folderNotices({ held: 2, loaded: 2, leftOut: [] })).toEqual([]);
    expect(folderNotices({ held: 0, loaded: 0, leftOut: [] })).toEqual([
      'The folder holds no prescription-order, so none was loaded.',
    ]);
    expect(folderNotices({ held: 1, loaded: 0, leftOut: leftOut.slice(0, 1) })).toEqual([
      'What the folder holds is at the training Spine already. Left out: a.json (The file is no JSON).',
    ]);
    expect(folderNotices({ held: 1, loaded: 1, leftOut })[0]).toContain('and 1 more, which are listed');
  });

  it('[TSP-36] issues of one script stay issues of one, and messages without ids are each handed over', async () => {
    const erd = (issue: number) =>
      aBundle({ therapy: 'continuous-repeat-dispensing', intent: 'reflex-order', issue, issues: 6 });
    const nameless = JSON.stringify(aBundle()).replaceAll('"groupIdentifier"', '"group"');
    await writeFile(join(folder, '1.json'), JSON.stringify(erd(1)));
    await writeFile(join(folder, '2.json'), JSON.stringify(erd(2)));
    await writeFile(join(folder, '3.json'), nameless);
    await writeFile(join(folder, '4.json'), nameless.replace('21', '22'));
    const { scripts } = await loadFolder(folder, 'FA565', now);
    expect(scripts.slice(0, 2).map(({ shortId, longId, issue }) => [shortId, longId, issue])).toEqual(
      [1, 2].map((issue) => ['24F5DA-A83008-7EFE6Z', aLongId, issue]),
    );
    expect(new Set(scripts.map(scriptKey)).size).toBe(4);
  });

  it('[TSP-36] a file that joins the folder later changes nothing for those that were there', async () => {
    await writeFile(join(folder, 'b.json'), JSON.stringify(aBundle()));
    await writeFile(join(folder, 'c.json'), JSON.stringify(aBundle()));
    const before = (await loadFolder(folder, 'FA565', now)).scripts.map(scriptKey);
    const joined = aBundle({ shortId: '1A7D94-0RRERP-549310', longId: newId() });
    await writeFile(join(folder, 'a.json'), JSON.stringify(joined));
    const after = (await loadFolder(folder, 'FA565', now)).scripts.map(scriptKey);
    expect(after.slice(1)).toEqual(before);
  });

  it('[TSP-14] an old message begins today, with all its dates moved alike; a fresh one stays', () => {
    const old = wire(aBundle({ start: '2022-11-21' }));
    const moved = withFreshDates(old, now);
    const start = (bundle: Json) =>
      str(items(bundle, 'entry')[1]?.resource, 'dispenseRequest', 'validityPeriod', 'start');
    expect(start(moved)).toBe('2026-11-24');
    expect(JSON.stringify(moved)).toContain('1961-01-03');
    const fresh = wire(aBundle({ start: '2026-11-20' }));
    expect(withFreshDates(fresh, now)).toBe(fresh);
  });

  it('[TSP-12] remembers what happened, sealed, and drops an unfinished last line', async () => {
    const path = join(folder, 'spine.log');
    const key = new Uint8Array(32).fill(3);
    const log = openScriptLog(path, key);
    const spine = new Spine({ now: () => now, changed: log.save });
    spine.add(aSpine(3).scripts());
    release(spine);
    const text = await readFile(path, 'latin1');
    expect(text.includes('Invented')).toBe(false);
    const loaded = openScriptLog(path, key).load();
    expect(loaded.scripts).toEqual(spine.scripts());
    await truncate(path, text.length - 5);
    expect(openScriptLog(path, key).load().scripts.length).toBe(3);
    expect(() => openScriptLog(path, new Uint8Array(32)).load()).toThrow();
  });

  it('[TSP-12] a line that a full disk did not take whole is taken back, and the next one may be', async () => {
    const path = join(folder, 'spine.log');
    const key = new Uint8Array(32).fill(3);
    let room = Infinity;
    const log = openSealedLog(path, key, (file, text) => {
      appendFileSync(file, text.slice(0, room));
      if (text.length > room) throw new Error('ENOSPC');
    });
    log.save(['one']);
    room = 10;
    expect(() => log.save(['two'])).toThrow('ENOSPC');
    room = Infinity;
    log.save(['three']);
    expect(openSealedLog(path, key).load()).toEqual(['one', 'three']);
  });

  it('[TSP-12] a file with other damage is told by its name, and stays as it is', async () => {
    const path = join(folder, 'spine.log');
    const key = new Uint8Array(32).fill(3);
    openSealedLog(path, key).save(['one', 'two']);
    const whole = await readFile(path, 'latin1');
    for (const damaged of [whole.replace(/./, '!'), `${whole.slice(0, 20)}\n${whole}`, `\0\0\n${whole}`]) {
      await writeFile(path, damaged, 'latin1');
      expect(() => openSealedLog(path, key).load()).toThrow(new SealedLogDamaged('spine.log'));
      expect(await readFile(path, 'latin1')).toBe(damaged);
    }
  });

  it('[TSP-12] what cannot be kept has no effect either', () => {
    let full = false;
    const spine = new Spine({
      now: () => now,
      changed: () => {
        if (full) throw new Error('ENOSPC');
      },
    });
    spine.add(aSpine(1).scripts());
    full = true;
    const request = wire(writeRelease({ site: aSite, actor }));
    expect(() => spine.handle(releasePath, request, 'a')).toThrow('ENOSPC');
    expect(spine.scripts().map(({ status }) => status)).toEqual(['0001']);
    full = false;
    expect(scriptsOf(spine.handle(releasePath, request, 'a').answer.body)).toHaveLength(1);
  });

  it('[TSP-12] [TSP-23] answers a release again after a restart, however many came since, until it is forgotten', () => {
    const log = openScriptLog(join(folder, 'spine.log'), new Uint8Array(32).fill(3));
    const request = wire(writeRelease({ site: aSite, actor }));
    const restarted = () => {
      const spine = new Spine({ now: () => now, changed: log.save });
      const { scripts, releases } = log.load();
      spine.restore(scripts, releases);
      return spine;
    };
    const ask = (spine: Spine, id: string) => spine.handle(releasePath, request, id).answer;
    const spine = restarted();
    const given = aSpine(30)
      .scripts()
      .map((script, n) => {
        spine.add([script]);
        return ask(spine, `request ${n}`);
      });
    expect(given.filter(({ body }) => scriptsOf(body).length === 1)).toHaveLength(30);
    const again = restarted();
    expect(given.map((_, n) => ask(again, `request ${n}`))).toEqual(given);
    restarted().forgetReleases();
    expect(codeOf(ask(restarted(), 'request 0').body)).toBe('NO_MORE_PRESCRIPTIONS');
  });

  const opened = () =>
    openTraining({
      seedPath: new URL('../../../resources/training/prescriptions.json', import.meta.url).pathname,
      prescriptions: undefined,
      ods: 'FA565',
      log: forgetful,
      now: () => now,
    });
  const post = (url: string, body: unknown, headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/fhir+json', ...headers },
    });

  it('[TSP-13] answers nobody without the token, and no person’s message without a role', async () => {
    const { server } = await opened();
    const body = writeRelease({ site: aSite, actor });
    const id = { 'X-Request-ID': newId() };
    const token = { Authorization: `Bearer ${server.token}` };
    expect((await post(`${server.url}${releasePath}`, body, id)).status).toBe(401);
    expect((await post(`${server.url}${releasePath}`, body, token)).status).toBe(400);
    expect((await post(`${server.url}${releasePath}`, body, { ...id, ...token })).status).toBe(200);
    expect((await post(`${server.url}${taskPath}`, {}, { ...id, ...token })).status).toBe(403);
    await server.close();
  });

  it('[TSP-11] a lost answer leaves its effect, an answer that was refused leaves none', async () => {
    const { server, spine } = await opened();
    const headers = { 'X-Request-ID': newId(), Authorization: `Bearer ${server.token}` };
    const ask = () => post(`${server.url}${releasePath}`, writeRelease({ site: aSite, actor }), headers);
    const delivered = () =>
      spine.scripts().filter((script) => script.status === '0002' && script.holder?.ods === 'FA565').length;
    server.faults.set([{ kind: 'status', only: 'any', status: 503, times: 1 }]);
    expect((await ask()).status).toBe(503);
    expect(delivered()).toBe(0);
    server.faults.set([{ kind: 'lose-answer', only: 'release', times: 1 }]);
    await expect(ask()).rejects.toThrow();
    expect(delivered()).toBeGreaterThan(20);
    server.faults.set([{ kind: 'cut', only: 'release', times: 1, bytes: 100 }]);
    await expect(ask().then((response) => response.text())).rejects.toThrow();
    expect(server.received().length).toBe(2);
    await server.close();
  });
});
