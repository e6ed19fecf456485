import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAskFor, decideDropAll, decideDropRequest } from '../../renderer/domain/desk/decide-desk';
import { isKnown, judgeEntry, otherPharmacyRefusal } from '../../renderer/domain/desk/decide-import';
import type { Opened, ScanWorld } from '../../renderer/domain/desk/decide-scan';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import { deskOrderOf, deskTabOf, deskTabs, type DeskRow } from '../../renderer/domain/desk/model';
import { sayScan, sayWrong } from '../../renderer/domain/desk/scan-words';
import { deskSentence } from '../../renderer/domain/desk/words';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { act, evolveAll, now, received } from '../support/builders';
import {
  aList,
  answered,
  anId,
  aPack,
  aRow,
  aScanOf,
  followed,
  handedOutOffline,
  inPack17,
  listed,
  offline,
  refusedAs,
  replaced,
  rowWith,
  holder,
} from '../support/desk';
import { aBundle, aPrescription, aShortId } from '../support/fhir';

const id = anId(1);
const prescription = aPrescription();
const { packed } = inPack17;
const opened: Opened = inPack17;

const outcomes: fc.Arbitrary<DeskEvent> = fc.oneof(
  fc.constant(listed(id)),
  fc.constant(listed(id, aPack)),
  fc.constant<DeskEvent>({ type: 'desk.ended-in-pack', id, end: 'expired', pack: 'Pack 17' }),
  fc.constant<DeskEvent>({ type: 'desk.request-queued', id, first: false }),
  fc.constant<DeskEvent>({ type: 'desk.request-dropped', id }),
  fc.constant<DeskEvent>({ type: 'desk.outcome-recorded', id, outcome: { kind: 'needs-gp' }, note: '' }),
  fc.constant<DeskEvent>({
    type: 'desk.outcome-recorded',
    id,
    outcome: { kind: 'elsewhere', holder },
    note: '',
  }),
);

describe('desk', () => {
  it('[DSK-1] a row never goes away, and is in exactly one group whatever is heard of it', () => {
    fc.assert(
      fc.property(fc.array(outcomes, { maxLength: 12 }), (events) => {
        const row = aRow(events, aRow([listed(id)]));
        expect(row.id).toBe(id);
        expect(deskTabs.filter((tab) => tab === deskTabOf(row))).toHaveLength(1);
        expect(deskSentence(row).sentence).not.toBe('');
      }),
    );
  });

  it('[DSK-1] once the script is here, the row says what the script says', () => {
    const row = followed(aRow([listed(id)]), received());
    expect([row.custody.kind, deskTabOf(row), row.hint.name]).toEqual(['here', 'released', 'OKAFOR, Chidi']);
    const unconfirmed = followed(aRow([listed(id)]), offline());
    expect([unconfirmed.custody.kind, deskTabOf(unconfirmed)]).toEqual(['here', 'unconfirmed']);
    const out = followed(unconfirmed, handedOutOffline());
    expect([out.custody.kind, deskTabOf(out)]).toEqual(['handed-out', 'unconfirmed']);
  });

  it('[DSK-2] the same source again adds nothing; another is one more source of the row', () => {
    const row = aRow([listed(id), listed(id)]);
    expect(row.sources).toHaveLength(1);
    expect(aRow([listed(id, aPack)], row).sources.map(({ name }) => name)).toEqual([
      'barcodes.txt',
      'Pack 17',
    ]);
    const again = judgeEntry({ shortId: id }, aList, now);
    expect(again.kind === 'listed' && isKnown(row, again.event)).toBe(true);
  });

  it('[DSK-3] an entry needs a right id, and its prescription must bear it', () => {
    const kind = (entry: Parameters<typeof judgeEntry>[0]) => judgeEntry(entry, aPack, now).kind;
    expect(kind({ shortId: id.replaceAll('-', '').toLowerCase() })).toBe('listed');
    expect(kind({ shortId: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` })).toBe('refused');
    expect(kind({ shortId: aShortId, bundle: aBundle() })).toBe('listed');
    expect(judgeEntry({ shortId: aShortId, bundle: aBundle() }, aPack, now)).toMatchObject({
      event: {
        hint: { name: 'OKAFOR, Chidi', items: 'Amoxicillin 250mg capsules' },
        packed: { path: 'bundle' },
      },
    });
  });

  it('[DSK-3] a script whose prescription cannot be used is listed by its id, with the reason', () => {
    const hint = { name: 'OKAFOR, Chidi' };
    for (const entry of [
      { shortId: id, bundle: aBundle() },
      { shortId: aShortId, issue: 2, bundle: aBundle() },
      { shortId: aShortId, bundle: { resourceType: 'Bundle' } },
    ]) {
      const judged = judgeEntry({ ...entry, hint, place: 'entry 3' }, aPack, now);
      if (judged.kind !== 'listed') throw new Error(judged.leftOut.sentence);
      expect(judged.event).toMatchObject({ id: entry.shortId, hint });
      expect([judged.event.packed, judged.bundle]).toEqual([undefined, undefined]);
      expect(judged.leftOut).toMatchObject({
        what: 'prescription',
        shortId: entry.shortId,
        place: 'entry 3',
        sentence: expect.stringMatching(/\.$/) as unknown,
      });
    }
  });

  it('[DSK-4] a pack for another pharmacy is not taken in, and not scanned out of', () => {
    expect(otherPharmacyRefusal({ ...aPack, ods: 'XYZ99' }, 'FA565')?.code).toBe('OtherPharmacy');
    expect(otherPharmacyRefusal(aPack, 'fa565')).toBeUndefined();
    const decision = aScanOf({ opened: [{ ...opened, packed: { ...packed, ods: 'XYZ99' } }] });
    expect([decision.outcome.kind, decision.events]).toEqual(['other-pharmacy', []]);
  });
});

describe('a scan', () => {
  it('[DSK-5] [DSK-6] releases what lies in a pack, once; of an id alone it queues a request', () => {
    const released = aScanOf({ opened: [opened] });
    expect(released.events).toMatchObject([{ type: 'prescription.released-offline', pack: 'Pack 17' }]);
    expect(sayScan(released, { id, scripts: [], row: undefined, opened: [] })).toMatchObject({
      look: 'accepted',
      title: 'RELEASED OFFLINE',
      undo: 'release',
    });
    const again = aScanOf({ scripts: [offline()], opened: [opened] });
    expect([again.outcome.kind, again.events]).toEqual(['opened', []]);
    const unknown = aScanOf({});
    expect(unknown.events.map(({ type }) => type)).toEqual(['desk.listed', 'desk.request-queued']);
    expect(sayScan(unknown, { id, scripts: [], row: undefined, opened: [] }).title).toBe('REQUEST QUEUED');
  });

  it('[DSK-6] what went back or ended since does not come out of a pack again; what was put back does', () => {
    const back = evolveAll(received(), [
      {
        type: 'prescription.return-requested',
        key: prescription.key,
        messageId: 'm' as never,
        reason: { code: '0003', display: '' },
      },
      { type: 'prescription.returned', key: prescription.key, messageId: 'm' as never },
    ]);
    expect(
      aScanOf({ scripts: [back], opened: [opened], row: rowWith({ kind: 'returned' }) }).outcome.kind,
    ).toBe('queued');
    const undone = act(offline(), { kind: 'UndoRelease' });
    expect(aScanOf({ scripts: [undone], opened: [opened] }).outcome.kind).toBe('released-offline');
    expect(aScanOf({ opened: [opened], row: rowWith({ kind: 'cancelled' }) }).events).toEqual([]);
  });

  it('[DSK-4] has one outcome for each state, and changes nothing where it refuses', () => {
    const outcome = (world: Partial<ScanWorld>, change = {}) => {
      const { outcome: found, events } = aScanOf(world, change);
      const said = sayScan({ outcome: found, events }, { id, scripts: [], row: undefined, opened: [] });
      if (said.look === 'refused') expect(events).toEqual([]);
      expect(said.sentence).not.toBe('');
      return found.kind;
    };
    const byCustody = (custody: DeskRow['custody']) => outcome({ row: rowWith(custody) });
    expect(byCustody({ kind: 'listed' })).toBe('queued');
    expect(byCustody({ kind: 'queued', first: false })).toBe('on-its-way');
    expect(byCustody({ kind: 'asked' })).toBe('on-its-way');
    expect(byCustody({ kind: 'elsewhere', holder })).toBe('elsewhere');
    expect(byCustody({ kind: 'cancelled' })).toBe('ended');
    expect(byCustody({ kind: 'expired' })).toBe('ended');
    expect(byCustody({ kind: 'dispensed' })).toBe('over');
    expect(byCustody({ kind: 'refused', sentence: 'No.', next: 'Call.' })).toBe('needs-person');
    expect(byCustody({ kind: 'stuck' })).toBe('needs-person');
    expect(outcome({ row: rowWith({ kind: 'stuck' }) }, { now: asInstant(now + 200_000) })).toBe('queued');
    // Said while the clock was ahead, which was put right since.
    expect(outcome({ row: rowWith({ kind: 'stuck' }) }, { now: asInstant(now - 200_000) })).toBe('queued');
    expect(outcome({ scripts: [received()] })).toBe('opened');
    expect(outcome({ scripts: [handedOutOffline()] })).toBe('done');
    expect(outcome({ scripts: [act(received(), { kind: 'HoldPrescription', reason: 'ask' })] })).toBe('held');
    expect(outcome({ scripts: [act(received(), { kind: 'ReturnPrescription', reasonCode: '0003' })] })).toBe(
      'going-back',
    );
    expect(outcome({ superseded: replaced, opened: [opened] })).toBe('superseded');
    expect(outcome({ opened: [{ kind: 'unusable', packed, sentence: 'It has no items.' }] })).toBe(
      'unusable',
    );
    expect(sayWrong('24F5DA', 'Too short.')).toMatchObject({ look: 'refused', title: 'NOT A VALID ID' });
  });

  it('[DSK-15] asks a person where there is no broker, and says what was recorded before', () => {
    const asked = aScanOf({}, { companion: true });
    expect([asked.outcome.kind, asked.events.map(({ type }) => type)]).toEqual([
      'say-outcome',
      ['desk.listed'],
    ]);
    const done = rowWith({ kind: 'released-there' });
    expect(aScanOf({ row: done }, { companion: true }).outcome.kind).toBe('over');
  });
});

describe('requests and outcomes', () => {
  it('[DSK-14] queues what may be asked for, and nothing that is here or being asked', () => {
    const decision = decideAskFor(
      [
        rowWith({ kind: 'listed' }),
        rowWith({ kind: 'asked' }),
        rowWith({ kind: 'here' }),
        rowWith({ kind: 'stuck' }),
      ],
      false,
      false,
    );
    expect(decision.kind === 'decided' && decision.events.length).toBe(2);
    expect(decideAskFor([rowWith({ kind: 'here' })], false, false).kind).toBe('refused');
    expect(decideAskFor([rowWith({ kind: 'listed' })], false, true)).toMatchObject({ code: 'NoBroker' });
  });

  it('[DSK-9] a request is dropped while it has not left, and the row is as it was', () => {
    const before = answered(aRow([listed(id)]), refusedAs('X', { stuck: true }));
    const queued = aRow([{ type: 'desk.request-queued', id, first: true }], before);
    expect(decideDropRequest(queued).kind).toBe('decided');
    const dropped = aRow([{ type: 'desk.request-dropped', id }], queued);
    expect([dropped.custody, dropped.since]).toEqual([before.custody, before.since]);
    expect(decideDropRequest(rowWith({ kind: 'asked' }))).toMatchObject({ code: 'RequestLeft' });
    // [DSK-19] Of a whole group, what has not left.
    const all = decideDropAll([queued, rowWith({ kind: 'asked' }), queued]);
    expect(all.kind === 'decided' && all.events.map(({ type }) => type)).toEqual([
      'desk.request-dropped',
      'desk.request-dropped',
    ]);
    expect(decideDropAll([rowWith({ kind: 'asked' })])).toMatchObject({ code: 'RequestLeft' });
  });

  it('[DSK-14] what the Spine says is on the row; what surely did not leave stays queued', () => {
    const queued = aRow([listed(id), { type: 'desk.request-queued', id, first: false }]);
    const kind = (outcome: Parameters<typeof answered>[1]) => answered(queued, outcome).custody.kind;
    expect(kind({ kind: 'not-sent', sentence: 'Offline.' })).toBe('queued');
    expect(kind(refusedAs('403'))).toBe('queued');
    expect(kind(refusedAs('PRESCRIPTION_CANCELLED'))).toBe('cancelled');
    expect(kind(refusedAs('PRESCRIPTION_WITH_ANOTHER_DISPENSER', { holder }))).toBe('elsewhere');
    expect(kind(refusedAs('PRESCRIPTION_WITH_ANOTHER_DISPENSER', { holder, stuck: true }))).toBe('stuck');
    expect(kind(refusedAs('ERROR'))).toBe('refused');
    expect(kind({ kind: 'scripts', received: 0, again: 0, quarantined: 1 })).toBe('refused');
  });

  it('[DSK-13] whoever waits at the counter is asked for first, what was asked already stands last', () => {
    const rows = [true, false].map((first) => aRow([listed(id), { type: 'desk.request-queued', id, first }]));
    const [counter, bulk] = rows.map(deskOrderOf);
    expect(Number(counter)).toBeLessThan(Number(bulk));
    expect(deskOrderOf({ ...aRow([listed(id)]), custody: { kind: 'asked' } })).toBeGreaterThan(Number(bulk));
  });
});
