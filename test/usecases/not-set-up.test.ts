import { afterEach, describe, expect, it } from 'vitest';
import { beginWatch, knowBroker } from '../../renderer/domain/watch/watch';
import { siteNotSet } from '../../renderer/domain/settings/model';
import { anId } from '../support/keys';
import { CommandBench } from '../support/command-bench';

let bench: CommandBench | undefined;
afterEach(() => bench?.close());

const openUnset = async (): Promise<CommandBench> => {
  bench = await CommandBench.open('live');
  const { deps, clock } = bench.world;
  Object.assign(deps, { watching: () => knowBroker(beginWatch(clock.at), false, clock.at) });
  return bench;
};

describe('[SET-6] while no broker is set up', () => {
  it('a download is refused with where to set one up', async () => {
    const { execute, world } = await openUnset();
    expect(await execute({ kind: 'DownloadNow' })).toMatchObject({
      kind: 'refused',
      code: 'BrokerNotSetUp',
      next: expect.stringContaining('Settings (F8), Connection') as string,
    });
    expect(world.broker.sent).toEqual([]);
  });

  it('a request for one script waits in the queue, and says for what', async () => {
    const { execute, world } = await openUnset();
    const typed = anId('24F5DAA830087EFE6');
    expect(await execute({ kind: 'RequestById', typed })).toMatchObject({
      kind: 'done',
      sentence: expect.stringContaining('No broker is set up yet') as string,
    });
    const [row] = await world.deps.store.loadTab('desk', 'waiting');
    expect(row?.custody.kind).toBe('queued');
  });
});

it('[SET-2] no message is made by a pharmacy that is not named, and nothing is written', async () => {
  bench = await CommandBench.open('live');
  const { deps } = bench.world;
  const key = await bench.script(3);
  Object.assign(deps, { site: { ...deps.site, ods: siteNotSet } });
  const before = bench.journal.entries.length;
  expect(await bench.execute({ kind: 'SupplyInFull', key })).toMatchObject({
    kind: 'refused',
    code: 'SiteNotNamed',
  });
  expect(bench.journal.entries.length).toBe(before);
});
