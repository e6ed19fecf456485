import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { items, str, type Json } from '../../../electron/training/json';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { writeReturn } from '../../../renderer/domain/fhir/write-return';
import type { Prescription, SuppliedLine } from '../../../renderer/domain/prescriptions/model';
import { aSite, now } from '../../support/builders';
import { readOutcome } from '../../../renderer/domain/fhir/read-outcome';
import {
  actor,
  claimFor,
  claimPath,
  codeOf,
  giveBack,
  lineOf,
  newId,
  notify,
  notifyPath,
  only,
  other,
  release,
  releasePath,
  scriptsOf,
  taskPath,
  wire,
  without,
} from '../../support/spine-talk';
import { aSpine } from '../../support/world';

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

  it('[TSP-17] time ends what nobody finished', () => {
    let at = Number(now);
    const spine = aSpine(2, () => at);
    const [first] = scriptsOf(release(spine).body);
    if (!first) throw new Error('nothing');
    at += 200 * 86_200_000;
    expect(codeOf(release(spine, first.shortId).body)).toBe('PRESCRIPTION_EXPIRED');
    expect(codeOf(giveBack(spine, first).answer.body)).toBe('PRESCRIPTION_INVALID_STATE_TRANSITION');
    at = Number(now);
    const silent = aSpine(1, () => at);
    const { message } = notify(silent, release(silent).body);
    at += 181 * 86_400_000;
    const late = claimFor(silent, str(message, 'identifier', 'value'));
    expect(codeOf(silent.handle(claimPath, late).answer.body)).toBe('CLAIM_INVALID_NOT_DISPENSED');
  });

  it('[TSP-18] a cancellation takes effect at once, or when the script comes back', () => {
    const spine = aSpine(2);
    const [free] = spine.scripts();
    expect(spine.cancel(free?.shortId ?? '')).toBe(1);
    expect(codeOf(release(spine, free?.shortId).body)).toBe('PRESCRIPTION_CANCELLED');
    const [held] = scriptsOf(release(spine).body);
    if (!held) throw new Error('nothing');
    expect(spine.cancel(held.shortId)).toBe(1);
    expect(giveBack(spine, held).answer.status).toBe(200);
    expect(codeOf(release(spine, held.shortId).body)).toBe('PRESCRIPTION_CANCELLED');
  });

  it('[TSP-20] what the broker swallowed is with us, says the Spine, and nobody has it', () => {
    const spine = aSpine(3);
    const holder = { ods: aSite.ods, name: aSite.name, phone: '', lines: [], postcode: '' };
    expect(spine.swallow(holder, 2)).toBe(2);
    expect(scriptsOf(release(spine).body)).toHaveLength(1);
    const [stuck] = spine.scripts();
    const answer = release(spine, stuck?.shortId);
    expect(codeOf(answer.body)).toBe('PRESCRIPTION_WITH_ANOTHER_DISPENSER');
    expect(readOutcome(answer.body)?.holder?.ods).toBe(aSite.ods);
    expect(spine.letGo(1)).toBe(1);
    expect(scriptsOf(release(spine, stuck?.shortId).body)).toHaveLength(1);
  });
});
