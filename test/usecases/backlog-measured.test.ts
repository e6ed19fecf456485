import { describe, expect, it } from 'vitest';
import { evolveIncidents } from '../support/incidents';
import { asIncidentId } from '../../renderer/domain/incidents/model';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { Watch } from '../../renderer/domain/watch/model';
import { beginWatch, takeReadings } from '../../renderer/domain/watch/watch';
import { asFacts, write } from '../../renderer/usecases/commit';
import { readBacklogView } from '../../renderer/usecases/incidents/backlog';
import { lastKnownFailures, watchOver } from '../../renderer/usecases/incidents/watch-over';
import { Spine } from '../../electron/training/spine';
import { MemoryJournal } from '../support/memory-journal';
import { fails, minute, rules, works } from '../support/watching';
import { openWorld } from '../support/world';

const overnight = 15 * 60;
let names = 0;

/** A pharmacy that looks around, and counts the scripts that come in, minute by minute. */
const aPharmacy = async () => {
  const clock: { at: Instant } = { at: minute(0) };
  const spine = new Spine({ now: () => clock.at, changed: () => undefined });
  const name = `backlog-measured-${(names += 1)}`;
  const { deps } = await openWorld({ journal: new MemoryJournal(), spine, name, clock });
  let watch: Watch = beginWatch(clock.at);
  Object.assign(deps, { watching: () => watch });
  const incident = evolveIncidents(
    undefined,
    [
      {
        type: 'incident.opened',
        id: asIncidentId('00000000-0000-4000-8000-000000000001'),
        openedBy: 'watch',
        title: 'Broker fails',
        parts: ['broker'],
        reason: 'none',
        detectedAt: minute(0),
        severity: 2,
      },
      {
        type: 'incident.expected-set',
        id: asIncidentId('00000000-0000-4000-8000-000000000001'),
        count: 100,
        source: 'the supplier',
      },
    ],
    minute(0),
  );
  return {
    /** Open for so many minutes from one on; a script comes in each minute. */
    open: async (from: number, minutes: number, network = works) => {
      clock.at = minute(from);
      watch = beginWatch(clock.at, await lastKnownFailures(deps));
      for (let n = 0; n <= minutes; n += 1) {
        clock.at = minute(from + n);
        const taken = takeReadings(watch, [network('network'), works('printer')], clock.at, rules);
        watch = taken.watch;
        await watchOver(deps, { watch, rules, seen: taken.events }, () => undefined);
        const written = await write(
          deps,
          'Holdfast',
          asFacts([{ type: 'prescription.confirmed', key: `A-${from}|B|${n}` as IssueKey }]),
        );
        if (written.kind === 'written') await written.show();
      }
    },
    at: async (at: number) => {
      clock.at = asInstant(minute(at) + 1);
      const { queues } = await readBacklogView(deps, incident);
      const queue = queues.find(({ direction }) => direction === 'in');
      if (!queue) throw new Error('no queue');
      return queue;
    },
  };
};

describe('[BLG-2] the pace is measured only while the program is open', () => {
  it('says the next morning that nothing is measured yet, not that nothing got through', async () => {
    const { open, at } = await aPharmacy();
    await open(0, 30);
    expect((await at(30)).rates?.drainedPerHour).toBeGreaterThan(40);
    await open(overnight, 4);
    const morning = await at(overnight + 4);
    expect(morning.rates).toBeUndefined();
    expect(JSON.stringify(morning.estimate)).toContain('Not measured yet');
  });

  it.each([works, fails])(
    'counts no hour in which it was closed into the pace of the morning',
    async (network) => {
      const { open, at } = await aPharmacy();
      await open(0, 30, network);
      await open(overnight, 20, network);
      const { rates } = await at(overnight + 20);
      expect(rates?.drainedPerHour).toBeCloseTo(60, -1);
      expect(rates?.overMs).toBeLessThan(30 * 60_000);
    },
  );
});
