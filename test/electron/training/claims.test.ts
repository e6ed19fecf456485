import { describe, expect, it } from 'vitest';
import { str } from '../../../electron/training/json';
import type { Prescription } from '../../../renderer/domain/prescriptions/model';
import {
  claimFor,
  claimPath,
  codeOf,
  lineOf,
  newId,
  notify,
  notifyPath,
  only,
  release,
  scriptsOf,
  wire,
  without,
} from '../../support/spine-talk';
import { aSpine } from '../../support/world';

describe('training Spine: claims', () => {
  const dispensed = () => {
    const spine = aSpine(1);
    const { message } = notify(spine, release(spine).body);
    return { spine, claim: claimFor(spine, str(message, 'identifier', 'value')) };
  };

  it('[TSP-15] refuses a claim that lacks a part or has a code nobody knows', () => {
    const { spine, claim } = dispensed();
    for (const part of [
      'identifier',
      'insurance',
      'item',
      'created',
      'extension',
      'programCode',
      'prescription',
      'contained',
      'telecom',
      'provider',
      'quantity',
      'modifier',
    ])
      expect(spine.handle(claimPath, without(claim, part)).answer.status, part).toBeGreaterThanOrEqual(400);
    const text = JSON.stringify(claim);
    for (const [from, to] of [
      ['NDEC', 'ZZ'],
      ['NDEC', 'IP'],
      ['not-paid', 'free'],
      ['T1450', 'X9999'],
      ['"0009"', '"7777"'],
      ['no-evidence-seen', 'evidence'],
    ] as const) {
      const bad = wire(JSON.parse(text.replaceAll(from, to)));
      expect(spine.handle(claimPath, bad).answer.status, to).toBe(400);
    }
    expect(only(spine).status).toBe('0006');
    expect(spine.handle(claimPath, claim).answer.status).toBe(200);
    expect(spine.handle(claimPath, claim).replay).toBe(true);
  });

  it('[TSP-16] claims once, amends the last claim in time, and only what is complete', () => {
    const { spine, claim } = dispensed();
    const early = aSpine(1);
    const { body } = release(early);
    const part = lineOf(scriptsOf(body)[0] ?? ({} as Prescription), '0004');
    notify(early, body, { lines: part, status: '0003' });
    expect(codeOf(early.handle(claimPath, claimFor(early, newId())).answer.body)).toBe(
      'CLAIM_INVALID_NOT_DISPENSED',
    );
    expect(spine.handle(claimPath, claim).answer.status).toBe(200);
    expect(only(spine)).toMatchObject({ status: '0008', claimedFrom: '0006' });
    expect(codeOf(spine.handle(claimPath, { ...claim, identifier: [{ value: newId() }] }).answer.body)).toBe(
      'CLAIM_INVALID_NOT_DISPENSED',
    );
    const amended = claimFor(spine, newId(), str(claim, 'identifier', 0, 'value'));
    expect(spine.handle(claimPath, amended).answer.status).toBe(200);
    expect(codeOf(spine.handle(claimPath, claimFor(spine, newId(), newId())).answer.body)).toBe(
      'DISPENSE_AMEND_IDENTIFIER_MISMATCH',
    );
  });

  it('[TSP-19] refuses codes that the real proxy lets pass', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const prescription = scriptsOf(body)[0];
    if (!prescription) throw new Error('nothing');
    const refused = lineOf(prescription, '0002');
    expect(notify(spine, body, { lines: refused, status: '0007' }).handled.answer.status).toBe(400);
    const withReason = refused.map((line) => ({ ...line, reason: { code: '0010', display: 'x' } }));
    const { message } = notify(aSpine(0), body, { lines: withReason, status: '0007' });
    const text = JSON.stringify(message);
    for (const [from, to] of [
      ['"0010"', '"0099"'],
      ['"value":0', '"value":3'],
    ] as const)
      expect(spine.handle(notifyPath, wire(JSON.parse(text.replaceAll(from, to)))).answer.status, to).toBe(
        400,
      );
    expect(spine.handle(notifyPath, message).answer.status).toBe(200);
  });
});
