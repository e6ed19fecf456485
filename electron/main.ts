import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, ipcMain, session, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { Broker } from './broker/broker';
import { freshConnections } from './broker/fresh-connections';
import { packsOfferedMessage } from './contract/bridge';
import { answeredDialogs, type FileDialogs } from './files/dialogs';
import { systemDialogs } from './files/system-dialogs';
import {
  channels,
  type IpcReply,
  type ProfileInfo,
  type ProfileKind,
  type StartState,
} from './contract/channels';
import { makeRouter } from './ipc/router';
import { readDrill, type DrillSettings } from './drill/folder';
import { attemptLimitMs, overNetwork } from './drill/network';
import { openDrill } from './drill/open-drill';
import type { Journal } from './journal/journal';
import { packPathsIn } from './packs/arguments';
import { Offers } from './packs/offers';
import { openPacks } from './packs/open-packs';
import { printerChoices } from './printing/choices';
import { Printing } from './printing/printing';
import { sheetWindows } from './printing/sheet-window';
import { appOrigin, declareScheme, lockDown, serveApp, warmUp } from './security';
import { scannerSchema } from './contract/scanner';
import { Awaited } from './system/awaited';
import { deviceFile } from './system/device-file';
import { EnginePort } from './ipc/engine-port';
import { makeHandlers, type Services } from './system/handlers';
import { realKeychain } from './system/keychain';
import { makeLookAround } from './system/look-around';
import { defaultFolder, readOptions } from './system/options';
import { liveAddress, openIdentity } from './identity/open-identity';
import { openProfile, type OpenProfile, type Profile } from './system/profile';
import { choicesOf, optionsFor, optionsForTraining, optionsToChoose } from './system/chooser';
import { leaveInOrder } from './system/leave';
import { restartWith } from './system/restart';
import { Start, type Opened } from './system/start';
import { damagedIdentity, stopped } from './system/stops';
import { openTrainingPort, trainingKey } from './system/training-port';
import { scenarioOf } from './training/drills/scenarios';
import { openWindow } from './window';

/** A page that has no scripts by then will not get far; the profile is opened nonetheless. */
const longEnoughMs = 3_000;
/** A long journal is read through once the window has long been there. */
const verifyAfterMs = 15_000;

declare const HOLDFAST_VERSION: string;
declare const PINNED_ELECTRON_MAJOR: number;

// Compiling each schema costs a start more than it ever gives back: what main reads is small.
z.config({ jitless: true });

const distFolder = join(__dirname, '..');
const options = readOptions(process.argv.slice(1));
const runtime = {
  version: process.versions.electron,
  older: Number(process.versions.electron.split('.')[0]) < PINNED_ELECTRON_MAJOR,
};

const say = (sentence: string): void => {
  process.stderr.write(`Holdfast: ${sentence}\n`);
};

const infoOf = (profile: Profile, drill: DrillSettings | undefined): ProfileInfo => ({
  kind: profile.kind,
  folder: profile.folder,
  appVersion: HOLDFAST_VERSION,
  runtime,
  terminal: profile.terminal,
  loopback: options.allowLoopback,
  drill: drill ? (scenarioOf(drill.scenario)?.title ?? '') : '',
});

const restart = (kind: ProfileKind | undefined): void =>
  restartWith(kind ? optionsFor(kind, options) : optionsToChoose(options));

/** Why a profile may not even begin to open. */
const refusalOf = (opened: OpenProfile): StartState | undefined => {
  switch (opened.kind) {
    case 'other-kind':
      return stopped.otherKind(opened.is, options.kind ?? 'training');
    case 'newer':
      return stopped.newer('profile.json');
    case 'damaged':
      return stopped.profileDamaged(opened.detail);
    case 'unusable':
      return stopped.unreadable(opened.detail);
    case 'ok':
      return runtime.older && opened.profile.kind !== 'training' && !options.allowOlderRuntime
        ? stopped.olderRuntime(process.versions.electron)
        : undefined;
  }
};

type Answer = (event: IpcMainInvokeEvent, channel: unknown, payload: unknown) => Promise<IpcReply<unknown>>;

/** The program in main: one window, one profile, one journal. */
class Program {
  #window: BrowserWindow | undefined;
  #start: Start | undefined;
  readonly #services = new Awaited<Services>();
  readonly #enginePort = new EnginePort();
  /** A page that asks before it is known what answers, waits. */
  readonly #answer = new Awaited<Answer>();
  readonly #packsChanged = (): void => this.#window?.webContents.send(packsOfferedMessage);
  readonly #offers = new Offers(options.profile, this.#packsChanged);

  /** Packs that were opened from outside: a double click, or another start of the program. */
  offer(paths: readonly string[]): void {
    for (const path of paths) this.#offers.offer(path);
  }

  /** The window comes first: its page loads while the profile is being opened. */
  async run(opening: Promise<OpenProfile> | undefined): Promise<void> {
    lockDown(session.defaultSession);
    const pageLoaded = serveApp(session.defaultSession, join(distFolder, 'renderer'));
    ipcMain.handle('holdfast.call', async (...call: Parameters<Answer>) =>
      (await this.#answer.when())(...call),
    );
    this.#window = openWindow(session.defaultSession, distFolder);
    if (!opening) {
      this.#answerWith(choicesOf(options, runtime));
      return;
    }
    await Promise.race([pageLoaded, sleep(longEnoughMs)]);
    await this.#offers.begin();
    const opened = await opening;
    const refusal = refusalOf(opened);
    if (refusal || opened.kind !== 'ok') this.#answerWith(refusal ?? stopped.unreadable(''));
    else await this.#open(opened.profile);
  }

  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Ends when the journal is closed. */
  async close(): Promise<void> {
    const services = this.#services.there;
    this.#services.leave();
    services?.packs.watch.end();
    await services?.drill?.running.close();
    await services?.journal.close();
    await services?.training?.close();
  }

  get isOpen(): boolean {
    return this.#services.there !== undefined;
  }

  /** Nothing is open: the window shows why, and every other call is refused. */
  #answerWith(state: StartState): void {
    this.#answer.come((_event, channel, payload) => {
      if (channel === 'window.quit') app.quit();
      if (channel === 'window.choose') restart(undefined);
      const chosen = channels['start.choose'].payload.safeParse(payload);
      if (channel === 'start.choose' && chosen.success) restart(chosen.data.kind);
      return Promise.resolve({ ok: true, value: state });
    });
  }

  async #open(profile: Profile): Promise<void> {
    const drill = profile.kind === 'training' ? await readDrill(profile.folder) : undefined;
    const info = infoOf(profile, drill);
    const start = new Start({
      profile,
      info,
      keychain: profile.kind === 'training' ? undefined : realKeychain(),
      now: () => Date.now(),
      onOpen: (opened) => this.#serve(profile, opened, drill),
      // The index knows entries that are gone; it is made anew.
      onSalvaged: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
    });
    this.#start = start;
    const route = makeRouter(
      makeHandlers({
        profile,
        info,
        watchPace: profile.kind === 'training' ? options.watchPace : 1,
        start: () => start,
        services: this.#services,
        connectEngine: () => this.#enginePort.connect(route, this.#window),
        printing: this.#printing(profile),
        dialogs: this.#dialogs(profile),
        offers: this.#offers,
        scanner: deviceFile(join(profile.folder, 'scanner.json'), scannerSchema),
        quit: () => app.quit(),
        focus: () => this.focus(),
        restart,
        goTo: (folder) => restartWith(optionsForTraining(folder, options)),
      }),
      (channel, failure) =>
        say(`${channel} failed (${failure instanceof Error ? failure.name : 'unknown'}).`),
    );
    const begun = start.begin();
    this.#answer.come((event, channel, payload) => {
      const own =
        event.senderFrame === this.#window?.webContents.mainFrame &&
        event.senderFrame?.url.startsWith(`${appOrigin}/`);
      return own ? route('screen', channel, payload) : route('engine', undefined, undefined);
    });
    await begun;
  }

  #printing(profile: Profile): Printing {
    return new Printing({
      host: sheetWindows(() => this.#window),
      choices: printerChoices(join(profile.folder, 'printers.json')),
      training: profile.kind === 'training',
      deadline: (ms) => {
        let timer: NodeJS.Timeout | undefined;
        const passed = new Promise<void>((done) => {
          timer = setTimeout(done, ms);
        });
        return { passed, cancel: () => clearTimeout(timer) };
      },
    });
  }

  /** A test may answer for the person, in training only. */
  #dialogs(profile: Profile): FileDialogs {
    const { answerSave, answerOpen } = options;
    return profile.kind === 'training' && (answerSave ?? answerOpen) !== undefined
      ? answeredDialogs(answerSave, answerOpen)
      : systemDialogs(() => this.#window);
  }

  async #serve(
    profile: Profile,
    { journal, keys }: Opened,
    settings: DrillSettings | undefined,
  ): Promise<readonly string[]> {
    const ground = settings && openDrill(profile.folder, settings, trainingKey(keys.journal));
    const now = () => ground?.time.now() ?? Date.now();
    const training =
      profile.kind === 'training'
        ? await openTrainingPort(profile, options, keys.journal, join(distFolder, 'resources'), ground)
        : undefined;
    const identity =
      profile.kind === 'live'
        ? await openIdentity({
            folder: profile.folder,
            key: keys.secrets,
            loopbackAllowed: options.allowLoopback,
            browserHook: options.browserHook,
          })
        : undefined;
    const address = () => training?.address ?? (identity && liveAddress(identity));
    const network = ground?.network ?? { gone: false };
    const connect = overNetwork(freshConnections(), network);
    const limitMs = () => attemptLimitMs(ground?.time.clock);
    const broker = new Broker({ journal, address, connect, now, limitMs });
    const lookAround = makeLookAround({
      address,
      signIn: () => identity?.probeAddress,
      connect: overNetwork(freshConnections('probe'), network),
      cut: () => network.gone,
      printers: async () => (await this.#window?.webContents.getPrintersAsync()) ?? [],
    });
    const packs = await openPacks({
      folder: profile.folder,
      sealedUnder: keys.packs,
      journal,
      offers: this.#offers,
      now,
      changed: this.#packsChanged,
    });
    const spine = training?.training;
    const door = { packs: packs.packs, offers: this.#offers };
    const drill = ground &&
      spine && { time: ground.time, running: ground.begin(spine, journal, profile.site, door) };
    this.#services.come({ journal, keys, broker, training, drill, packs, identity, lookAround });
    setTimeout(() => void this.#verify(journal), verifyAfterMs);
    if (profile.kind === 'live' && !identity) return [damagedIdentity];
    return training?.notices ?? [];
  }

  /** [JRN-3] Reads what the opening took on trust; damage ends the work, and the window says why. */
  async #verify(journal: Journal): Promise<void> {
    const found = await journal.verify();
    if (found.kind !== 'damaged') return;
    this.#start?.foundDamage(found.detail);
    await this.close();
    this.#window?.webContents.reload();
  }
}

const main = (): void => {
  app.setName('Holdfast');
  // Dates are read as in England, whatever the computer was set up for.
  app.commandLine.appendSwitch('lang', 'en-GB');
  app.setPath('userData', options.choose ? defaultFolder('chooser') : join(options.profile, 'window'));
  declareScheme();
  if (!app.requestSingleInstanceLock()) {
    say('this profile is open already; its window comes to the front.');
    app.exit(0);
    return;
  }
  const program = new Program();
  program.offer(packPathsIn(process.argv.slice(1), process.cwd()));
  app.on('second-instance', (_event, argv, folder) => {
    program.offer(packPathsIn(argv.slice(1), folder));
    program.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    program.offer(packPathsIn([path], process.cwd()));
  });
  app.on('window-all-closed', () => app.quit());
  leaveInOrder(program);
  // What needs no window is done while Chromium comes up.
  warmUp();
  const opening = options.choose ? undefined : openProfile(options.profile, options.kind);
  app
    .whenReady()
    .then(() => program.run(opening))
    .catch((failure: unknown) => {
      say(`could not start: ${failure instanceof Error ? failure.message : 'unknown reason'}`);
      app.exit(1);
    });
};

main();
