import { expect, it } from 'vitest';
import { CommandBench } from '../support/command-bench';

it('[INB-20] a download that could not be asked for from here is not called done', async () => {
  const bench = await CommandBench.open();
  bench.journal.full = true;
  expect(await bench.execute({ kind: 'DownloadNow' })).toMatchObject({
    kind: 'refused',
    code: 'NotAsked',
    sentence: expect.stringContaining('Make room') as string,
  });
  bench.journal.full = false;
  expect(await bench.execute({ kind: 'DownloadNow' })).toMatchObject({ kind: 'done' });
  await bench.close();
});

it('[INB-2] a download whose answer was lost is not called done, and says what it may mean', async () => {
  const bench = await CommandBench.open();
  bench.world.broker.weather = ['lost-answer'];
  expect(await bench.execute({ kind: 'DownloadNow' })).toMatchObject({
    kind: 'refused',
    code: 'NoAnswer',
    sentence: expect.stringContaining('sent again at') as string,
    next: expect.stringContaining('may be with us and unseen') as string,
  });
  await bench.close();
});
