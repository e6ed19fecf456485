import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { fillProfile } from './fill-profile';
import { median, printResult, printTable } from './report';

const root = process.env.HOLDFAST_ROOT ?? '';
const runtime = process.env.HOLDFAST_RUNTIME ?? '';
const flags = (process.env.HOLDFAST_RUNTIME_FLAGS ?? '').split(' ').filter((flag) => flag !== '');
const argument = (name: string, otherwise: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const scripts = argument('scripts', 100_000);
const rounds = argument('rounds', 7);
/** The index of a large journal is made once, before anything is measured. */
const patienceMs = 20 * 60_000;

/** From the start of the process until `selector` is painted; the program is then closed. */
const launch = async (args: readonly string[], selector: string): Promise<number> => {
  const from = performance.now();
  const app = await _electron.launch({ executablePath: runtime, args: [...flags, ...args] });
  const page = await app.firstWindow();
  await page.waitForSelector(selector, { timeout: patienceMs });
  const took = performance.now() - from;
  await app.close();
  return took;
};

const blank = () => launch([join(root, 'test', 'bench', 'blank-app')], 'h1');
const program = (profile: string) => launch([root, `--profile=${profile}`], 'text=Priya Shah');

const measure = async (): Promise<void> => {
  const profiles = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const full = join(profiles, 'full');
    const empty = join(profiles, 'empty');
    await fillProfile(full, scripts);
    const rebuildMs = await program(full);
    await program(empty);
    await blank();
    const times = { blank: [] as number[], empty: [] as number[], full: [] as number[] };
    for (let n = 0; n < rounds; n += 1) {
      times.blank.push(await blank());
      times.empty.push(await program(empty));
      times.full.push(await program(full));
    }
    const base = median(times.blank);
    printTable([
      ['what', 'ms', 'times a blank window'],
      ['a blank window', base, 1],
      ['Holdfast, empty', median(times.empty), median(times.empty) / base],
      [`Holdfast, ${scripts} scripts`, median(times.full), median(times.full) / base],
      [`index made anew from ${scripts} scripts`, rebuildMs, rebuildMs / base],
    ]);
    printResult({
      scripts,
      startRatio: median(times.full) / base,
      emptyRatio: median(times.empty) / base,
      limit: 1.6,
      rebuildPerSecond: scripts / (rebuildMs / 1000),
    });
  } finally {
    rmSync(profiles, { recursive: true, force: true });
  }
};

void measure();
