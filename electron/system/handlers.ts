import type { ProfileInfo, ProfileKind } from '../contract/channels';
import type { Broker } from '../broker/broker';
import type { OpenSecondCopy } from '../copy/open-second-copy';
import { backUp, readLastBackUp } from '../files/back-up';
import type { FileDialogs } from '../files/dialogs';
import { openFiles, saveFile } from '../files/files';
import { readPutBack } from '../files/put-back';
import { actOnDrill, type RunningDrill } from '../drill/open-drill';
import type { DrillTime } from '../drill/time';
import type { ProbeFacts } from '../contract/probe';
import { NotReady, type Handlers } from '../ipc/router';
import type { Identity } from '../identity/identity';
import { refusals } from '../identity/refusals';
import type { DerivedKeys } from '../keys/derive';
import { locksOf } from '../keys/renew';
import { stretchPin } from '../keys/wrap';
import type { Journal } from '../journal/journal';
import { packHandlers } from '../packs/handlers';
import type { Offers } from '../packs/offers';
import type { OpenPacks } from '../packs/open-packs';
import type { Printing } from '../printing/printing';
import type { ScannerSettings } from '../contract/scanner';
import type { AtFirstUse, Awaited } from './awaited';
import type { DeviceFile } from './device-file';
import type { Profile } from './profile';
import type { Start } from './start';
import { makeTrainingPack } from './training-pack';
import { trainingSpineName, type TrainingPort } from './training-port';

/** What main has once a profile is open. */
export type Services = {
  readonly journal: Journal;
  readonly keys: DerivedKeys;
  readonly broker: Broker;
  /** Only a training profile has one. */
  readonly training: AtFirstUse<TrainingPort> | undefined;
  /** Only the profile of a drill has one. */
  readonly drill: { readonly time: DrillTime; readonly running: RunningDrill } | undefined;
  readonly packs: OpenPacks;
  /** Every profile but that of a drill has one, kept or not. */
  readonly secondCopy: OpenSecondCopy | undefined;
  readonly lookAround: () => Promise<ProbeFacts>;
  /** Only a live profile has one. */
  readonly identity: Identity | undefined;
};

type Parts = {
  readonly profile: Profile;
  readonly info: ProfileInfo;
  readonly watchPace: number;
  readonly start: () => Start;
  readonly services: Awaited<Services>;
  readonly connectEngine: () => void;
  readonly printing: Printing;
  readonly dialogs: FileDialogs;
  readonly offers: Offers;
  readonly scanner: DeviceFile<ScannerSettings>;
  readonly otherJournal: (journal: Journal, known: number) => void;
  readonly quit: () => void;
  readonly focus: () => void;
  readonly restart: (choice: ProfileKind | undefined) => void;
  /** Starts the program again on the training profile in this folder. */
  readonly goTo: (folder: string) => void;
};

type DeviceChannel =
  | 'scanner.load'
  | 'scanner.save'
  | 'print.pdf'
  | 'print.paper'
  | 'printer.status'
  | 'printer.choose'
  | 'files.save'
  | 'files.open';

/** What stands beside this computer: printers, scanner, and the files that a person chooses. */
const deviceHandlers = ({ printing, dialogs, scanner }: Parts): Pick<Handlers, DeviceChannel> => ({
  'scanner.load': async () => (await scanner.load()) ?? null,
  'scanner.save': async (settings) => {
    await scanner.save(settings);
    return null;
  },
  'print.pdf': (document) => printing.pdf(document),
  'print.paper': ({ use, ...document }) => printing.paper(document, use),
  'printer.status': () => printing.status(),
  'printer.choose': ({ use, name }) => printing.choose(use, name),
  'files.save': (file) => saveFile(dialogs, file),
  'files.open': ({ kinds, multiple }) => openFiles(dialogs, kinds, multiple),
});

type IdentityChannel = Extract<keyof Handlers, `identity.${string}`>;

/** [PRF-3] Only a live profile has an identity at CIS2, and one whose sealed file is damaged works on without. */
const identityHandlers = (
  identity: () => Identity | undefined,
  cameBack: () => void,
): Pick<Handlers, IdentityChannel> => ({
  'identity.configure': async (connection) => {
    await identity()?.configure(connection);
    return identity()?.baseUrl !== undefined;
  },
  'identity.key': async (keyId) => identity()?.clientKey(keyId) ?? null,
  'identity.make-key': async (keyId) => (await identity()?.makeKey(keyId)) ?? null,
  'identity.identify': async () => {
    const reply = await identity()?.identify();
    cameBack();
    return reply ?? refusals.notSetUp;
  },
  'identity.choose-role': async (roleProfileId) =>
    (await identity()?.chooseRole(roleProfileId)) ?? refusals.notSetUp,
  'identity.cancel': async () => {
    identity()?.cancel();
    return null;
  },
  'identity.sign-out': async () => {
    await identity()?.signOut();
    return null;
  },
});

type WindowChannel = 'start.choose' | 'window.choose' | 'window.quit';

/** The program's own end, and its start as another kind. */
export const windowHandlers = ({
  restart,
  quit,
}: Pick<Parts, 'restart' | 'quit'>): Pick<Handlers, WindowChannel> => ({
  'start.choose': async ({ kind }) => {
    restart(kind);
    return null;
  },
  'window.choose': async () => {
    restart(undefined);
    return null;
  },
  'window.quit': async () => {
    quit();
    return null;
  },
});

/** The training Spine's levers, a pack of what hangs in its broker, and the outage drills: in training only. */
const trainingHandlers = (
  { profile, dialogs, goTo }: Parts,
  open: () => Services,
): Pick<Handlers, 'training.act' | 'drill.act'> => {
  const only = (): Services & { readonly training: AtFirstUse<TrainingPort> } => {
    const { training, ...rest } = open();
    if (!training) throw new NotReady('Only a training profile has a training Spine and drills.');
    return { training, ...rest };
  };
  return {
    'training.act': async (action) => {
      const { packs, drill, ...rest } = only();
      const training = await rest.training.use();
      if (action.kind !== 'make-pack') return training.act(action);
      const now = drill?.time.now() ?? Date.now();
      return makeTrainingPack({ profile, training, packs: packs.packs, dialogs, now });
    },
    'drill.act': async (action) => actOnDrill(action, profile.folder, only().drill?.running, goTo),
  };
};

type CopyChannel = Extract<keyof Handlers, `copy.${string}`>;

const copyHandlers = (open: () => Services): Pick<Handlers, CopyChannel> => {
  const copy = () => {
    const { secondCopy } = open();
    if (!secondCopy) throw new NotReady('A drill keeps no second copy.');
    return secondCopy.copy;
  };
  return {
    'copy.state': async () => (await open().secondCopy?.copy.state()) ?? null,
    'copy.ask': () => copy().ask(),
    'copy.keep': ({ folder }) => copy().keepIn(folder),
    'copy.stop': async () => {
      await copy().stop();
      return null;
    },
  };
};

type JournalChannel = Extract<keyof Handlers, `journal.${string}`>;

const journalHandlers = (
  { otherJournal }: Parts,
  journal: () => Journal,
): Pick<Handlers, JournalChannel> => ({
  'journal.append': ({ entries, recall }) =>
    journal().append(
      entries.map(({ bytes, ...entry }) => (bytes ? { ...entry, bytes } : entry)),
      recall && { kind: 'recall', ...recall },
    ),
  'journal.read': (request) => journal().read(request),
  'journal.read-one': async ({ seq, span }) => (await journal().readOne(seq, span)) ?? null,
  'journal.status': () => journal().status(),
  'journal.other': async ({ known }) => {
    otherJournal(journal(), known);
    return null;
  },
});

type StartChannel = Exclude<Extract<keyof Handlers, `start.${string}`>, WindowChannel>;

/** What stands between a start and an open profile. */
const startHandlers = (start: Parts['start']): Pick<Handlers, StartChannel> => ({
  'start.state': () => start().begun(),
  'start.unlock': ({ passphrase }) => start().unlock(passphrase),
  'start.unlock-with-code': ({ code }) => start().unlockWithCode(code),
  'start.choose-passphrase': ({ passphrase }) => start().choosePassphrase(passphrase),
  'start.renew': (how) => start().renew(how),
  'start.recovery-code-kept': () => start().codeKept(),
  'start.prove-recovery-code': ({ code }) => start().proveCode(code),
  'start.show-recovery-code': () => start().showCodeAgain(),
  'start.salvage': () => start().salvage(),
  'start.take-up': async () => {
    throw new NotReady('A profile is open here already.');
  },
});

/** What each channel does. */
export const makeHandlers = (parts: Parts): Handlers => {
  const { profile, info, watchPace, start, services, connectEngine } = parts;
  const open = (): Services => {
    const found = services.there;
    if (!found) throw new NotReady('No profile is open yet.');
    return found;
  };
  return {
    ...startHandlers(start),
    'engine.connect': async () => {
      await services.when();
      connectEngine();
      return null;
    },
    ...windowHandlers(parts),
    ...trainingHandlers(parts, open),
    ...deviceHandlers(parts),
    'profile.back-up': () =>
      backUp({ profile: profile.folder, journal: open().journal, dialogs: parts.dialogs, now: Date.now() }),
    'profile.last-back-up': async () => (await readLastBackUp(profile.folder)) ?? null,
    ...copyHandlers(open),
    ...packHandlers({ offers: parts.offers, dialogs: parts.dialogs, packs: () => open().packs }),
    'engine.start': async () => {
      const { keys, training, drill, journal } = open();
      const brokerName = training ? trainingSpineName : '';
      const { site } = profile;
      const { projection: projectionKey, index: indexKey } = keys;
      return {
        lastSeq: journal.lastSeq,
        profile: info,
        site,
        projectionKey,
        indexKey,
        brokerName,
        watchPace,
        clock: drill?.time.clock ?? null,
        putBackFrom: (await readPutBack(profile.folder)).before?.at ?? null,
      };
    },
    ...journalHandlers(parts, () => open().journal),
    'broker.send': (envelope) => open().broker.send(envelope),
    'watch.probe': () => open().lookAround(),
    'session.set': async ({ roleProfileId }) => {
      open().broker.setSession(roleProfileId);
      return null;
    },
    ...identityHandlers(() => open().identity, parts.focus),
    'keys.locks': () => locksOf(profile.folder),
    'keys.change-passphrase': (typed) => start().changePassphrase(typed),
    'pin.stretch': ({ pin, salt }) => stretchPin(pin, salt),
  };
};
