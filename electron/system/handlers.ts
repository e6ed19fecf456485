import type { ProfileInfo } from '../contract/channels';
import type { Broker } from '../broker/broker';
import { backUp, readLastBackUp } from '../files/back-up';
import type { FileDialogs } from '../files/dialogs';
import { openFiles, saveFile } from '../files/files';
import type { ProbeFacts } from '../contract/probe';
import { NotReady, type Handlers } from '../ipc/router';
import type { DerivedKeys } from '../keys/derive';
import { stretchPin } from '../keys/wrap';
import type { Journal } from '../journal/journal';
import type { Printing } from '../printing/printing';
import type { Profile } from './profile';
import type { Start } from './start';
import type { TrainingPort } from './training-port';

/** What main has once a profile is open. */
export type Services = {
  readonly journal: Journal;
  readonly keys: DerivedKeys;
  readonly broker: Broker;
  readonly training: TrainingPort | undefined;
  readonly brokerName: string;
  readonly lookAround: () => Promise<ProbeFacts>;
};

type Parts = {
  readonly profile: Profile;
  readonly info: ProfileInfo;
  readonly watchPace: number;
  readonly start: () => Start;
  readonly services: () => Services | undefined;
  readonly connectEngine: () => void;
  readonly printing: Printing;
  readonly dialogs: FileDialogs;
  readonly quit: () => void;
};

type PaperChannel =
  'print.pdf' | 'print.paper' | 'printer.status' | 'printer.choose' | 'files.save' | 'files.open';

/** Paper and files: what leaves this computer's memory because a person asked for it. */
const paperHandlers = ({ printing, dialogs }: Parts): Pick<Handlers, PaperChannel> => ({
  'print.pdf': (document) => printing.pdf(document),
  'print.paper': ({ use, ...document }) => printing.paper(document, use),
  'printer.status': () => printing.status(),
  'printer.choose': ({ use, name }) => printing.choose(use, name),
  'files.save': (file) => saveFile(dialogs, file),
  'files.open': ({ kinds, multiple }) => openFiles(dialogs, kinds, multiple),
});

/** What each channel does. */
export const makeHandlers = (parts: Parts): Handlers => {
  const { profile, info, watchPace, start, services, connectEngine, quit } = parts;
  const open = (): Services => {
    const found = services();
    if (!found) throw new NotReady('No profile is open yet.');
    return found;
  };
  return {
    'start.state': async () => start().state,
    'start.unlock': ({ passphrase }) => start().unlock(passphrase),
    'start.unlock-with-code': ({ code }) => start().unlockWithCode(code),
    'start.choose-passphrase': ({ passphrase }) => start().choosePassphrase(passphrase),
    'start.recovery-code-kept': () => start().codeKept(),
    'start.salvage': () => start().salvage(),
    'engine.connect': async () => {
      open();
      connectEngine();
      return null;
    },
    'window.quit': async () => {
      quit();
      return null;
    },
    'training.act': async (action) => {
      const { training } = open();
      if (!training) throw new NotReady('Only a training profile has a training Spine.');
      return training.act(action);
    },
    ...paperHandlers(parts),
    'profile.back-up': () =>
      backUp({ profile: profile.folder, journal: open().journal, dialogs: parts.dialogs, now: Date.now() }),
    'profile.last-back-up': async () => (await readLastBackUp(profile.folder)) ?? null,
    'engine.start': async () => {
      const { keys, brokerName } = open();
      const { site } = profile;
      const { projection: projectionKey, index: indexKey } = keys;
      return { profile: info, site, projectionKey, indexKey, brokerName, watchPace };
    },
    'journal.append': (batch) =>
      open().journal.append(batch.map(({ bytes, ...entry }) => (bytes ? { ...entry, bytes } : entry))),
    'journal.read': (request) => open().journal.read(request),
    'journal.read-one': async (seq) => (await open().journal.readOne(seq)) ?? null,
    'journal.status': () => open().journal.status(),
    'broker.send': (envelope) => open().broker.send(envelope),
    'watch.probe': () => open().lookAround(),
    'session.set': async ({ roleProfileId }) => {
      open().broker.setSession(roleProfileId);
      return null;
    },
    'pin.stretch': ({ pin, salt }) => stretchPin(pin, salt),
  };
};
