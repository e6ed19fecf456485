import { afterEach, expect, it } from 'vitest';
import { closeRelease } from '../../renderer/usecases/inbox/close-release';
import { closeWorlds, setUp, signIn } from '../support/runners';

afterEach(closeWorlds);

it('[INB-10] several lost downloads are closed together for one reason, all or none', async () => {
  const { world, inbox, timer } = await setUp(3);
  const { deps, broker } = world;
  broker.weather = Array.from({ length: 20 }, () => 'lost-request' as const);
  const lost = async () =>
    (await deps.store.openReleases())
      .filter(({ progress }) => progress.kind === 'lost')
      .map(({ requestId }) => requestId);
  while ((await lost()).length < 2) {
    await inbox.download();
    timer.pass(600_000);
  }
  const [first, second] = await lost();
  if (!first || !second) throw new Error('not lost');
  const close = (also: readonly (typeof first)[]) =>
    closeRelease(deps, { kind: 'CloseRelease', requestId: first, also, reason: 'All are on the list' });
  await signIn(world, 'technician');
  expect(await close([second])).toMatchObject({ code: 'RoleMissing' });
  await signIn(world);
  const unknown = `${second.slice(0, -4)}ffff` as typeof second; // brand
  expect(await close([second, unknown])).toMatchObject({ code: 'NotLost' });
  expect(await lost()).toEqual([first, second]);
  expect(await close([second])).toMatchObject({
    kind: 'done',
    sentence: expect.stringMatching(/^2 closed/) as string,
  });
  expect(await lost()).toEqual([]);
});
