import { describe, expect, it } from 'vitest';
import type { Opened } from '../../renderer/domain/desk/decide-scan';
import { asInstant, dayMs, minuteMs } from '../../renderer/domain/kernel/instant';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { now } from '../support/builders';
import {
  aRow,
  aScanOf,
  asIssue,
  handedOutOffline,
  holder,
  inPack17,
  listed,
  offline,
  rowWith,
  stateOfIssue,
} from '../support/desk';
import { aPrescription } from '../support/fhir';

const { prescription } = inPack17;
const { shortId } = prescription;
const otherLongId = aPrescription({ longId: 'aaaaaaaa-0000-4000-8000-000000000001' }).longId;

const packedOf = (inside: Prescription) => ({
  ...inPack17.packed,
  key: inside.key,
  issue: inside.issue,
});
const inValid = (inside: Prescription): Opened => ({
  kind: 'read',
  packed: packedOf(inside),
  prescription: inside,
});
const inExpired = (inside: Prescription): Opened => ({
  kind: 'expired',
  packed: packedOf(inside),
  expiredAt: now,
  prescription: inside,
});
const issue = (n: number): Prescription => asIssue(prescription, n);
const comesOut = (opened: readonly Opened[], scripts: readonly PrescriptionState[] = [], at = now) => {
  const { outcome } = aScanOf({ row: rowWith({ kind: 'sealed' }), opened, scripts }, { now: at });
  return outcome.kind === 'released-offline' ? outcome.prescription.key : outcome.kind;
};

const handedOut: PrescriptionState = {
  ...stateOfIssue(handedOutOffline(), 1),
  custody: { kind: 'ours', sinceAt: now },
};
const returned: PrescriptionState = {
  ...stateOfIssue(offline(), 2),
  custody: { kind: 'returned', at: now, reason: { code: '0003', display: 'Patient requested release' } },
};
const whenDue = asInstant(now + 40 * dayMs);

describe('a pack that has expired beside one that counts', () => {
  it('[DSK-23] what lies in both comes out of the one that counts', () => {
    const { key } = prescription;
    expect(comesOut([inExpired(prescription), inValid(prescription)])).toBe(key);
  });

  it('[DSK-23] an issue stands in the way of none before it', () => {
    expect(comesOut([inValid(issue(1)), inExpired(issue(2))])).toBe(issue(1).key);
    expect(comesOut([inExpired(issue(1)), inValid(issue(2))])).toBe('queued');
  });

  it('[DSK-23] [PRX-19] an issue that has ended there stands in nobody’s way', () => {
    const cancelled = aPrescription({ items: [{ status: 'cancelled' }, { status: 'cancelled' }] });
    expect(comesOut([inExpired(asIssue(cancelled, 1)), inValid(issue(2))])).toBe(issue(2).key);
  });

  it('[DSK-23] [DSK-6] nor does one that was here', () => {
    const opened = [inExpired(issue(1)), inValid(issue(2))];
    expect(comesOut(opened, [handedOut], whenDue)).toBe(issue(2).key);
    const ended = {
      ...stateOfIssue(offline(), 1),
      custody: { kind: 'ended', how: 'cancelled', at: now },
    } as const;
    expect(comesOut(opened, [ended])).toBe(issue(2).key);
    // Asked for by its id is the next one, not the one that was handed out.
    const [first, second] = [inExpired(issue(1)), inExpired(issue(2))];
    expect(comesOut([first, second], [handedOut], whenDue)).toBe('queued');
    expect(comesOut([first, second], [handedOut])).toBe('done');
  });
});

describe('an issue that went back', () => {
  it('[DSK-24] holds what comes after it, not what comes before, nor another script that bears its id', () => {
    const other = asIssue(prescription, 3, otherLongId);
    expect(comesOut([inValid(issue(3))], [returned])).toBe('queued');
    expect(comesOut([inValid(issue(1))], [returned])).toBe(issue(1).key);
    expect(comesOut([inValid(other)], [returned])).toBe(other.key);
  });
});

describe('what a scan says of a pack', () => {
  it('[DSK-4] whose it is, is told by the ODS code, however it is written; an old pack may not say', () => {
    const withOds = (ods: string): Opened => ({ ...inPack17, packed: { ...inPack17.packed, ods } });
    for (const ods of ['FA565', 'fa565', '']) expect(comesOut([withOds(ods)])).toBe(prescription.key);
    expect(comesOut([withOds('FX999')])).toBe('other-pharmacy');
    expect(aScanOf({ opened: [inPack17] }, { ods: 'fa565' }).outcome.kind).toBe('released-offline');
  });

  it('[DSK-18] names the items that have ended and no others', () => {
    const { outcome } = aScanOf({ opened: [inPack17] });
    expect(outcome).toMatchObject({ kind: 'released-offline', over: [] });
  });

  it('[DSK-18] a row that was only listed shows the end in the pack as well', () => {
    const cancelled = aPrescription({ items: [{ status: 'cancelled' }] });
    const { events } = aScanOf({ row: aRow([listed(shortId)]), opened: [inValid(cancelled)] });
    expect(events.map(({ type }) => type)).toEqual(['desk.ended-in-pack']);
    const done = aScanOf({ row: rowWith({ kind: 'closed' }), opened: [inValid(cancelled)] });
    expect(done).toMatchObject({ outcome: { kind: 'over' }, events: [] });
  });
});

describe('what a row says that only the id is known of', () => {
  it('[DSK-4] what hung on its way is asked for again two minutes after it was told', () => {
    const row = {
      ...rowWith({ kind: 'stuck' }),
      since: { at: now, by: '', says: 'spine', note: '' },
    } as const;
    const after = (ms: number) => aScanOf({ row }, { now: asInstant(now + ms) }).outcome.kind;
    expect([after(2 * minuteMs - 1), after(2 * minuteMs + 1)]).toEqual(['needs-person', 'queued']);
  });

  it('[DSK-4] [DSK-13] what is scanned is asked for first', () => {
    expect(aScanOf({}).events).toMatchObject([
      { type: 'desk.listed' },
      { type: 'desk.request-queued', first: true },
    ]);
  });

  it.each([
    ['over', { kind: 'closed' }],
    ['over', { kind: 'handed-out' }],
    ['over', { kind: 'not-dispensed' }],
    ['queued', { kind: 'here' }],
    ['queued', { kind: 'ended-in-pack', end: 'expired', pack: 'Pack 17' }],
  ] as const)('[DSK-4] is %s where it is %o', (kind, custody) => {
    expect(aScanOf({ row: rowWith(custody) }).outcome.kind).toBe(kind);
  });

  it.each([
    ['ended', { kind: 'cancelled' }],
    ['ended', { kind: 'expired' }],
    ['ended', { kind: 'signature-failed' }],
    ['over', { kind: 'closed' }],
    ['over', { kind: 'released-there' }],
    ['over', { kind: 'dispensed' }],
    ['elsewhere', { kind: 'elsewhere', holder }],
    ['needs-person', { kind: 'needs-gp' }],
  ] as const)('[DSK-6] [DSK-15] a pack does not overrule “%s” of a row: %o', (kind, custody) => {
    const decision = aScanOf({ row: rowWith(custody), opened: [inPack17] });
    expect(decision).toMatchObject({ outcome: { kind }, events: [] });
  });

  it.each(['cancelled', 'expired', 'closed', 'released-there'] as const)(
    '[DSK-15] beside another PMR “%s”, which a person said, stays said',
    (kind) => {
      const decision = aScanOf({ row: rowWith({ kind }), opened: [inPack17] }, { companion: true });
      expect(decision).toMatchObject({ outcome: { kind: 'over' }, events: [] });
    },
  );

  it('[DSK-15] beside another PMR a row is not listed again, and no next issue is looked for in a pack', () => {
    const asked = aScanOf({ row: aRow([listed(shortId)]) }, { companion: true });
    expect(asked).toMatchObject({ outcome: { kind: 'say-outcome' }, events: [] });
    const world = { row: rowWith({ kind: 'sealed' }), scripts: [handedOut], opened: [inValid(issue(2))] };
    expect(aScanOf(world, { companion: true, now: whenDue })).toMatchObject({
      outcome: { kind: 'done' },
      events: [],
    });
  });
});

describe('the next issue, asked for by its id', () => {
  const world = { scripts: [handedOut], opened: [inExpired(issue(2))] };

  it.each([
    ['queued', { kind: 'sealed' }],
    ['on-its-way', { kind: 'queued', first: false }],
    ['on-its-way', { kind: 'asked' }],
    ['on-its-way', { kind: 'in-doubt' }],
    ['done', { kind: 'handed-out' }],
  ] as const)('[DSK-24] is %s where its row is %o', (outcome, custody) => {
    expect(aScanOf({ ...world, row: rowWith(custody) }, { now: whenDue }).outcome.kind).toBe(outcome);
  });

  it('[DSK-24] not where the desk does not know of it', () => {
    expect(aScanOf(world, { now: whenDue }).outcome.kind).toBe('done');
  });

  it('[DSK-24] an earlier issue in a pack is not the next one', () => {
    const second: PrescriptionState = {
      ...handedOut,
      prescription: { ...handedOut.prescription, ...issue(2) },
    };
    const opened = [inValid(issue(1))];
    const row = rowWith({ kind: 'sealed' });
    expect(aScanOf({ row, scripts: [second], opened }, { now: whenDue }).outcome.kind).toBe('done');
  });
});
