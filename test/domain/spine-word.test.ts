import { describe, expect, it } from 'vitest';
import { oursAfterAll, confirmByScript } from '../../renderer/domain/desk/reconcile';
import { foundHere, whatIsHere } from '../../renderer/domain/desk/what-is-here';
import type { Arrival } from '../../renderer/domain/inbox/answer';
import { decideOnAnswer, decideOnSilence } from '../../renderer/domain/inbox/decide';
import type { Release } from '../../renderer/domain/inbox/model';
import { asItemId, asRequestId } from '../../renderer/domain/kernel/ids';
import type { Custody, Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { accepted, act, now, ready, received } from '../support/builders';
import { handedOutOffline, offline } from '../support/desk';
import { aPrescription } from '../support/fhir';

const asked = (more: Partial<Release> = {}): Release => ({
  requestId: asRequestId('00000000-0000-4000-8000-000000000001'),
  shortId: aPrescription().shortId,
  attended: true,
  intentSeq: 1,
  sha256: '',
  attempts: 1,
  progress: { kind: 'asked', sinceAt: now },
  ...more,
});
const context = (ofThisId: readonly PrescriptionState[], ods = 'FA565') => ({
  now,
  chance: 0.5,
  attended: true,
  known: new Map(ofThisId.map((state) => [state.prescription.key, state])),
  ods,
  ofThisId,
});
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe('the Spine’s word on what was asked for by its id', () => {
  it('[DSK-10] [DSK-11] what it hands over is confirmed; of another of the same id a person is told', () => {
    const brings = (prescription: Prescription) => {
      const arrival: Arrival = { kind: 'script', prescription, source: { seq: 9, path: 'p' } };
      const answer = { kind: 'arrivals', arrivals: [arrival] } as const;
      return types(decideOnAnswer(asked(), answer, context([offline()])));
    };
    expect(brings(aPrescription({}, { releaseResponseId: 'release-2' }))).toEqual([
      'prescription.confirmed',
      'release.settled',
    ]);
    const another = aPrescription({ longId: '20ba5fb5-cb58-462c-923e-22d180b09399' });
    expect(brings(another)).toEqual(['prescription.received', 'release.settled', 'prescription.conflicted']);
  });

  it('[INB-9] that it is with ourselves is known however our code is written', () => {
    const holder = { ods: 'fa565', name: 'Us', phone: '', address: '' };
    const answer = { kind: 'refused', code: 'X', sentence: 'No.', next: 'Ask.', holder } as const;
    for (const ods of ['FA565', 'fa565'])
      expect(decideOnAnswer(asked(), answer, context([], ods))[0]).toMatchObject({
        outcome: { stuck: true },
      });
  });

  it('[INB-2] [INB-4] silence proves that nothing was asked only where nothing left; what was settled stays so', () => {
    const before = { kind: 'no-more' } as const;
    const refused = { kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' } as const;
    const cut = { kind: 'unreachable', reason: 'ERR_CONNECTION_RESET' } as const;
    const of = (release: Release, fact: typeof refused | typeof cut) =>
      decideOnSilence(release, fact, { now, chance: 0.5 });
    expect(of(asked(), refused)).toMatchObject([{ outcome: { kind: 'not-sent' } }]);
    expect(types(of(asked(), cut))).toEqual(['release.in-doubt']);
    expect(of(asked({ attempts: 2, settledBefore: before }), cut)).toMatchObject([{ outcome: before }]);
  });

  it('[DSK-11] what has ended there, or is there alone, is told beside what was handed out', () => {
    const [item] = aPrescription().items;
    if (!item) throw new Error('no item');
    const says = (...there: readonly Prescription['items'][number][]) => {
      const spine = { ...aPrescription({}, { releaseResponseId: 'release-2' }), items: there };
      const events = confirmByScript(handedOutOffline(), spine, { seq: 9, path: 'p' });
      return events.flatMap((event) =>
        event.type === 'prescription.conflicted' && event.says.kind === 'changed'
          ? event.says.differences.map((one) => one.replace(/^.* (is|was) /, ''))
          : [],
      );
    };
    expect(says(item)).toEqual([]);
    expect(says({ ...item, status: '0005' })).toEqual(['cancelled.']);
    expect(says({ ...item, status: '0006' })).toEqual(['expired.']);
    expect(says(item, { ...item, itemId: asItemId('another') })).toEqual(['not in the pack.']);
  });

  it('[DSK-12] one that is ours is told as it is, and asks nobody whether it is ours after all', () => {
    const out = handedOutOffline();
    const withheld = { ...out, supplies: out.supplies.map((one) => ({ ...one, notification: 'withheld' })) };
    const where = (custody: Custody) =>
      types(oursAfterAll({ ...withheld, custody } as PrescriptionState, out.prescription)); // of one shape
    expect(where({ kind: 'ours-unconfirmed', sinceAt: now, pack: 'Pack 17' })).toEqual([]);
    expect(where({ kind: 'ours', sinceAt: now })).toEqual([]);
    expect(where({ kind: 'ended', at: now, how: 'cancelled' })).toEqual(['prescription.conflicted']);
  });
});

describe('what a scan finds here', () => {
  const reason = { code: '0003', display: '' };
  const gone: Custody = { kind: 'returned', at: now, reason };
  const sealed: Custody = { kind: 'sealed', sinceAt: now, pack: 'Pack 17' };
  const ended: Custody = { kind: 'ended', at: now, how: 'dispensed-elsewhere' };
  const out = accepted(act(ready(), { kind: 'SupplyInFull' }));

  it('[DSK-4] [DSK-12] what was handed out or not dispensed is done; what went back is not here', () => {
    expect(whatIsHere(out)?.kind).toBe('done');
    expect(whatIsHere({ ...received(), work: 'not-dispensed' })?.kind).toBe('done');
    expect(whatIsHere({ ...out, custody: ended })?.kind).toBe('done');
    for (const state of [
      { ...out, custody: gone },
      { ...out, custody: sealed },
      { ...out, custody: ended, supplies: [] },
      { ...received(), custody: ended },
    ]) {
      expect(whatIsHere(state)).toBeUndefined();
      expect(foundHere([state])).toBeUndefined();
    }
    expect(foundHere([out])).toBe(out.prescription.key);
    expect(foundHere([])).toBeUndefined();
  });
});
