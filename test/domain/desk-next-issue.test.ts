import { describe, expect, it } from 'vitest';
import type { Opened } from '../../renderer/domain/desk/decide-scan';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import { followScript } from '../../renderer/domain/desk/follow-script';
import type { DeskCustody } from '../../renderer/domain/desk/model';
import { reconcile } from '../../renderer/domain/desk/reconcile';
import { resultSheetOf } from '../../renderer/domain/desk/result-sheet';
import { deskSentence } from '../../renderer/domain/desk/words';
import { asInstant, formatDateTime } from '../../renderer/domain/kernel/instant';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { evolveAll, now } from '../support/builders';
import {
  answered,
  aRow,
  aScanOf,
  asIssue,
  followed,
  handedOutOffline,
  inPack17,
  listed,
  offline,
  refusedAs,
  stateOfIssue,
} from '../support/desk';

const dayMs = 86_400_000;
const whenDue = asInstant(now + 40 * dayMs);

const confirmed = (state: PrescriptionState): PrescriptionState => ({
  ...state,
  custody: { kind: 'ours', sinceAt: now },
});

const unconfirmed = stateOfIssue(handedOutOffline(), 1);
const first = confirmed(unconfirmed);
const { shortId, key: firstKey } = first.prescription;

const packed = (
  prescription: Prescription,
  more: Partial<Extract<DeskEvent, { type: 'desk.listed' }>> = {},
) =>
  ({
    ...listed(shortId, { kind: 'pack', name: 'Pack 18', packId: 'p18' }),
    packed: {
      key: prescription.key,
      issue: prescription.issue,
      releaseReference: 'r',
      path: 'bundle',
    },
    ...more,
  }) as DeskEvent;
const openedOf = (prescription: Prescription): Opened => ({
  kind: 'read',
  packed: { ...inPack17.packed, key: prescription.key, issue: prescription.issue },
  prescription,
});

const second = asIssue(inPack17.prescription, 2);
const opened = [openedOf(second)];
const queued: DeskEvent = { type: 'desk.request-queued', id: shortId, first: true };
const handedOut = followed(aRow([listed(shortId)]), first);
const waiting = followed(aRow([packed(second)]), first);

describe('the next issue of a repeat in a pack', () => {
  it('[DSK-13] [DSK-24] waits until the one that was handed out is confirmed, whichever came first', () => {
    const before = followed(aRow([packed(second)]), unconfirmed, 'prescription.supplied');
    const after = aRow([packed(second)], followed(aRow([listed(shortId)]), unconfirmed));
    for (const row of [before, after]) {
      expect(row.custody.kind).toBe('handed-out');
      expect(row.unconfirmed).toBeDefined();
      const world = { row, scripts: [unconfirmed], opened };
      expect(aScanOf(world, { now: whenDue, early: true }).outcome.kind).toBe('done');
      const then = followed(row, first, 'prescription.confirmed');
      expect(then.unconfirmed).toBeUndefined();
      expect(then.custody.kind).toBe('sealed');
      expect(aScanOf({ row: then, scripts: [first], opened }, { now: whenDue }).outcome.kind).toBe(
        'released-offline',
      );
    }
  });

  it('[DSK-11] the Spine’s word is about the first issue that is not confirmed', () => {
    const next = stateOfIssue(offline(), 2);
    const said = reconcile([next, unconfirmed], { kind: 'cancelled' });
    expect(said.map((event) => 'key' in event && event.key)).toEqual([firstKey]);
    expect(reconcile([next, first], { kind: 'cancelled' })).toMatchObject([
      { type: 'prescription.conflicted', key: next.prescription.key },
    ]);
  });

  it.each(['needs-gp', 'cancelled', 'closed'] as const)(
    '[DSK-15] [DSK-24] stays in its pack where a person said “%s”, whatever happens to the one before',
    (kind) => {
      const outcome = { kind } as Extract<DeskEvent, { type: 'desk.outcome-recorded' }>['outcome'];
      const row = aRow([{ type: 'desk.outcome-recorded', id: shortId, outcome, note: 'Rang.' }], waiting);
      const scanned = aScanOf({ row, scripts: [first], opened }, { now: whenDue, early: true });
      expect(scanned).toMatchObject({ outcome: { kind: 'done' }, events: [] });
      const after = followed(row, first, 'prescription.claimed');
      expect(after).toMatchObject({ custody: { kind }, since: { says: 'person', note: 'Rang.' } });
    },
  );

  it.each([
    ['in a pack', waiting],
    ['known by its id', handedOut],
  ])('[DSK-15] [DSK-24] the Spine’s “cancelled” of one %s stands too', (_, before) => {
    const row = answered(aRow([queued], before), refusedAs('PRESCRIPTION_CANCELLED'));
    expect(row.custody.kind).toBe('cancelled');
    expect(aScanOf({ row, scripts: [first], opened }, { now: whenDue }).events).toEqual([]);
    const after = followed(row, first, 'prescription.claimed');
    expect(after.custody.kind).toBe('cancelled');
    // What was handed out comes back to the fore where somebody has something to decide about it.
    const conflicted = evolveAll(first, [
      { type: 'prescription.conflicted', key: firstKey, says: { kind: 'dispensed' } },
    ]);
    expect(followed(after, conflicted, 'prescription.conflicted').custody.kind).toBe('conflict');
  });

  it('[DSK-9] [DSK-24] one that was taken out early and put back is not due by that', () => {
    const undone: PrescriptionState = {
      ...stateOfIssue(offline(), 2),
      custody: { kind: 'sealed', sinceAt: now, pack: 'Pack 18' },
    };
    const world = { row: waiting, scripts: [first, undone], opened };
    expect(aScanOf(world).outcome.kind).toBe('next-not-due');
    expect(aScanOf(world, { early: true }).outcome.kind).toBe('released-offline');
  });

  it('[DSK-6] [DSK-24] does not come out once the issue before it went back', () => {
    const returned: PrescriptionState = {
      ...stateOfIssue(offline(), 1),
      custody: { kind: 'returned', at: now, reason: { code: '0003', display: 'Patient requested release' } },
    };
    expect(aScanOf({ row: waiting, scripts: [returned], opened }, { now: whenDue }).outcome.kind).not.toBe(
      'released-offline',
    );
  });

  it('[DSK-23] [DSK-24] is asked for by its id once its pack has expired and it is due', () => {
    const [inside] = opened;
    if (inside?.kind !== 'read') throw new Error('not read');
    const expired: Opened[] = [
      { kind: 'expired', packed: inside.packed, expiredAt: now, prescription: inside.prescription },
    ];
    const world = { row: waiting, scripts: [first], opened: expired };
    expect(aScanOf(world, { now: whenDue })).toMatchObject({
      outcome: { kind: 'queued' },
      events: [{ type: 'desk.request-queued' }],
    });
    expect(aScanOf(world)).toMatchObject({ outcome: { kind: 'done' }, events: [] });
    const asked = aRow([queued], waiting);
    expect(aScanOf({ ...world, row: asked }, { now: whenDue }).outcome.kind).toBe('on-its-way');
  });
});

describe('what a row says of a hand-out', () => {
  it('[DSK-12] bears the time and the name of the hand-out, whoever named it at the desk later', () => {
    const [supply] = first.supplies;
    if (!supply) throw new Error('nothing handed out');
    const later = { seq: 9, at: asInstant(now + 5 * dayMs), by: 'Tom Importer' };
    const found = followScript(aRow([listed(shortId)]), first, { type: 'desk.found-here', ...later });
    const when = formatDateTime(supply.handedOverAt);
    expect(found.since).toMatchObject({ at: supply.handedOverAt, by: supply.by });
    expect(deskSentence(found).sentence).toContain(when);
    expect(deskSentence(found).sentence).not.toContain('Importer');
    expect(resultSheetOf([found], undefined, false).left).toBe('Nothing is left to do.');
  });
});

describe('copies of a prescription in several packs', () => {
  const from = (name: string, issuedAt: number, cancelled: boolean): DeskEvent => {
    const source = { kind: 'pack' as const, name, packId: name, issuedAt: asInstant(issuedAt) };
    const ends = { at: now, how: 'cancelled' as const };
    const base = packed(inPack17.prescription, { source });
    return base.type === 'desk.listed' && base.packed && cancelled
      ? { ...base, packed: { ...base.packed, ends } }
      : base;
  };
  const kinds = (events: readonly DeskEvent[]): readonly DeskCustody['kind'][] =>
    events.map((_, i) => aRow(events.slice(0, i + 1)).custody.kind);

  it('[DSK-23] the copy that was made later counts, in whatever order they are taken in', () => {
    const [older, newer] = [from('Pack 17', now - 7 * dayMs, false), from('Pack 40 of Beta', now, true)];
    expect(kinds([newer, older])).toEqual(['ended-in-pack', 'ended-in-pack']);
    expect(kinds([older, newer])).toEqual(['sealed', 'ended-in-pack']);
    expect(aRow([newer, older]).sources.map(({ name }) => name)).toEqual(['Pack 40 of Beta', 'Pack 17']);
    expect(kinds([from('Pack 17', now - 7 * dayMs, true), from('Pack 41', now, false)])).toEqual([
      'ended-in-pack',
      'sealed',
    ]);
  });
});

describe('a short id that recurs', () => {
  const another = asIssue(inPack17.prescription, 1, '99999999-0000-4000-8000-00000000beef');
  const world = { scripts: [first], opened: [openedOf(another)] };
  const hint = { name: 'BOYCE, Ann', birthDate: '1950-01-01', items: 'Ramipril' };
  const brought = packed(another, { hint });
  const here: PrescriptionState = { ...offline(), prescription: another };

  it('[DSK-1] [DSK-24] what was done with the script before it does not hide the one that a pack brings', () => {
    const rows = [aRow([brought], handedOut), followed(aRow([brought]), first, 'desk.found-here')];
    for (const row of rows) {
      expect(row.custody.kind).toBe('sealed');
      expect(row.hint).toEqual(hint);
      expect(aScanOf({ ...world, row }).events).toMatchObject([
        { type: 'prescription.released-offline', key: another.key },
      ]);
      expect(followed(row, first, 'prescription.claimed')).toEqual(row);
      const released = followed(row, here, 'prescription.released-offline');
      expect(released).toMatchObject({ custody: { kind: 'here' }, script: another.key });
      expect(followed(released, first, 'prescription.claimed')).toEqual(released);
    }
  });

  it('[DSK-4] [DSK-24] while the one before is open or waits for the Spine’s word, that comes first', () => {
    const open = stateOfIssue(offline(), 1);
    expect(aRow([brought], followed(aRow([listed(shortId)]), open)).custody.kind).toBe('here');
    expect(aScanOf({ ...world, scripts: [open] }).outcome.kind).toBe('opened');
    const waits = aRow([brought], followed(aRow([packed(asIssue(first.prescription, 1))]), unconfirmed));
    expect(waits.custody.kind).toBe('handed-out');
    const then = followed(waits, first, 'prescription.confirmed');
    expect(then.custody.kind).toBe('sealed');
    // Its patient is not the one whose script was confirmed.
    expect(then.hint.name).toBe('');
    const done: PrescriptionState = { ...first, prescription: another };
    const last = followed(
      followed(then, here, 'prescription.released-offline'),
      done,
      'prescription.supplied',
    );
    expect(last.custody.kind).toBe('handed-out');
  });
});
