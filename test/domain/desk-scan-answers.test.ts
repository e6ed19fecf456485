import { describe, expect, it } from 'vitest';
import { decideScan, type Opened, type ScanWorld } from '../../renderer/domain/desk/decide-scan';
import type { DeskRow } from '../../renderer/domain/desk/model';
import { sayAway } from '../../renderer/domain/desk/scan-away';
import { sayScan } from '../../renderer/domain/desk/scan-words';
import { act, anActor, now, received } from '../support/builders';
import { aRow, listed, offline } from '../support/desk';
import { aPrescription } from '../support/fhir';

const prescription = aPrescription();
const { shortId, key } = prescription;
const inPack: Opened = {
  kind: 'read',
  packed: {
    key,
    issue: 1,
    source: { seq: 7, path: 'bundle' },
    pack: 'Pack 17',
    ods: 'FA565',
    releaseReference: 'r-17',
  },
  prescription,
};
const context = { now, user: anActor('technician', 'Tom Reed'), ods: 'FA565', companion: false };

const scanned = (change: Partial<ScanWorld>, companion = false) => {
  const world: ScanWorld = { id: shortId, scripts: [], row: undefined, opened: [], ...change };
  return sayScan(decideScan(world, { ...context, companion }), world);
};

const rowWith = (custody: DeskRow['custody']): DeskRow => ({ ...aRow([listed(shortId)]), custody });
const elsewhere = {
  kind: 'elsewhere',
  holder: { ods: 'VNFKT', name: 'The Simple Pharmacy', phone: '0113 318 0277', address: '' },
} as const;

describe('what a scan is answered with', () => {
  it('[SCN-28] away from the desk it says of which script it speaks, and how the desk takes it back', () => {
    const { sentence, next } = sayAway(scanned({ opened: [inPack] }));
    expect(sentence).toContain(
      `RELEASED OFFLINE. ${shortId} · OKAFOR, Chidi · Amoxicillin 250mg capsules × 21. Its prescription was in Pack 17.`,
    );
    expect(next).toBe('Scan the next one. F4 shows it on the desk; there U takes it back, O opens it.');
    expect(sayAway(scanned({})).next).toMatch(/F4 shows it on the desk; there U takes it back\.$/);
    const asks = sayAway(scanned({}, true));
    expect(asks.sentence).toBe(`WHAT BECAME OF IT? ${shortId}. It is on the desk now.`);
    expect(asks.next).toMatch(/there R records what became of it\.$/);
    expect(sayAway(scanned({ row: rowWith(elsewhere) })).next).toMatch(/there Q asks for it\.$/);
    expect(sayAway(scanned({ scripts: [received()] })).sentence).toContain(`HERE. ${shortId} · OKAFOR`);
  });

  it('[DSK-9] the same paper again offers the undo of its first scan, while nothing came of it', () => {
    expect(scanned({ opened: [inPack] }).undo).toBe('release');
    expect(scanned({ scripts: [offline()] })).toMatchObject({
      title: 'HERE, RELEASED OFFLINE',
      undo: 'release',
    });
    const checked = act(offline(), { kind: 'CheckPrescription' });
    expect(scanned({ scripts: [checked] }).undo).toBeUndefined();
    expect(scanned({ scripts: [received()] }).undo).toBeUndefined();
    expect(scanned({}).undo).toBe('request');
    expect(scanned({ row: rowWith({ kind: 'queued', first: true }) }).undo).toBe('request');
    expect(scanned({ row: rowWith({ kind: 'asked' }) }).undo).toBeUndefined();
  });

  it('[DSK-19] what is to be asked for is asked for beside the answer, and no sentence of an answer names a key', () => {
    const unusable: Opened = { kind: 'unusable', packed: inPack.packed, sentence: 'It has no items.' };
    const refused = rowWith({ kind: 'refused', sentence: 'No.', next: 'Call.' });
    const sealed = rowWith({ kind: 'sealed' });
    const answers = [
      scanned({ row: rowWith(elsewhere) }),
      scanned({ row: sealed, opened: [unusable] }),
      scanned({ row: refused }),
      scanned({ row: sealed, opened: [inPack] }),
      scanned({ row: rowWith({ kind: 'asked' }) }),
      scanned({ scripts: [received()] }),
      scanned({}, true),
    ];
    expect(answers.map(({ mayAsk }) => mayAsk === true)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
    for (const { sentence, next } of answers)
      expect(`${sentence} ${next}`).not.toMatch(/\bwith [A-Z]\b|\bEnter\b|\b[A-Z] (records|asks|opens)\b/);
  });
});
