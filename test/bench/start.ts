import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillProfile } from './fill-profile';
import { argument, flags, root, runtime } from './program';
import { median, printResult, printTable } from './report';
import { removeFolder } from '../support/folder';

const scripts = argument('scripts', 100_000);
const rounds = argument('rounds', 7);
/** The index of a large journal is made once, before anything is measured. */
const patienceMs = 20 * 60_000;

/**
 * From the start of the process until `words` are painted; the program then ends by itself. No debugger is
 * attached: one halts every new page and Worker, so that it would measure itself.
 */
const launch = (args: readonly string[], words: string): Promise<number> =>
  new Promise((done, fail) => {
    const from = Date.now();
    const watcher = join(root, 'test', 'bench', 'watch-start.cjs');
    const child = spawn(runtime, [...flags, '-r', watcher, ...args], {
      env: { ...process.env, WAIT_FOR: words },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(patience);
      const seen = /^seen (\d+)$/m.exec(output)?.[1];
      if (seen === undefined) fail(new Error(`“${words}” never came on the screen`));
      else done(Number(seen) - from);
    });
  });

const blank = () => launch([join(root, 'test', 'bench', 'blank-app')], 'blank');
const program = (profile: string) => launch([root, `--profile=${profile}`], 'Priya Shah');

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
    await removeFolder(profiles);
  }
};

void measure();
