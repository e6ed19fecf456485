import { describe, expect, it } from 'vitest';
import { decideScan, type Opened, type ScanWorld } from '../../renderer/domain/desk/decide-scan';
import { sayAway } from '../../renderer/domain/desk/scan-away';
import { sayScan } from '../../renderer/domain/desk/scan-words';
import { anActor, now, received } from '../support/builders';
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
    expect(sayAway(scanned({ scripts: [received()] })).sentence).toContain(`HERE. ${shortId} · OKAFOR`);
  });
});
