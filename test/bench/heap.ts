import type { ElectronApplication, Page } from '@playwright/test';

type Usage = { readonly usedSize: number };

/** Bytes in use after a collection: main, the page and the engine together. */
export const heapOf = async (app: ElectronApplication, page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as Usage;
  await session.detach();
  const workers = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(async () => {
        const { performance: clock } = globalThis as unknown as {
          performance: { memory?: { usedJSHeapSize: number } };
        };
        return clock.memory?.usedJSHeapSize ?? 0;
      }),
    ),
  );
  const main = await app.evaluate(async () => {
    type Load = (name: string) => unknown;
    // An imported module cannot be had inside an evaluation.
    const load = (process as unknown as { mainModule: { require: Load } }).mainModule;
    const v8 = load.require('node:v8') as { setFlagsFromString: (flag: string) => void };
    const vm = load.require('node:vm') as { runInNewContext: (code: string) => () => void };
    v8.setFlagsFromString('--expose-gc');
    vm.runInNewContext('gc')();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
  return usedSize + main + workers.reduce((sum, bytes) => sum + bytes, 0);
};
