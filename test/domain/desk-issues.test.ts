import { describe, expect, it } from 'vitest';
import { isLaterIssue, issueKeyOf, type IssueKey } from '../../renderer/domain/kernel/ids';
import type { Opened } from '../../renderer/domain/desk/decide-scan';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { deskTabOf, type DeskRow } from '../../renderer/domain/desk/model';
import { sayScan } from '../../renderer/domain/desk/scan-words';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { act, evolveAll, now, received } from '../support/builders';
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
  replaced,
  stateOfIssue,
} from '../support/desk';

const offlineFirst = stateOfIssue(handedOutOffline(), 1);
const first: PrescriptionState = { ...offlineFirst, custody: { kind: 'ours', sinceAt: now } };
const { shortId } = first.prescription;
const packed = (issue: number) => ({
  ...listed(shortId, { kind: 'pack', name: 'Pack 18', packId: 'p18' }),
  packed: { key: asIssue(first.prescription, issue).key, issue, releaseReference: 'r', path: 'bundle' },
});
const queued = { type: 'desk.request-queued', id: shortId, first: true } as const;

describe('several issues of one id', () => {
  it('[DSK-24] a key knows whether it is of a later issue of the same script', () => {
    const key = (longId: string, issue: number): IssueKey => issueKeyOf(shortId, longId, issue);
    expect(isLaterIssue(key('a', 10), key('a', 9))).toBe(true);
    expect(isLaterIssue(key('a', 9), key('a', 9))).toBe(false);
    expect(isLaterIssue(key('b', 2), key('a', 1))).toBe(false);
  });

  it('[DSK-24] once an issue is handed out its row waits for the next one in a pack, whichever came first', () => {
    const handedOut = followed(aRow([listed(shortId)]), first);
    expect(handedOut.custody.kind).toBe('handed-out');
    const imported = aRow([packed(2)], handedOut);
    expect(imported.custody.kind).toBe('sealed');
    const before = followed(aRow([packed(2)]), first);
    expect(before.custody.kind).toBe('sealed');
    // The one that is here and open is worked on first.
    expect(followed(aRow([packed(2)]), stateOfIssue(received(), 1)).custody.kind).toBe('here');
    expect(aRow([packed(1)], handedOut).custody.kind).toBe('handed-out');
  });

  it('[DSK-24] a row follows the latest issue that was here', () => {
    const second = followed(
      aRow([packed(2)], followed(aRow([listed(shortId)]), first)),
      stateOfIssue(offline(), 2),
    );
    expect(second.custody.kind).toBe('here');
    expect(followed(second, first, 'message.accepted')).toEqual(second);
  });

  it('[DSK-23] [DSK-24] an issue does not come out before one whose pack has expired: the Spine is asked', () => {
    const issueOf = (n: number) => {
      const prescription = asIssue(inPack17.prescription, n);
      return { packed: { ...inPack17.packed, key: prescription.key, issue: n }, prescription };
    };
    const row = aRow([packed(1), packed(2)]);
    const opened: Opened[] = [
      { kind: 'expired', expiredAt: now, ...issueOf(1) },
      { kind: 'read', ...issueOf(2) },
    ];
    const { outcome, events } = aScanOf({ row, opened });
    expect([outcome.kind, events.map(({ type }) => type)]).toEqual(['queued', ['desk.request-queued']]);
    // Once the first is done, or can never be supplied any more, it stands in nobody's way.
    expect(aScanOf({ row, opened: opened.slice(1) }).outcome.kind).toBe('released-offline');
  });

  it('[DSK-1] [DSK-23] a row says whose it is as the copy says that would come out, in whatever order they came', () => {
    const copy = (packId: string, name: string, issuedAt: number, n?: number): DeskEvent => ({
      ...{ type: 'desk.listed', id: shortId, place: 'row 1' },
      source: { kind: 'pack', name: packId, packId, issuedAt: asInstant(issuedAt) },
      hint: { name, birthDate: '', items: '' },
      ...(n === undefined
        ? {}
        : { packed: { key: asIssue(first.prescription, n).key, issue: n, releaseReference: 'r', path: '' } }),
    });
    const copies = [copy('a', 'A', 1, 1), copy('b', 'B', 2, 1), copy('c', 'C', 2, 1), copy('d', 'D', 9, 2)];
    const orders = [copies, [...copies].reverse(), [copies[2], copies[0], copies[3], copies[1]]];
    for (const order of orders) {
      const row = aRow(order.filter((one) => one !== undefined));
      expect([row.hint.name, row.packed.map(({ packId }) => packId)]).toEqual(['C', ['c', 'd']]);
    }
    const said = [copy('a', 'A', 1), copy('b', 'B', 2)];
    for (const order of [said, [...said].reverse()]) expect(aRow(order).hint.name).toBe('B');
    // What a prescription says itself is not overruled by a name beside an id.
    expect(aRow([copy('c', 'C', 2, 1), copy('e', 'E', 9)]).hint.name).toBe('C');
    expect(aRow([copy('e', 'E', 9), copy('c', 'C', 2, 1)]).hint.name).toBe('C');
  });

  it('[DSK-14] what happens to the script beside it does not end a request; what brings a script does', () => {
    const asked = aRow([queued], followed(aRow([listed(shortId)]), first));
    expect(deskTabOf(asked)).toBe('waiting');
    const beside = followed(asked, first, 'prescription.claimed');
    expect(beside.custody.kind).toBe('queued');
    expect(aRow([{ type: 'desk.request-dropped', id: shortId }], beside).custody.kind).toBe('handed-out');
    expect(followed(asked, stateOfIssue(received(), 2)).custody.kind).toBe('here');
  });

  it('[DSK-24] the Spine’s “dispensed” about an issue that was handed out here is no news', () => {
    const handedOut = followed(aRow([listed(shortId)]), first);
    const told = answered(aRow([queued], handedOut), refusedAs('PRESCRIPTION_DISPENSED'));
    expect(told).toEqual(handedOut);
    const elsewhere = answered(aRow([listed(shortId), queued]), refusedAs('PRESCRIPTION_DISPENSED'));
    expect(elsewhere.custody.kind).toBe('dispensed');
  });

  it('[DSK-9] a request that a release took over is there again when the release is taken back', () => {
    const asked = aRow([listed(shortId), queued, packed(1)]);
    expect(asked.custody.kind).toBe('queued');
    const open = stateOfIssue(offline(), 1);
    const here = followed(asked, open, 'prescription.released-offline');
    expect(here.custody.kind).toBe('here');
    const { key } = open.prescription;
    const undone = followed(
      here,
      evolveAll(open, [{ type: 'prescription.release-undone', key }]),
      'prescription.release-undone',
    );
    expect(undone.custody).toEqual({ kind: 'queued', first: true });
    expect(aRow([{ type: 'desk.request-dropped', id: shortId }], undone).custody.kind).toBe('sealed');
  });

  it('[DSK-24] without a pack the next issue is asked for by the same id', () => {
    const row: DeskRow = followed(aRow([listed(shortId)]), first);
    const confirmed: PrescriptionState = { ...first, custody: { kind: 'ours', sinceAt: now } };
    const world = { id: shortId, scripts: [confirmed], row, opened: [] };
    const said = sayScan(aScanOf(world), world);
    expect(said).toMatchObject({ title: 'ALREADY HANDED OUT', mayAsk: true });
    expect(said.sentence).toMatch(/^Issue 1 of 6 was handed out at /);
    expect(said.next).toMatch(/^Nothing to do with it. Issue 2 is asked for by the same id, from \d\d-/);
    const last: PrescriptionState = stateOfIssue(confirmed, 6);
    expect(sayScan(aScanOf({ scripts: [last] }), { ...world, scripts: [last] })).toMatchObject({
      next: 'Nothing to do.',
    });
  });

  it('[DSK-24] [DSK-4] a later issue does not come out over a hold, a replacement, or an issue that is worked on', () => {
    const inside = asIssue(inPack17.prescription, 2);
    const opened = [
      { ...inPack17, packed: { ...inPack17.packed, key: inside.key, issue: 2 }, prescription: inside },
    ];
    const kind = (state: PrescriptionState, more = {}) =>
      aScanOf({ scripts: [state], opened, ...more }, { early: true }).outcome.kind;
    expect(kind(first)).toBe('released-offline');
    const conflicted = evolveAll(first, [
      { type: 'prescription.conflicted', key: first.prescription.key, says: { kind: 'cancelled' } },
    ]);
    expect(kind(conflicted)).toBe('done');
    expect(kind(first, { superseded: replaced })).toBe('done');
    expect(kind(stateOfIssue(act(offline(), { kind: 'CheckPrescription' }), 1))).toBe('opened');
  });
});
