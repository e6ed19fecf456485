import { mkdtemp, readFile, rm, truncate, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prescriptionIdIsRight, testNhsNumber } from '../../../electron/training/check-digits';
import { isJson, items, str, type Json } from '../../../electron/training/json';
import { loadFolder } from '../../../electron/training/load-folder';
import type { Script } from '../../../electron/training/model';
import { withFreshDates } from '../../../electron/training/move-dates';
import { openTraining } from '../../../electron/training/open-training';
import { scriptsOfFile } from '../../../electron/training/prescribe';
import { forgetful, openScriptLog } from '../../../electron/training/script-log';
import { Spine } from '../../../electron/training/spine';
import { findReleased } from '../../../renderer/domain/fhir/find-released';
import { readRelease } from '../../../renderer/domain/fhir/read-release';
import { writeNotification } from '../../../renderer/domain/fhir/write-notification';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { writeReturn } from '../../../renderer/domain/fhir/write-return';
import { isNhsNumber } from '../../../renderer/domain/kernel/nhs-number';
import { asMessageId } from '../../../renderer/domain/kernel/ids';
import type { Prescription, SuppliedLine, Supply } from '../../../renderer/domain/prescriptions/model';
import { anActor, aSite, now, uuids } from '../../support/builders';
import { aBundle } from '../../support/fhir';
import { aSpine, seeds } from '../../support/world';

const actor = anActor();
const other = { ...aSite, ods: 'FX999', name: 'Another Pharmacy' };
const wire = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json; // what goes over the wire
const releasePath = '/FHIR/R4/Task/$release';
const notifyPath = '/FHIR/R4/$process-message';
const taskPath = '/FHIR/R4/Task';

const release = (spine: Spine, shortId?: string, site = aSite) =>
  spine.handle(releasePath, wire(writeRelease({ site, actor, ...(shortId ? { shortId } : {}) }))).answer;
const codeOf = (body: Json): string => str(items(body, 'issue')[0], 'details', 'coding', 0, 'code');
const scriptsOf = (body: Json): readonly Prescription[] => {
  const read = readRelease(body);
  return read.kind === 'scripts'
    ? read.scripts.flatMap((one) => (one.kind === 'script' ? [one.prescription] : []))
    : [];
};

const newId = uuids('8');

const lineOf = (prescription: Prescription, status: SuppliedLine['status']): SuppliedLine[] =>
  prescription.items.map((item) => ({
    itemId: item.itemId,
    status,
    products:
      status === '0001'
        ? [{ dispenseItemId: newId(), medication: item.medication, quantity: item.quantity }]
        : [],
  }));

const notify = (
  spine: Spine,
  body: Json,
  change: { lines?: SuppliedLine[]; status?: Supply['prescriptionStatus']; messageId?: string } = {},
) => {
  const prescription = scriptsOf(body)[0];
  if (!prescription) throw new Error('nothing released');
  const supply = {
    messageId: asMessageId(change.messageId ?? newId()),
    handedOverAt: now,
    lines: change.lines ?? lineOf(prescription, '0001'),
    prescriptionStatus: change.status ?? '0006',
    by: 'Priya Shah',
  } as const;
  const released = findReleased(
    body,
    'parameter[0].resource.entry[0].resource',
    prescription.patient.nhsNumber ?? '',
  );
  const message = wire(writeNotification({ prescription, supply, released, actor, site: aSite, newId }));
  return { message, handled: spine.handle(notifyPath, message) };
};

const giveBack = (spine: Spine, prescription: Prescription, messageId = newId()) =>
  spine.handle(
    taskPath,
    wire(
      writeReturn({
        prescription,
        messageId,
        reason: { code: '0003', display: 'x' },
        at: now,
        actor,
        site: aSite,
      }),
    ),
  );

const only = (spine: Spine): Script => {
  const script = spine.scripts()[0];
  if (!script) throw new Error('no script');
  return script;
};

/** Every way to leave out one named part of a message. */
const without = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => without(one, key));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== key)
      .map(([name, inner]) => [name, without(inner, key)]),
  );
};

describe('training Spine: judging', () => {
  it('[TSP-1] refuses a release without what EPS must know', () => {
    const good = wire(writeRelease({ site: aSite, actor }));
    for (const part of [
      'telecom',
      'practitioner',
      'code',
      'identifier',
      'name',
      'address',
      'parameter',
      'resource',
    ])
      expect(aSpine(1).handle(releasePath, without(good, part)).answer.status, part).toBeGreaterThanOrEqual(
        400,
      );
    expect(codeOf(release(aSpine(1), '24F5DA-A83008-7EFE6X').body)).toBe('INVALID_CHECK_DIGIT');
    expect(aSpine(1).handle(releasePath, 'no JSON').answer.status).toBe(400);
  });

  it('[TSP-2] refuses a return that lacks a part', () => {
    const spine = aSpine(1);
    const prescription = scriptsOf(release(spine).body)[0];
    if (!prescription) throw new Error('nothing');
    const good = wire(
      writeReturn({
        prescription,
        messageId: newId(),
        reason: { code: '0003', display: 'x' },
        at: now,
        actor,
        site: aSite,
      }),
    );
    for (const part of [
      'identifier',
      'statusReason',
      'focus',
      'groupIdentifier',
      'authoredOn',
      'requester',
      'contained',
      'intent',
      'status',
      'telecom',
    ])
      expect(spine.handle(taskPath, without(good, part)).answer.status, part).toBeGreaterThanOrEqual(400);
    expect(spine.handle(taskPath, { ...good, intent: 'original-order' }).answer.status).toBe(400);
    expect(spine.handle(taskPath, { ...good, authoredOn: '2022-11-21T14:30:00' }).answer.status).toBe(400);
    expect(only(spine).status).toBe('0002');
  });

  it('[TSP-3] refuses a notification that lacks a part', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const { message } = notify(aSpine(0), body);
    for (const part of [
      'response',
      'performer',
      'quantity',
      'dosageInstruction',
      'type',
      'whenHandedOver',
      'contained',
      'extension',
      'identifier',
      'eventCoding',
      'telecom',
      'authorizingPrescription',
    ])
      expect(spine.handle(notifyPath, without(message, part)).answer.status, part).toBeGreaterThanOrEqual(
        400,
      );
    const unpaid = JSON.parse(JSON.stringify(message).replaceAll('reimbursementAuthority', 'nobody')) as Json;
    expect(spine.handle(notifyPath, unpaid).answer.status).toBe(400);
    expect(only(spine).status).toBe('0002');
    expect(spine.handle(notifyPath, message).answer.status).toBe(200);
  });

  it('never throws, whatever is sent', () => {
    const spine = aSpine(2);
    fc.assert(
      fc.property(fc.constantFrom(releasePath, notifyPath, taskPath, '/x'), fc.jsonValue(), (path, body) => {
        expect(spine.handle(path, body).answer.status).toBeGreaterThanOrEqual(400);
      }),
    );
  });
});

describe('training Spine: state', () => {
  it('[TSP-4] hands over 25 at a time, then says that there is no more, with HTTP 200', () => {
    const spine = aSpine(30);
    expect([scriptsOf(release(spine).body).length, scriptsOf(release(spine).body).length]).toEqual([25, 5]);
    const end = release(spine);
    expect([end.status, codeOf(end.body)]).toEqual([200, 'NO_MORE_PRESCRIPTIONS']);
    expect(codeOf(release(aSpine(3), undefined, other).body)).toBe('NO_MORE_PRESCRIPTIONS');
  });

  it('[TSP-5] tells another pharmacy who has a script, and gives it to its holder again', () => {
    const spine = aSpine(1);
    release(spine);
    const { shortId } = only(spine);
    const elsewhere = release(spine, shortId, other);
    expect([elsewhere.status, codeOf(elsewhere.body)]).toEqual([400, 'PRESCRIPTION_WITH_ANOTHER_DISPENSER']);
    expect(str(items(elsewhere.body, 'contained')[0], 'name')).toBe(aSite.name);
    expect(scriptsOf(release(spine, shortId).body).length).toBe(1);
    expect(codeOf(release(spine, '24F5DA-A83008-7EFE6Z').body)).toBe('RESOURCE_NOT_FOUND');
  });

  it('[TSP-6] wants every line, and only the steps that a line may take', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const lines = lineOf(scriptsOf(body)[0] ?? ({} as Prescription), '0001');
    const missing = notify(spine, body, { lines: [] as SuppliedLine[] });
    expect(missing.handled.answer.status).toBeGreaterThanOrEqual(400);
    const wrong = notify(spine, body, {
      lines: lines.map((line) => ({ ...line, status: '0005' as const, products: [] })),
      status: '0007',
    });
    expect(codeOf(wrong.handled.answer.body)).toBe('MEDICATIONREQUEST_INVALID_STATE_TRANSITION');
    expect(only(spine).status).toBe('0002');
  });

  it('[TSP-7] wants the status that follows from the lines', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    expect(codeOf(notify(spine, body, { status: '0003' }).handled.answer.body)).toBe(
      'PRESCRIPTION_INVALID_STATE_TRANSITION',
    );
    expect(notify(spine, body).handled.answer.status).toBe(200);
    expect([only(spine).status, only(spine).lines[0]?.status]).toEqual(['0006', '0001']);
  });

  it('[TSP-8] takes back only what is whole and undispensed, and clears the nomination', () => {
    const spine = aSpine(1);
    const prescription = scriptsOf(release(spine).body)[0];
    if (!prescription) throw new Error('nothing');
    spine.restore([{ ...only(spine), cancelRemembered: true }]);
    expect(giveBack(spine, prescription).answer.status).toBe(200);
    expect(only(spine)).toMatchObject({ status: '0005', nominated: '', holder: undefined });
    const again = aSpine(1);
    const { body } = release(again);
    notify(again, body);
    expect(codeOf(giveBack(again, prescription).answer.body)).toBe('PRESCRIPTION_INVALID_STATE_TRANSITION');
  });

  it('[TSP-9] withdraws only the last notification', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const { message } = notify(spine, body);
    const prescription = scriptsOf(body)[0];
    if (!prescription) throw new Error('nothing');
    const task = wire(
      writeReturn({
        prescription,
        messageId: newId(),
        reason: { code: 'x', display: 'x' },
        at: now,
        actor,
        site: aSite,
      }),
    );
    const withdraw = (focus: string) => ({
      ...task,
      identifier: [{ system: 'https://tools.ietf.org/html/rfc4122', value: newId() }],
      status: 'in-progress',
      code: { coding: [{ code: 'abort' }] },
      statusReason: {
        coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-withdraw-reason', code: 'QU' }],
      },
      focus: { identifier: { value: focus } },
    });
    expect(codeOf(spine.handle(taskPath, withdraw(newId())).answer.body)).toBe(
      'DISPENSE_AMEND_IDENTIFIER_MISMATCH',
    );
    expect(spine.handle(taskPath, withdraw(str(message, 'identifier', 'value'))).answer.status).toBe(200);
    expect(only(spine).status).toBe('0002');
  });

  it('[TSP-10] answers a message again and does nothing again', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const { message, handled } = notify(spine, body);
    const before = only(spine);
    const replay = spine.handle(notifyPath, message);
    expect(replay).toMatchObject({ replay: true, answer: handled.answer });
    expect(only(spine)).toEqual(before);
  });
});

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
    expect(loaded).toEqual(spine.scripts());
    await truncate(path, text.length - 5);
    expect(openScriptLog(path, key).load().length).toBe(3);
    expect(() => openScriptLog(path, new Uint8Array(32)).load()).toThrow();
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
