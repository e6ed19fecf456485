import { afterEach, describe, expect, it } from 'vitest';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asInstant, hourMs, minuteMs, type Instant } from '../../renderer/domain/kernel/instant';
import { packImported } from '../../renderer/domain/recovery/decide-pack';
import type { PackSaid } from '../../renderer/domain/recovery/pack-model';
import { commit } from '../../renderer/usecases/commit';
import { checkPack } from '../../renderer/usecases/recovery/preview-pack';
import { aSite, now } from '../support/builders';
import { aPack } from '../support/desk';
import { importAll, scan, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'pack-clock';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const saidUntil = (expiresAt: Instant): PackSaid => ({
  ...{ fileName: 'fa565-17.epspack', signerKid: 'k', packId: aPack.packId ?? '', sequence: 17 },
  ...{ supplier: 'Invented Broker', ods: aSite.ods, count: 2, bundles: 2, parts: 1 },
  issuedAt: new Date(now - hourMs).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
});

/** This computer's clock is three hours ahead; `fault` is what the watch knows of that. */
const ahead = async () => {
  const faults: { now: ClockFault | undefined } = { now: undefined };
  const spine = aSpine(4);
  const scripts = stuck(spine, 2);
  const here = await openWorld({
    ...{ journal: new MemoryJournal(), spine, name },
    clockFault: () => faults.now,
  });
  world = here;
  await signIn(here);
  const said = saidUntil(asInstant(now + hourMs));
  return {
    ...{ faults, here, scripts, said },
    put: () => later(here.clock, 3 * hourMs),
    known: { kind: 'off', aheadMs: 3 * hourMs, whose: 'broker' } as const,
  };
};

describe('a pack, while the clock is known to be wrong', () => {
  it('[DSK-23] [WAT-17] it counts until it expires by the best time that is known', async () => {
    const { faults, here, scripts, said, put, known } = await ahead();
    await importAll(here, scripts);
    await commit(here.deps, 'Priya Shah', [{ event: packImported(said, []) }]);
    put();
    const [first, second] = scripts;
    expect((await scan(here, first?.shortId ?? '')).sentence).toContain('Pack 17 expired at');
    faults.now = known;
    expect((await scan(here, second?.shortId ?? '')).title).toBe('RELEASED OFFLINE');
  });

  it('[PCK-10] [PCK-11] [WAT-17] its dates are held against the best time that is known', async () => {
    const { faults, here, said, put, known } = await ahead();
    const packs: Parameters<typeof checkPack>[0]['packs'] = {
      open: async () => ({ kind: 'opened', ...said }),
      storePart: () => Promise.reject(new Error('nothing is stored')),
      readKey: async () => undefined,
      watch: async () => true,
    };
    const check = () =>
      checkPack({ deps: here.deps, packs, inTurn: (step) => step() }, { offerId: 'o', name: said.fileName });
    put();
    expect(await check()).toMatchObject({ code: 'PackExpired' });
    faults.now = known;
    expect(await check()).toMatchObject({ kind: 'checked' });
    later(here.clock, 2 * hourMs);
    expect(await check()).toMatchObject({ code: 'PackExpired' });
    later(here.clock, -(5 * hourMs + 30 * minuteMs));
    faults.now = { kind: 'off', aheadMs: -26 * hourMs, whose: 'broker' };
    expect(await check()).toMatchObject({ code: 'PackExpired' });
  });
});
