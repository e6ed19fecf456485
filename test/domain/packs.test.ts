import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../renderer/domain/kernel/context';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { decidePreview, mayImport, packImported, packName } from '../../renderer/domain/recovery/decide-pack';
import { decideTrust, type TrustCommand } from '../../renderer/domain/recovery/decide-trust';
import { evolvePack } from '../../renderer/domain/recovery/evolve-pack';
import type { PackEvent } from '../../renderer/domain/recovery/pack-events';
import {
  acceptedKeys,
  ownerOf,
  type Pack,
  type PackRecord,
  type PackSaid,
  type PackTrust,
} from '../../renderer/domain/recovery/pack-model';
import { readPart } from '../../renderer/domain/recovery/read-part';
import { anActor } from '../support/builders';

const now = asInstant(Date.parse('2026-11-24T09:00:00Z'));
const said: PackSaid = {
  fileName: 'fa565-17.epspack',
  signerKid: 'k1',
  packId: 'p17',
  sequence: 17,
  supplier: 'The Broker',
  ods: 'FA565',
  issuedAt: '2026-11-24T08:00:00Z',
  expiresAt: '2026-12-08T08:00:00Z',
  count: 2,
  bundles: 1,
  parts: 1,
};
const by = { seq: 1, at: now, by: 'Priya Shah' } as const;
const fold = (events: readonly PackEvent[]): PackRecord | undefined =>
  events.reduce<PackRecord | undefined>(
    (state, event, i) => evolvePack(state, { ...event, ...by, seq: i + 1 }),
    undefined,
  );
const imported = (over: Partial<PackSaid> = {}): Pack => {
  const pack = fold([packImported({ ...said, ...over }, [5])]);
  if (pack?.kind !== 'pack') throw new Error('no pack');
  return pack;
};
const trust: PackTrust = {
  kind: 'trust',
  owners: { k1: 'The Broker', k2: 'the  broker', k3: 'Another Ltd' },
};
const codeOf = (over: Partial<PackSaid>, packs: readonly Pack[] = []): string =>
  decidePreview({ ...said, ...over }, { now, ods: 'FA565', packs, trust })?.code ?? 'ok';
const as = (role: Actor['role']): Actor => anActor(role);

describe('whether a pack may be used', () => {
  it('[PCK-13] one that is right may be looked at', () => {
    expect(codeOf({})).toBe('ok');
  });

  it('[PCK-8] one for another pharmacy may not', () => {
    expect(codeOf({ ods: 'FA566' })).toBe('PackForAnotherPharmacy');
  });

  it('[PCK-10] an expired one may not, to the millisecond', () => {
    expect(codeOf({ expiresAt: '2026-11-24T09:00:00Z' })).toBe('PackExpired');
    expect(codeOf({ expiresAt: '2026-11-24T09:00:00.001Z' })).toBe('ok');
  });

  it('[PCK-11] one with dates that cannot be right may not', () => {
    expect(codeOf({ issuedAt: '2026-11-25T09:00:00.001Z' })).toBe('PackDatesWrong');
    expect(codeOf({ issuedAt: '2026-11-25T09:00:00Z' })).toBe('ok');
    expect(codeOf({ expiresAt: '2026-12-25T08:00:00.001Z' })).toBe('PackDatesWrong');
    expect(codeOf({ expiresAt: '2026-11-24T08:00:00Z' })).toBe('PackDatesWrong');
    expect(codeOf({ issuedAt: 'yesterday' })).toBe('PackDatesWrong');
  });

  it('[PCK-12] none twice, and none numbered before another', () => {
    expect(codeOf({}, [imported()])).toBe('PackImportedBefore');
    for (const sequence of [16, 17])
      expect(codeOf({ packId: 'other', sequence }, [imported()])).toBe('PackOutOfSequence');
    expect(codeOf({ packId: 'other', sequence: 18 }, [imported()])).toBe('ok');
  });

  it('[PCK-12] each supplier counts for itself, whichever of its keys a pack is signed with', () => {
    const other = (signerKid: string, sequence = 17) => ({ packId: 'other', sequence, signerKid });
    expect(codeOf(other('k3', 1), [imported()])).toBe('ok');
    expect(codeOf(other('k2'), [imported()])).toBe('PackOutOfSequence');
    expect(codeOf(other('k2', 18), [imported()])).toBe('ok');
    expect(codeOf({ signerKid: 'k3' }, [imported()])).toBe('PackImportedBefore');
    // Whose it was is not known: nothing that might be old is taken.
    expect(codeOf(other('k3', 1), [imported({ signerKid: 'k9' })])).toBe('PackOutOfSequence');
    expect(codeOf(other('k9', 1), [imported()])).toBe('PackOutOfSequence');
  });

  it('[PCK-12] two packs with one number have two names', () => {
    const first = { ...imported(), partSeqs: [5] };
    const second = { ...imported({ packId: 'other', signerKid: 'k3' }), partSeqs: [9] };
    const both = [second, first];
    expect(packName(first, both, trust)).toBe('Pack 17');
    expect(packName(second, both, trust)).toBe('Pack 17 of Another Ltd');
    expect(packName(second, both, undefined)).toBe('Pack 17 of The Broker');
  });

  it('[PCK-13] every refusal says what to do next', () => {
    for (const over of [{ ods: 'X' }, { expiresAt: '2026-11-24T08:30:00Z' }, { issuedAt: '' }])
      expect(decidePreview({ ...said, ...over }, { now, ods: 'FA565', packs: [], trust })?.next).toMatch(
        /\.$/,
      );
  });

  it('[PCK-15] a pharmacist, a technician or the manager imports, nobody else', () => {
    for (const role of ['pharmacist', 'technician', 'manager'] as const)
      expect(mayImport(as(role))).toBeUndefined();
    expect(mayImport(as('dispenser'))?.code).toBe('RoleMissing');
  });
});

describe('whose packs are accepted', () => {
  const key = { kid: 'k1', x: 'x1', fingerprint: 'AAAA BBBB' };
  const accept: TrustCommand = {
    kind: 'AcceptSupplierKey',
    slot: 'current',
    supplier: ' The Broker ',
    fingerprint: key.fingerprint,
    key,
  };
  const decide = (command: TrustCommand, trust?: PackTrust, role: Actor['role'] = 'manager') =>
    decideTrust(trust, command, as(role));
  const after = (commands: readonly TrustCommand[]): PackTrust => {
    let trust: PackRecord | undefined = { kind: 'trust' };
    for (const command of commands) {
      const decision = decide(command, trust?.kind === 'trust' ? trust : undefined);
      if (decision.kind === 'decided') trust = evolvePack(trust, { ...decision.event, ...by });
    }
    if (trust?.kind !== 'trust') throw new Error('no trust');
    return trust;
  };
  const next: TrustCommand = { ...accept, slot: 'next', key: { ...key, kid: 'k2', x: 'x2' } };

  it('[PCK-16] a pharmacist or the manager decides, and it is on record with the fingerprint', () => {
    for (const role of ['technician', 'dispenser'] as const)
      expect(decide(accept, undefined, role)).toMatchObject({ code: 'RoleMissing' });
    expect(decide(accept)).toMatchObject({
      kind: 'decided',
      event: { type: 'pack.key-accepted', supplier: 'The Broker', ...key },
    });
  });

  it('[PCK-16] the key must be the one whose fingerprint was compared, and new', () => {
    expect(decide({ ...accept, fingerprint: 'CCCC' })).toMatchObject({ code: 'KeyUnfit' });
    expect(decide({ ...accept, slot: 'next' }, after([accept]))).toMatchObject({ code: 'KeyUnfit' });
    expect(decide({ ...accept, supplier: ' ' })).toMatchObject({ code: 'KeyUnfit' });
  });

  it('[PCK-16] current and next are both accepted; the next one takes over, a removed one is gone', () => {
    const both = after([accept, next]);
    expect(acceptedKeys(both).map(({ kid }) => kid)).toEqual(['k1', 'k2']);
    expect(acceptedKeys(after([accept, next, { kind: 'PromoteSupplierKey' }])).map(({ kid }) => kid)).toEqual(
      ['k2'],
    );
    expect(acceptedKeys(after([accept, { kind: 'RemoveSupplierKey', slot: 'current' }]))).toEqual([]);
    expect(decide({ kind: 'PromoteSupplierKey' }, after([accept]))).toMatchObject({ code: 'KeyUnfit' });
    expect(decide({ kind: 'RemoveSupplierKey', slot: 'next' }, after([accept]))).toMatchObject({
      code: 'KeyUnfit',
    });
  });

  it('[PCK-12] [PCK-13] whose a key was is known when it is not accepted any more', () => {
    const left = after([accept, next, { kind: 'RemoveSupplierKey', slot: 'current' }]);
    expect(ownerOf(left, 'k1')).toBe('The Broker');
    expect(ownerOf(after([next, { kind: 'PromoteSupplierKey' }]), 'k2')).toBe('The Broker');
    expect(ownerOf(left, 'k3')).toBeUndefined();
    const removed: TrustCommand = { kind: 'RemoveSupplierKey', slot: 'current' };
    expect(ownerOf(after([accept, removed, { ...accept, supplier: 'Broker Ltd' }]), 'k1')).toBe('Broker Ltd');
  });

  it('[PCK-16] a folder is chosen and left again', () => {
    const chosen = after([accept, { kind: 'WatchPackFolder', folder: '/packs' }]);
    expect(chosen).toMatchObject({ folder: '/packs', current: { kid: 'k1' } });
    expect(
      after([
        { kind: 'WatchPackFolder', folder: '/packs' },
        { kind: 'WatchPackFolder', folder: null },
      ]),
    ).not.toHaveProperty('folder');
  });
});

describe('a pack in the journal', () => {
  it('[PCK-14] counts by its own event, once', () => {
    expect(fold([{ type: 'pack.part-stored', id: 'p17', part: 1, count: 2 }])).toBeUndefined();
    expect(fold([packImported(said, [5]), packImported(said, [9])])).toMatchObject({
      partSeqs: [5],
      partsListed: 0,
    });
  });

  it('[PCK-19] knows how far it is on the desk, however often it is told', () => {
    const listed = (part: number): PackEvent => ({ type: 'pack.part-listed', id: 'p17', part });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (parts) => {
        const pack = fold([packImported(said, [5]), ...parts.map(listed)]);
        expect(pack).toMatchObject({ partsListed: Math.max(...parts) });
      }),
    );
  });

  it('[PCK-19] its parts read as entries; anything else as none', () => {
    const part = {
      v: 1,
      entries: [
        { id: 'A', release: 'r', hint: { name: 'SMITH' }, bundle: { resourceType: 'Bundle' } },
        { id: 'B' },
      ],
    };
    expect(readPart(JSON.stringify(part))).toEqual([
      {
        shortId: 'A',
        place: 'entry 1',
        releaseReference: 'r',
        hint: { name: 'SMITH' },
        bundle: { resourceType: 'Bundle' },
      },
      { shortId: 'B', place: 'entry 2' },
    ]);
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => void (readPart(text), readPart(json))),
      { numRuns: 200 },
    );
  });
});
