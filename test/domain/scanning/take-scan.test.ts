import { describe, expect, it } from 'vitest';
import { endsLast, takeScan, type DeskMode, type ScanPlace } from '../../../renderer/app/take-scan';
import { sayScan } from '../../../renderer/domain/desk/scan-words';
import { refuse } from '../../../renderer/domain/kernel/refusal';
import { bagCodeOf } from '../../../renderer/domain/labels/bag-label';
import type { Scan } from '../../../renderer/domain/scanning/scan';
import type { EngineClient } from '../../../renderer/usecases/commands';
import { now, received } from '../../support/builders';
import { anId } from '../../support/desk';

const anyWorld = { id: anId(1), scripts: [], row: undefined, opened: [] };
const bagged = { shortId: anId(1), tab: 'to-check', issue: 1, receivedAt: now };
const full = refuse('DiskFull', 'JRN-1', 'The disk is full.', 'Make room.');
const engine: EngineClient = {
  // Nothing but a scan is carried out, and nothing but a search is asked for it.
  execute: () => Promise.resolve(full as never),
  ask: () => Promise.resolve({ rows: [], complete: true } as never),
};
const desk: ScanPlace = { engine, signedIn: true, desk: 'shown', asking: false, now };
/** An engine that answers each scan with a script that is here. */
const withIt: EngineClient = {
  execute: () => {
    const scanned = sayScan({ outcome: { kind: 'opened', state: received() }, events: [] }, anyWorld);
    return Promise.resolve({ kind: 'done', sentence: '', found: { scanned } } as never);
  },
  ask: () => Promise.resolve({ rows: [{ ...bagged, key: received().prescription.key }] } as never),
};
const others: readonly Scan[] = [
  { kind: 'prescription', id: anId(1) },
  { kind: 'prescription-wrong', text: '24F5DA-A83008-7EFE6A', sentence: 'A sign is wrong.' },
  { kind: 'product', gtin: '05012345678900' },
  { kind: 'product', gtin: '05012345678900', expiry: '2020-01-31' },
  { kind: 'bag', code: 'ABC123' },
  { kind: 'user-card', code: 'U-SECRET' },
  { kind: 'unknown', text: 'XYZZY' },
];

describe('a scan at the desk', () => {
  it('[DSK-20] whatever it is, it has an answer of the desk that is not accepted and takes nothing back', async () => {
    for (const scan of others) {
      const taken = await takeScan(scan, desk);
      if (taken.kind !== 'scanned') throw new Error(`${scan.kind}: ${taken.kind}`);
      const { look, title, sentence, undo } = taken.scanned;
      expect([look === 'accepted', title === '', sentence === '', undo]).toEqual([
        ...[false, false, false],
        undefined,
      ]);
      expect(JSON.stringify(taken)).not.toContain('SECRET');
    }
    expect(await takeScan({ kind: 'prescription', id: anId(1) }, desk)).toMatchObject({
      scanned: { look: 'refused', title: 'NOT TAKEN', id: anId(1), sentence: full.sentence, next: full.next },
    });
  });

  it('[DSK-21] no scan leads away from it; from a script that was opened there only an id is the desk’s', async () => {
    const taken = async (scan: Scan, mode: DeskMode) => {
      const answer = await takeScan(scan, { ...desk, engine: withIt, desk: mode });
      return answer.kind === 'scanned' ? `${answer.scanned.title} ${answer.open}` : answer.kind;
    };
    const id: Scan = { kind: 'prescription', id: anyWorld.id };
    const bag: Scan = { kind: 'bag', code: bagCodeOf(anyWorld.id) };
    const modes: readonly DeskMode[] = ['shown', 'behind', 'away'];
    const answersTo = (scan: Scan) => Promise.all(modes.map((mode) => taken(scan, mode)));
    expect(await answersTo(id)).toEqual(['HERE false', 'HERE false', 'HERE true']);
    expect(await answersTo(bag)).toEqual(['A BAG false', 'open', 'open']);
    expect(await answersTo({ kind: 'unknown', text: 'XYZZY' })).toEqual([
      'NOT A CODE WE KNOW false',
      ...['refused', 'refused'],
    ]);
  });

  it('[DSK-20] [SCN-12] one that is refused because a question is open leaves the last answer and its undo', async () => {
    for (const scan of others) {
      expect(endsLast(await takeScan(scan, { ...desk, asking: true }))).toBe(false);
      expect(endsLast(await takeScan(scan, { ...desk, signedIn: false }))).toBe(true);
      // The desk's own answer takes the last one's place by itself.
      expect(endsLast(await takeScan(scan, desk))).toBe(false);
    }
  });

  it('[SCN-12] elsewhere it is answered as before, and a question that is open keeps its place', async () => {
    const kindsOf = async (change: Partial<ScanPlace>) =>
      Promise.all(others.map(async (scan) => (await takeScan(scan, { ...desk, ...change })).kind));
    expect(await kindsOf({ desk: 'away' })).toEqual([
      ...['refused', 'refused', 'say', 'refused'],
      ...['refused', 'say', 'refused'],
    ]);
    expect(new Set(await kindsOf({ asking: true }))).toEqual(new Set(['refused']));
  });
});
