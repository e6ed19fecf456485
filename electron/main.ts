import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, ipcMain, session } from 'electron';
import { takesFiles } from './system/takes-files';
import { packPathsIn } from './packs/arguments';
import type * as programScript from './program';
import type { Answer, Program } from './program';
import { declareScheme, lockDown, serveApp } from './security';
import { Awaited } from './system/awaited';
import { loadKept } from './system/kept-code';
import { leaveInOrder } from './system/leave';
import { defaultFolder, readOptions } from './system/options';
import { tellOwnFaults } from './own-faults';
import { openWindow } from './window';

/** A page that is not asked for by then will not come; the profile is opened nonetheless. */
const longEnoughMs = 3_000;
const keepAfterMs = 10_000;

const distFolder = join(__dirname, '..');
const options = readOptions(process.argv.slice(1), app.isPackaged);
let program: Program | undefined;
/** Packs that came before the program. */
const early: string[] = [];

const say = (sentence: string): void => {
  process.stderr.write(`Holdfast: ${sentence}\n`);
};

/** Packs that were opened from outside: a double click, or another start of the program. */
const offer = (paths: readonly string[]): void => {
  if (program) program.offer(paths);
  else early.push(...paths);
};

/** The window comes first: the program itself is read, and its profile opened, while the page loads (ADR 0036). */
const run = async (): Promise<void> => {
  lockDown(session.defaultSession);
  const asked = serveApp(session.defaultSession, join(distFolder, 'renderer'));
  /** A page that asks before it is known what answers, waits. */
  const answer = new Awaited<Answer>();
  ipcMain.handle('holdfast.call', async (...call: Parameters<Answer>) => (await answer.when())(...call));
  const window = openWindow(session.defaultSession, distFolder);
  await Promise.race([asked, sleep(longEnoughMs)]);
  const { exports, keep } = loadKept<typeof programScript>(join(__dirname, 'program.cjs'));
  program = new exports.Program({ options, distFolder, window, answer, say });
  program.offer(early);
  await program.run();
  // What the first screen needed is compiled by then.
  setTimeout(() => void keep(), keepAfterMs);
};

const main = (): void => {
  tellOwnFaults(say);
  app.setName('Holdfast');
  // The window is text and forms, and waits for no graphics driver (ADR 0039).
  app.disableHardwareAcceleration();
  // Dates are read as in England, whatever the computer was set up for.
  app.commandLine.appendSwitch('lang', 'en-GB');
  app.setPath('userData', options.choose ? defaultFolder('chooser') : join(options.profile, 'window'));
  declareScheme();
  if (!app.requestSingleInstanceLock()) {
    if (takesFiles(app.getPath('userData'))) {
      say('this profile is open already; its window comes to the front.');
      app.exit(0);
      return;
    }
    // [PRF-8] Nobody holds it: the folder takes nothing. The window, which says so, lives elsewhere.
    app.setPath('userData', mkdtempSync(join(tmpdir(), 'holdfast-window-')));
  }
  offer(packPathsIn(process.argv.slice(1), process.cwd()));
  app.on('second-instance', (_event, argv, folder) => {
    offer(packPathsIn(argv.slice(1), folder));
    program?.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    offer(packPathsIn([path], process.cwd()));
  });
  app.on('window-all-closed', () => app.quit());
  leaveInOrder(() => program);
  app
    .whenReady()
    .then(run)
    .catch((failure: unknown) => {
      say(`could not start: ${failure instanceof Error ? failure.message : 'unknown reason'}`);
      app.exit(1);
    });
};

main();
