import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ElectronApplication, Page } from '@playwright/test';
import { answersOf, benchScripts } from './backlog/answers';
import { cannedBroker } from './backlog/canned-broker';
import { framesDuring, type Frames } from './frames';
import { heapOf } from './heap';
import { launch, root, signIn } from './program';
import { removeFolder } from '../support/folder';

const count = Number(process.env.BENCH_SCRIPTS ?? 10_000);
const idleMs = 5_000;
const ods = 'FA565';

const loadPeer = async (page: Page, payloads: readonly string[]): Promise<void> => {
  const built = await build({
    entryPoints: [join(root, 'test', 'bench', 'backlog', 'peer-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome114',
    minify: true,
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: built.outputFiles[0]?.text ?? '' });
  await session.send('Runtime.evaluate', {
    expression: `window.benchPayloads = ${JSON.stringify(payloads)}; 0`,
  });
  await session.detach();
};

const runPeer = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    ([db, n]) =>
      window.benchPeer.run(db, (window as unknown as { benchPayloads: string[] }).benchPayloads, n),
    [name, count] as const,
  );

/** When the frame says that the download is over, by the page's own clock. */
const drained = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = (): void => {
          if (/Last download/.test(document.body.innerText)) {
            observer.disconnect();
            done(Date.now());
          }
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
  );

type Result = {
  readonly peerMs: readonly [number, number];
  readonly drainMs: number;
  readonly idle: Frames;
  readonly busy: Frames;
  readonly shown: string;
  readonly heapGrowthMB: number;
};

const measure = async (
  app: ElectronApplication,
  page: Page,
  open: () => Promise<number>,
): Promise<Result> => {
  const idle = await framesDuring(page, () => page.waitForTimeout(idleMs));
  const before = await runPeer(page, 'peer-before');
  const heapBefore = await heapOf(app, page);
  let from = 0;
  let to = 0;
  const busy = await framesDuring(page, async () => {
    const end = drained(page);
    from = await open();
    to = await end;
  });
  const heapGrowthMB = ((await heapOf(app, page)) - heapBefore) / 1e6;
  const shown = await page.getByRole('tab', { name: /^All/ }).innerText();
  const after = await runPeer(page, 'peer-after');
  return { peerMs: [before, after], drainMs: to - from, idle, busy, shown, heapGrowthMB };
};

const report = (result: Result, bundleBytes: number): void => {
  const { peerMs, drainMs, idle, busy, shown, heapGrowthMB } = result;
  const peerRate = (2 * count) / (peerMs[0] + peerMs[1]);
  const rate = count / drainMs;
  const perSecond = (perMs: number): string => `${Math.round(perMs * 1000)}/s`;
  console.log(`${count} scripts of ${bundleBytes} bytes; the tab says: ${shown.replace(/\s+/g, ' ')}`);
  console.table({
    'Dexie bulkPut, raw, before': { ms: Math.round(peerMs[0]), rate: perSecond(count / peerMs[0]) },
    'Dexie bulkPut, raw, after': { ms: Math.round(peerMs[1]), rate: perSecond(count / peerMs[1]) },
    'journal, domain, index': { ms: Math.round(drainMs), rate: perSecond(rate) },
  });
  console.table({ 'idle screen': idle, 'while draining': busy });
  console.log(
    JSON.stringify({
      drainRatio: Number((rate / peerRate).toFixed(3)),
      framesOver50Share: Number(busy.over50Share.toFixed(4)),
      idleFramesOver50Share: Number(idle.over50Share.toFixed(4)),
      heapGrowthMB: Number(heapGrowthMB.toFixed(1)),
    }),
  );
};

const main = async (): Promise<void> => {
  const scripts = benchScripts(root, count, ods);
  const payloads = scripts.slice(0, 1_000).map((script) => JSON.stringify(script.bundle));
  const broker = await cannedBroker(answersOf(scripts));
  const profile = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  const app = await launch(profile, [`--spine=${broker.url}`, '--spine-token=none']);
  try {
    const page = await app.firstWindow();
    await signIn(page);
    await loadPeer(page, payloads);
    const bytes = payloads.reduce((sum, text) => sum + text.length, 0) / payloads.length;
    const result = await measure(app, page, broker.open);
    if (Number(result.shown.replace(/\D/g, '')) !== count) throw new Error(`not all came: ${result.shown}`);
    report(result, Math.round(bytes));
  } finally {
    await app.close();
    broker.close();
    await removeFolder(profile);
  }
};

main()
  .then(() => process.exit(0))
  .catch((failure: unknown) => {
    console.error(failure);
    process.exit(1);
  });
