import { join } from 'node:path';
import { app, session, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { Broker } from './broker/broker';
import { freshConnections } from './broker/fresh-connections';
import { packsOfferedMessage } from './contract/bridge';
import { openSecondCopy, type OpenSecondCopy } from './copy/open-second-copy';
import { answeredDialogs, type FileDialogs } from './files/dialogs';
import { systemDialogs } from './files/system-dialogs';
import type { IpcReply, ProfileKind, StartState } from './contract/channels';
import type { TakeUpReply } from './contract/files';
import { makeRouter, type Handlers, type Route } from './ipc/router';
import { readDrill, type DrillSettings } from './drill/folder';
import { overNetwork } from './drill/network';
import { openDrill, type DrillGround } from './drill/open-drill';
import type { Journal } from './journal/journal';
import { Offers } from './packs/offers';
import { openPacks } from './packs/open-packs';
import { printerChoices } from './printing/choices';
import { Printing } from './printing/printing';
import { sheetWindows } from './printing/sheet-window';
import { appOrigin } from './security';
import { scannerSchema } from './contract/scanner';
import { AtFirstUse, Awaited } from './system/awaited';
import { deadlineIn } from './system/deadline';
import { deviceFile } from './system/device-file';
import { EnginePort } from './ipc/engine-port';
import { makeHandlers, windowHandlers, type Services } from './system/handlers';
import { realKeychain } from './system/keychain';
import { makeLookAround } from './system/look-around';
import type { Options } from './system/options';
import { liveAddress, openIdentity } from './identity/open-identity';
import { openProfile, type Profile } from './system/profile';
import { choicesOf, optionsFor, optionsForFolder, optionsToChoose, takeUpChosen } from './system/chooser';
import { restartWith } from './system/restart';
import { infoOf, refusalOf, runtime } from './system/runtime';
import { Start, type Opened } from './system/start';
import { damagedIdentity, stopped } from './system/stops';
import { openTrainingPort, trainingKey, unopened, type TrainingPort } from './system/training-port';

/** A long journal is read through once the window has long been there. */
const verifyAfterMs = 15_000;

// Compiling each schema costs a start more than it ever gives back: what main reads is small.
z.config({ jitless: true });

/** What answers the page's calls. */
export type Answer = (
  event: IpcMainInvokeEvent,
  channel: unknown,
  payload: unknown,
) => Promise<IpcReply<unknown>>;

type Parts = {
  readonly options: Options;
  readonly distFolder: string;
  readonly window: BrowserWindow;
  /** Whatever the page asks waits for this. */
  readonly answer: Awaited<Answer>;
  readonly say: (sentence: string) => void;
};

/** The program in main: one window, one profile, one journal. */
export class Program {
  readonly #parts: Parts;
  #start: Start | undefined;
  readonly #services = new Awaited<Services>();
  readonly #enginePort = new EnginePort();
  readonly #packsChanged: () => void;
  readonly #offers: Offers;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { options, window } = parts;
    this.#packsChanged = () => {
      if (!window.isDestroyed()) window.webContents.send(packsOfferedMessage);
    };
    this.#offers = new Offers(options.profile, this.#packsChanged);
  }

  /** Packs that were opened from outside: a double click, or another start of the program. */
  offer(paths: readonly string[]): void {
    for (const path of paths) this.#offers.offer(path);
  }

  /** Opens the profile, or has one chosen. */
  async run(): Promise<void> {
    const { options } = this.#parts;
    if (options.choose) {
      this.#answerWith(choicesOf(options, runtime));
      return;
    }
    const [opened] = await Promise.all([openProfile(options.profile, options.kind), this.#offers.begin()]);
    const refusal = refusalOf(opened, options);
    if (refusal || opened.kind !== 'ok') this.#answerWith(refusal ?? stopped.unreadable(''));
    else await this.#open(opened.profile);
  }

  focus(): void {
    const { window } = this.#parts;
    // It may be closed already, and the program at its end.
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  /** Ends when the journal is closed. */
  async close(): Promise<void> {
    const services = this.#services.there;
    this.#services.leave();
    services?.packs.watch.end();
    await services?.drill?.running.close();
    await services?.secondCopy?.end();
    await services?.journal.close();
    await (await services?.training?.made)?.close();
  }

  get isOpen(): boolean {
    return this.#services.there !== undefined;
  }

  /** Nothing is open: the window shows why, and every other call is refused. */
  #answerWith(state: StartState): void {
    this.#answerBy({
      'start.state': async () => state,
      // The page asks for it before it knows; no port comes.
      'engine.connect': async () => null,
      'start.take-up': () => this.#takeUp(),
      ...windowHandlers({ restart: (kind) => this.#restart(kind), quit: () => app.quit() }),
    });
  }

  /** [IPC-1] Only our own page, in its own frame, is answered. */
  #answerBy(handlers: Partial<Handlers>): Route {
    const { window, answer, say } = this.#parts;
    const route = makeRouter(handlers, (channel, failure) =>
      say(`${channel} failed (${failure instanceof Error ? failure.name : 'unknown'}).`),
    );
    answer.come((event, channel, payload) => {
      const own =
        event.senderFrame === window.webContents.mainFrame &&
        event.senderFrame?.url.startsWith(`${appOrigin}/`);
      return route(own ? 'screen' : undefined, channel, payload);
    });
    return route;
  }

  /** [FIL-8] The program starts again on what was made of a copy. */
  async #takeUp(): Promise<TakeUpReply> {
    const { options, window } = this.#parts;
    const reply = await takeUpChosen(
      systemDialogs(() => window),
      options,
      runtime,
    );
    if (reply.kind !== 'taken') return reply;
    restartWith(optionsForFolder(reply.as, reply.folder, options));
    return { kind: 'taken' };
  }

  #restart(kind: ProfileKind | undefined): void {
    const { options } = this.#parts;
    restartWith(kind ? optionsFor(kind, options) : optionsToChoose(options));
  }

  async #open(profile: Profile): Promise<void> {
    const { options, window } = this.#parts;
    const drill = profile.kind === 'training' ? await readDrill(profile.folder) : undefined;
    const info = infoOf(profile, drill, options);
    const start = new Start({
      profile,
      info,
      keychain: profile.kind === 'training' ? undefined : realKeychain(),
      now: () => Date.now(),
      onOpen: (opened) => this.#serve(profile, opened, drill),
      // The index knows entries that are gone; it is made anew.
      onOtherJournal: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
    });
    this.#start = start;
    const handlers = makeHandlers({
      profile,
      info,
      watchPace: profile.kind === 'training' ? options.watchPace : 1,
      start: () => start,
      services: this.#services,
      connectEngine: () => this.#enginePort.connect(route, window),
      printing: this.#printing(profile),
      dialogs: this.#dialogs(profile),
      offers: this.#offers,
      scanner: deviceFile(join(profile.folder, 'scanner.json'), scannerSchema),
      otherJournal: ({ lastSeq }, known) => {
        start.foundShorter(lastSeq, known);
        void this.#stop();
      },
      quit: () => app.quit(),
      focus: () => this.focus(),
      restart: (kind) => this.#restart(kind),
      goTo: (folder) => restartWith(optionsForFolder('training', folder, options)),
    });
    const begun = start.begin();
    const route = this.#answerBy(handlers);
    await begun;
  }

  #printing(profile: Profile): Printing {
    return new Printing({
      host: sheetWindows(() => this.#parts.window),
      choices: printerChoices(join(profile.folder, 'printers.json')),
      training: profile.kind === 'training',
      deadline: deadlineIn,
    });
  }

  /** A test may answer for the person, in training only. */
  #dialogs(profile: Profile): FileDialogs {
    const { answerSave, answerOpen } = this.#parts.options;
    return profile.kind === 'training' && (answerSave ?? answerOpen) !== undefined
      ? answeredDialogs(answerSave, answerOpen)
      : systemDialogs(() => this.#parts.window);
  }

  async #serve(
    profile: Profile,
    { journal, keys }: Opened,
    settings: DrillSettings | undefined,
  ): Promise<readonly string[]> {
    const { options, window } = this.#parts;
    const ground = settings && openDrill(profile.folder, settings, trainingKey(keys.journal));
    const now = () => ground?.time.now() ?? Date.now();
    const training = this.#training(profile, keys, ground);
    // A drill goes on at once, and what was left out is said; else nobody asks for the Spine before the first screen.
    const atOnce = ground ?? options.prescriptions;
    const opened = atOnce === undefined ? undefined : await training?.use();
    const identity =
      profile.kind === 'live'
        ? await openIdentity({
            folder: profile.folder,
            key: keys.secrets,
            loopbackAllowed: options.allowLoopback,
            browserHook: options.browserHook,
          })
        : undefined;
    const address = async () => (await training?.use())?.address ?? (identity && liveAddress(identity));
    const network = ground?.network ?? { gone: false };
    const connect = overNetwork(freshConnections(), network);
    const deadline = ground && { deadline: (id: string) => ground.silences.deadline(id) };
    const broker = new Broker({ journal, address, connect, now, ...deadline });
    const lookAround = makeLookAround({
      address,
      signIn: () => identity?.probeAddress,
      connect: overNetwork(freshConnections('probe'), network),
      wall: ground ? undefined : now,
      cut: () => network.gone,
      printers: () => window.webContents.getPrintersAsync(),
    });
    const packs = await openPacks({
      folder: profile.folder,
      sealedUnder: keys.packs,
      journal,
      offers: this.#offers,
      now,
      changed: this.#packsChanged,
    });
    const spine = opened?.training;
    const door = { packs: packs.packs, offers: this.#offers };
    const secondCopy = ground ? undefined : this.#secondCopy(profile, journal);
    const drill = ground &&
      spine && { time: ground.time, running: ground.begin(spine, journal, profile.site, door) };
    const made = { journal, keys, broker, training, drill, packs, identity, lookAround, secondCopy };
    this.#services.come(made);
    setTimeout(() => void this.#verify(journal), verifyAfterMs);
    if (profile.kind === 'live' && !identity) return [damagedIdentity];
    return opened?.notices ?? [];
  }

  #secondCopy(profile: Profile, journal: Journal): OpenSecondCopy {
    const ahead = (known: number, copy: string): void => {
      this.#start?.foundShorter(journal.lastSeq, known, copy);
      void this.#stop();
    };
    return openSecondCopy({ folder: profile.folder, journal, dialogs: this.#dialogs(profile), ahead });
  }

  #training(
    profile: Profile,
    keys: Opened['keys'],
    ground: DrillGround | undefined,
  ): AtFirstUse<TrainingPort> | undefined {
    if (profile.kind !== 'training') return undefined;
    const { options, distFolder } = this.#parts;
    const resources = join(distFolder, 'resources');
    const open = () => openTrainingPort(profile, options, keys.journal, resources, ground);
    // A drill without its Spine is none.
    return ground ? new AtFirstUse(open) : new AtFirstUse(open, (why) => unopened(why, profile.folder));
  }

  /** [JRN-3] Reads what the opening took on trust; damage ends the work, and the window says why. */
  async #verify(journal: Journal): Promise<void> {
    const found = await journal.verify();
    if (found.kind !== 'damaged') return;
    this.#start?.foundDamage(found.detail);
    await this.#stop();
  }

  /** The journal is closed, and the window says why. */
  async #stop(): Promise<void> {
    await this.close();
    this.#parts.window.webContents.reload();
  }
}
