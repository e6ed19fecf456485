import { describe, expect, it } from 'vitest';
import { isLaterIssue, issueKeyOf, type IssueKey } from '../../renderer/domain/kernel/ids';
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
