import { describe, expect, it } from 'vitest';
import { decideOutcome, mayAsk, notToRecord } from '../../renderer/domain/desk/decide-desk';
import { judgeEntry } from '../../renderer/domain/desk/decide-import';
import type { Opened } from '../../renderer/domain/desk/decide-scan';
import { endedSince } from '../../renderer/domain/desk/ended-in-pack';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import { deskTabOf, type DeskRow } from '../../renderer/domain/desk/model';
import { sayScan } from '../../renderer/domain/desk/scan-words';
import { custodyWord, deskSentence } from '../../renderer/domain/desk/words';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { ImportSource } from '../../renderer/domain/recovery/import';
import { act, now, received } from '../support/builders';
import {
  anId,
  aPack,
  answered,
  aRow,
  aScanOf,
  followed,
  inPack17,
  listed,
  offline,
  refusedAs,
  rowWith,
  settledAsNotKnown,
  holder,
} from '../support/desk';
import { aBundle, aPrescription } from '../support/fhir';

const id = anId(1);
const { prescription } = inPack17;

describe('how rows of the desk end', () => {
  it('[DSK-18] [PRX-19] does not release what has ended in its pack, whole; of several items it names the ended', () => {
    const packedAs = (items: Parameters<typeof aBundle>[0], more: readonly Opened[] = []) => {
      const inside = aPrescription(items);
      const world = {
        opened: [{ ...inPack17, prescription: inside }, ...more],
        row: rowWith({ kind: 'sealed' }),
      };
      const decision = aScanOf(world);
      const whole = { id: prescription.shortId, scripts: [], ...world };
      return { decision, said: sayScan(decision, whole), companion: aScanOf(world, { companion: true }) };
    };
    const cancelled = { items: [{ status: 'cancelled' }, { status: 'cancelled' }] };
    const old = { start: '2025-10-01' };
    const both = { start: '2025-10-01', items: [{ status: 'cancelled' }, {}] };
    const found = [cancelled, old, both].map((items) => packedAs(items));
    expect(found.map(({ said }) => said.title)).toEqual(['CANCELLED', 'EXPIRED', 'NOTHING TO DISPENSE']);
    for (const { decision, said, companion } of found) {
      expect(decision.events.map(({ type }) => type)).toEqual(['desk.ended-in-pack']);
      expect(said).toMatchObject({ look: 'refused', asks: true });
      expect(said.key).toBeUndefined();
      expect(companion).toEqual(decision);
    }
    expect(found[1]?.said.sentence).toContain('01-Apr-2026 23:59');
    const some = packedAs({ items: [{ status: 'cancelled', name: 'Naproxen 500mg tablets' }, {}] });
    expect(some.decision.outcome.kind).toBe('released-offline');
    expect(some.said.sentence).toContain('but not Naproxen 500mg tablets');
    expect(packedAs(old, [inPack17]).decision.outcome).toMatchObject({
      kind: 'released-offline',
      prescription,
    });
  });

  const inPack = (script: Parameters<typeof aBundle>[0], source: ImportSource = aPack): DeskEvent => {
    const entry = { shortId: prescription.shortId, bundle: aBundle(script) };
    const judged = judgeEntry(entry, source, now);
    if (judged.kind === 'refused') throw new Error(judged.leftOut.sentence);
    return judged.event;
  };
  const old = { start: '2025-10-01' };
  const later = { ...aPack, name: 'Pack 18', packId: 'p18' };

  it('[DSK-18] a row whose prescription has ended in its pack shows its end, and does not wait to be scanned', () => {
    const cancelled = aRow([inPack({ items: [{ status: 'cancelled' }, { status: 'cancelled' }] })]);
    const expired = aRow([inPack(old)]);
    const closed = aRow([inPack({ ...old, items: [{ status: 'cancelled' }, {}] })]);
    const rows = [cancelled, expired, closed];
    expect(rows.map(({ custody }) => custodyWord(custody))).toEqual([
      'cancelled',
      'expired',
      'nothing to dispense',
    ]);
    expect(rows.map(deskTabOf)).toEqual(['needs-gp', 'needs-gp', 'needs-person']);
    for (const row of rows) {
      const { sentence, next } = deskSentence(row);
      expect([sentence, next]).toEqual([
        expect.stringContaining('Pack 17'),
        expect.stringContaining('record with R'),
      ]);
      expect(deskSentence(row, true).next).not.toContain('Spine');
      expect([mayAsk(row), notToRecord(row)]).toEqual([true, undefined]);
    }
    expect(deskTabOf(aRow([inPack({ items: [{ status: 'cancelled' }, {}] })]))).toBe('to-scan');
  });

  it('[DSK-18] [DSK-23] a later pack opens it again or ends it; one issue that can come out is enough', () => {
    const expired = aRow([inPack(old)]);
    expect(aRow([inPack({}, later)], expired).custody).toEqual({ kind: 'sealed' });
    expect(aRow([inPack(old, later)], aRow([inPack({})])).custody).toMatchObject({
      kind: 'ended-in-pack',
      pack: 'Pack 18',
    });
    const event = inPack({});
    const second = {
      ...event,
      packed: 'packed' in event && event.packed && { ...event.packed, key: 'another', issue: 2 },
    };
    expect(aRow([second as DeskEvent], expired).custody).toEqual({ kind: 'sealed' });
    // What the Spine or a person said stands.
    for (const custody of [{ kind: 'stuck' }, { kind: 'cancelled' }, { kind: 'closed' }] as const)
      expect(aRow([inPack(old)], rowWith(custody)).custody).toEqual(custody);
  });

  it('[DSK-18] what ends while it lies in its pack shows it from the next day on, without a scan', () => {
    const sealed = aRow([inPack({})]);
    const last = sealed.packed[0]?.ends?.at ?? now;
    expect([sealed.packed[0]?.ends?.how, last > now]).toEqual(['expired', true]);
    expect(endedSince([sealed], asInstant(last - 1))).toEqual([]);
    const events = endedSince([sealed, aRow([listed(id)])], last);
    expect(events).toHaveLength(1);
    const row = aRow(events, sealed);
    expect([custodyWord(row.custody), deskTabOf(row)]).toEqual(['expired', 'needs-gp']);
    expect(endedSince([row], last)).toEqual([]);
    // It was released before that was written.
    const here = followed(sealed, received());
    expect(aRow(events, here)).toEqual(here);
    // One of its items was cancelled before, so not all of it has expired.
    const some = aRow([inPack({ items: [{ status: 'cancelled' }, {}] })]);
    expect(some.packed[0]?.ends?.how).toBe('closed');
  });

  it('[DSK-18] what ended while it lay in the pack shows it once it was scanned', () => {
    const sealed = aRow([inPack({})]);
    const opened: readonly Opened[] = [{ ...inPack17, prescription: aPrescription(old) }];
    const { events } = aScanOf({ row: sealed, opened });
    const row = aRow(events as readonly DeskEvent[], sealed); // a release would not be one
    expect([row.custody, deskTabOf(row)]).toEqual([
      { kind: 'ended-in-pack', end: 'expired', pack: 'Pack 17' },
      'needs-gp',
    ]);
    const again = aScanOf({ row, opened });
    expect([again.outcome.kind, again.events]).toEqual(['ended-in-pack', []]);
    expect(aScanOf({ row: rowWith({ kind: 'needs-gp' }), opened }).events).toEqual([]);
  });

  it('[DSK-15] a person’s word never takes the place of a script that is here or being asked for', () => {
    const code = (
      row: DeskRow,
      outcome: Parameters<typeof decideOutcome>[1],
      companion = false,
      note = '',
    ) => {
      const decision = decideOutcome(row, outcome, note, companion);
      return decision.kind === 'refused' ? decision.code : 'decided';
    };
    const free = rowWith({ kind: 'listed' });
    expect(code(followed(free, received()), { kind: 'cancelled' })).toBe('ScriptIsHere');
    expect(code(rowWith({ kind: 'asked' }), { kind: 'needs-gp' })).toBe('RequestUnderWay');
    expect(code(free, { kind: 'released-there' })).toBe('HasBroker');
    expect(code(free, { kind: 'released-there' }, true)).toBe('decided');
    expect(code(free, { kind: 'elsewhere', holder: { ...holder, name: ' ' } })).toBe('HolderMissing');
    expect(code(free, { kind: 'closed' })).toBe('NoteMissing');
    expect(code(free, { kind: 'needs-gp' })).toBe('decided');
    for (const outcome of [
      { kind: 'elsewhere', holder },
      { kind: 'cancelled' },
      { kind: 'expired' },
    ] as const) {
      expect(code(free, outcome)).toBe('NoteMissing');
      expect(code(free, outcome, false, 'Dr Nwosu, by phone.')).toBe('decided');
      expect(code(free, outcome, true)).toBe('decided');
    }
  });

  it('[DSK-15] with a broker too, what the Spine leaves open is brought to its end by a person, as their word', () => {
    const refused = answered(aRow([listed(id)]), refusedAs('ERROR'));
    const unknown = answered(aRow([listed(id)]), refusedAs('PRESCRIPTION_NOT_FOUND'));
    // Another script came under its id: there is none of its own to open.
    const noScript = rowWith({ kind: 'here' });
    for (const row of [refused, unknown, noScript]) {
      const decision = decideOutcome(row, { kind: 'closed' }, 'The patient has moved.', false);
      const closed = decision.kind === 'decided' ? aRow(decision.events, row) : row;
      expect(deskTabOf(closed)).toBe('ended');
      expect(deskSentence(closed).sentence).toMatch(
        /^Tom Reed recorded at .*: closed\. The patient has moved\.$/,
      );
      expect(mayAsk(closed)).toBe(true);
    }
    const told: DeskEvent = {
      type: 'desk.outcome-recorded',
      id,
      outcome: { kind: 'cancelled' },
      note: 'The GP.',
    };
    const byWord = aRow([told], aRow([listed(id)]));
    const asked = aRow([{ type: 'desk.request-queued', id, first: true }], byWord);
    const said = answered(asked, refusedAs('PRESCRIPTION_CANCELLED'));
    expect([byWord.since.says, said.since.says]).toEqual(['person', 'spine']);
  });

  it('[DSK-15] a scan that only a person can bring on asks what became of it', () => {
    const world = (custody: DeskRow['custody']) => ({ id, scripts: [], row: rowWith(custody), opened: [] });
    const asks = (custody: DeskRow['custody']) => sayScan(aScanOf(world(custody)), world(custody)).asks;
    expect(asks({ kind: 'refused', sentence: 'No.', next: 'Call.' })).toBe(true);
    expect(asks({ kind: 'asked' })).toBeUndefined();
  });

  it('[DSK-23] out of a pack that has expired nothing is released: the Spine is asked', () => {
    const expired: Opened = { kind: 'expired', packed: inPack17.packed, expiredAt: now };
    const world = { id, scripts: [], row: rowWith({ kind: 'sealed' }), opened: [expired] };
    const decision = aScanOf(world);
    expect(decision.events.map(({ type }) => type)).toEqual(['desk.request-queued']);
    const said = sayScan(decision, world);
    expect([said.title, said.sentence]).toEqual([
      'REQUEST QUEUED',
      expect.stringContaining('Pack 17 expired at 24-Nov-2026 09:00'),
    ]);
    expect(aScanOf({ ...world, row: rowWith({ kind: 'asked' }) }).outcome.kind).toBe('on-its-way');
  });

  it('[DSK-23] of two packs with the same prescription the later one’s copy counts', () => {
    const packed = { key: prescription.key, issue: 1, releaseReference: '', path: 'bundle' };
    const from = (source: ImportSource): DeskEvent => ({ ...listed(id, source), packed }) as DeskEvent;
    const row = aRow([from(aPack), from({ ...aPack, name: 'Pack 18', packId: 'p18' })]);
    expect(row.packed.map(({ pack }) => pack)).toEqual(['Pack 18']);
  });

  it('[DSK-15] what a person recorded as needing the GP, or as released elsewhere, does not come out of a pack', () => {
    for (const kind of ['needs-gp', 'released-there'] as const)
      expect(aScanOf({ row: rowWith({ kind }), opened: [inPack17] }).events).toEqual([]);
    expect(aScanOf({ row: rowWith({ kind: 'listed' }), opened: [inPack17] }).outcome.kind).toBe(
      'released-offline',
    );
  });

  it('[DSK-9] [DSK-18] a request taken back, or a word taken back, shows the pack that came meanwhile', () => {
    const queued: DeskEvent = { type: 'desk.request-queued', id, first: true };
    const dropped: DeskEvent = { type: 'desk.request-dropped', id };
    const toList: DeskEvent = { type: 'desk.outcome-recorded', id, outcome: { kind: 'listed' }, note: '' };
    expect(aRow([listed(id), queued, inPack({}), dropped]).custody).toEqual({ kind: 'sealed' });
    expect(aRow([listed(id), queued, inPack(old), dropped]).custody.kind).toBe('ended-in-pack');
    expect(aRow([inPack({}), toList]).custody).toEqual({ kind: 'sealed' });
    expect(aRow([inPack(old), toList]).custody.kind).toBe('ended-in-pack');
    expect(aRow([listed(id), queued, dropped, toList]).custody).toEqual({ kind: 'listed' });
  });

  it('[DSK-6] [DSK-12] what was handed out and left us by the Spine’s word is done, also with a later pack', () => {
    const state = settledAsNotKnown();
    const row = followed(aRow([inPack({})]), state);
    const again = aRow([inPack({}, later)], row);
    const putBack = followed(aRow([inPack({})]), act(offline(), { kind: 'UndoRelease' }));
    expect(aRow([inPack(old, later)], putBack).custody.kind).toBe('ended-in-pack');
    expect([row.custody, again.custody]).toEqual([{ kind: 'not-found' }, { kind: 'not-found' }]);
    const world = { id, scripts: [state], row: again, opened: [inPack17] };
    const decision = aScanOf(world);
    expect(decision.events).toEqual([]);
    const { title, sentence } = sayScan(decision, world);
    expect([title, sentence]).toEqual([
      'ALREADY HANDED OUT',
      expect.stringMatching(/^It was handed out at .* by .+\.$/),
    ]);
  });
});
