import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { benchScripts } from './backlog/answers';
import { filledId, fillProfile } from './fill-profile';
import { framesDuring, type Frames } from './frames';
import { argument, launch, root, signIn } from './program';
import { printResult, printTable, quantile } from './report';
import { exchangeKeys, makeFolders, writePack } from './scan/make-pack';
import { openScans, releaseScans, type Program, type Scans } from './scan/measure-scans';
import { removeFolder } from '../support/folder';

const scripts = argument('scripts', 100_000);
const inPack = argument('pack', 20_000);
const rounds = argument('rounds', 100);
/** The index of a large journal is made once, before anything is measured. */
const patienceMs = 20 * 60_000;
const idleMs = 5_000;

/** An outage: nobody answers where the broker was. */
const noBroker = ['--spine=http://127.0.0.1:9', '--spine-token=none'];

const start = async (profile: string, more: readonly string[] = []): Promise<Program> => {
  const app = await launch(profile, [...noBroker, ...more]);
  const page = await app.firstWindow();
  await signIn(page, patienceMs);
  return { app, page };
};

type Import = {
  readonly ms: number;
  readonly idle: Frames;
  readonly frames: Frames;
  readonly saidSteps: number;
};

/** How often the import said how far it is, each time differently. */
const countSteps = (page: Page): Promise<() => Promise<number>> =>
  page
    .evaluateHandle(() => {
      const said = new Set<string>();
      const observer = new MutationObserver(() => {
        const text = document.querySelector('dialog [role="status"]')?.textContent ?? '';
        if (/ of .* (parts|scripts)/.test(text)) said.add(text);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      return said;
    })
    .then((handle) => () => handle.evaluate((said) => said.size));

const importPack = async ({ page }: Program): Promise<Import> => {
  const button = page.getByRole('button', { name: /^Import \d+ scripts?$/ });
  await button.waitFor({ timeout: patienceMs });
  const idle = await framesDuring(page, () => page.waitForTimeout(idleMs));
  const steps = await countSteps(page);
  const from = performance.now();
  const over = page.getByRole('button', { name: 'Go to the PWAD desk' });
  const frames = await framesDuring(page, async () => {
    await button.click();
    await over.waitFor({ timeout: patienceMs });
  });
  const ms = performance.now() - from;
  const saidSteps = await steps();
  await over.click();
  return { ms, idle, frames, saidSteps };
};

type Measured = { readonly imported: Import; readonly released: Scans; readonly opened: Scans };

/** A program with so many scripts in its store and so many in a pack: imported, then scanned at and away from the desk. */
const measure = async (profile: string, stored: number, packed: number): Promise<Measured> => {
  if (stored > 0) await fillProfile(profile, stored);
  const folders = makeFolders(profile);
  const dialogs = [`--answer-save=${folders.saved}`, `--answer-open=${folders.shelf}`];
  const first = await start(profile, dialogs);
  const supplier = await exchangeKeys(first.page, folders);
  await first.app.close();
  const made = benchScripts(root, packed, 'FA565');
  const ids = made.map(({ shortId }) => shortId);
  const pack = await writePack(folders, supplier, made);
  const program = await start(profile, [pack]);
  try {
    const imported = await importPack(program);
    const step = Math.max(1, Math.floor(ids.length / rounds));
    const chosen = ids.filter((_, n) => n % step === 0).slice(0, rounds);
    const released = await releaseScans(program, chosen);
    const here = Array.from({ length: stored > 0 ? rounds : 0 }, (_, n) =>
      filledId(Math.floor((n * stored) / rounds)),
    );
    const opened = await openScans(program, here.length > 0 ? here : chosen);
    return { imported, released, opened };
  } finally {
    await program.app.close();
  }
};

const p95Of = ({ released, opened }: Measured): number => quantile([...released.all, ...opened.all], 0.95);

const report = (full: Measured, empty: Measured): void => {
  const { imported } = full;
  printTable([
    ['from the last key to the screen, ms', 'p50', 'p95'],
    ['at the desk, empty store', empty.released.p50, empty.released.p95],
    [`at the desk, ${scripts} scripts`, full.released.p50, full.released.p95],
    ['from the worklist, empty store', empty.opened.p50, empty.opened.p95],
    [`from the worklist, ${scripts} scripts`, full.opened.p50, full.opened.p95],
  ]);
  printTable([
    [`import of ${inPack} scripts`, 'frames', 'over 50 ms, %', 'p95 ms', 'longest ms'],
    ...(
      [
        ['idle', imported.idle],
        ['importing', imported.frames],
      ] as const
    ).map(([name, { frames, over50Share, p95Ms, maxMs }]) => [name, frames, over50Share * 100, p95Ms, maxMs]),
  ]);
  printTable([
    ['import', 'value'],
    ['seconds', imported.ms / 1000],
    ['scripts a second', inPack / (imported.ms / 1000)],
    ['times it said how far it is', imported.saidSteps],
  ]);
  printResult({
    scanP95Ms: p95Of(full),
    emptyP95Ms: p95Of(empty),
    importFramesOver50Share: imported.frames.over50Share,
    idleFramesOver50Share: imported.idle.over50Share,
  });
};

const main = async (): Promise<void> => {
  const profiles = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const empty = await measure(join(profiles, 'empty'), 0, rounds);
    const full = await measure(join(profiles, 'full'), scripts, inPack);
    report(full, empty);
  } finally {
    await removeFolder(profiles);
  }
};

main()
  .then(() => process.exit(0))
  .catch((failure: unknown) => {
    console.error(failure);
    process.exit(1);
  });
