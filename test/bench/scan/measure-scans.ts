import type { ElectronApplication, Page } from '@playwright/test';
import { scan } from '../../e2e/scans';
import { quantile } from '../report';

export type Program = { readonly app: ElectronApplication; readonly page: Page };

/** No keyboard scanner is faster: USB takes one report a millisecond at best, and a key is pressed and let go. */
const keyGapMs = 2;

/** From the scanner's last key until the answer is painted, by the clock of this computer. */
const timeScan = async (program: Program, id: string, answer: string): Promise<number> => {
  const handle = await program.page.evaluateHandle(
    ([selector, text]) => ({
      painted: new Promise<number>((done, fail) => {
        setTimeout(
          () => fail(new Error(`no answer to ${text}: ${document.querySelector('main')?.innerText ?? ''}`)),
          20_000,
        );
        const look = (): void => {
          if (document.querySelector(selector)?.textContent?.includes(text) !== true) return;
          observer.disconnect();
          requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    }),
    [answer, id] as const,
  );
  const from = await scan(program, id, 'Return', keyGapMs);
  return (await handle.evaluate(({ painted }) => painted)) - from;
};

export type Scans = { readonly p50: number; readonly p95: number; readonly all: readonly number[] };

const summary = (all: readonly number[]): Scans => ({
  p50: quantile(all, 0.5),
  p95: quantile(all, 0.95),
  all,
});

const lastScan = '.hf-last__id';
const openScript = '[data-testid="short-id"]';

/** At the desk, a sealed script each: released from its pack, said in large words. */
export const releaseScans = async (program: Program, ids: readonly string[]): Promise<Scans> => {
  await program.page.keyboard.press('F4');
  await program.page.locator('#desk-box').waitFor();
  const times: number[] = [];
  for (const id of ids) times.push(await timeScan(program, id, lastScan));
  return summary(times);
};

/** From the worklist, a script that is here each: its screen opens. */
export const openScans = async (program: Program, ids: readonly string[]): Promise<Scans> => {
  const times: number[] = [];
  for (const id of ids) {
    await program.page.keyboard.press('F2');
    await program.page.getByRole('tab', { name: /To check/ }).waitFor();
    times.push(await timeScan(program, id, openScript));
  }
  return summary(times);
};
