import type { JournalEntry } from '../../electron/contract/journal-entry';
import { asInstant } from '../domain/kernel/instant';
import { aboutOf } from '../domain/watch/readings';
import type {
  BrokerPort,
  ClockPort,
  Entry,
  HashPort,
  IdPort,
  IdentityPort,
  JournalPort,
  CopyPort,
  LockPort,
  PinPort,
  ProbePort,
  SendResult,
  SessionPort,
} from '../usecases/ports';
import type { MainClient } from './port-client';
import type { WrittenEntries } from './written-entries';

/** One read of the journal is bounded both ways, so that a rebuild shows progress and needs little memory. */
const maxEntries = 500;
const maxBytes = 4 * 1024 * 1024;

const entryOf = (entry: JournalEntry): Entry => ({ ...entry, at: asInstant(entry.at) });

export const journalReads =
  (main: MainClient): JournalPort['read'] =>
  async (from, { withBytes, atMost = maxEntries }) => {
    const wanted = { from, maxEntries: Math.min(atMost, maxEntries), maxBytes, withBytes };
    return (await main.call('journal.read', wanted)).map(entryOf);
  };

/** `written`: what main has handed over already is not asked for again. */
export const journalPort = (main: MainClient, written: WrittenEntries): JournalPort => ({
  append: (batch, recall) =>
    main.call('journal.append', {
      entries: [...batch],
      ...(recall ? { recall } : {}),
    }),
  read: async (from, options) => {
    const { withBytes, atMost = maxEntries } = options;
    const known = withBytes ? [] : written.from(from, Math.min(atMost, maxEntries));
    return known.length > 0 ? known : journalReads(main)(from, options);
  },
  readOne: async (seq, span) => {
    const entry = await main.call('journal.read-one', { seq, ...(span ? { span } : {}) });
    return entry ? entryOf(entry) : undefined;
  },
  status: () => main.call('journal.status', undefined),
});

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

export const brokerPort = (main: MainClient, terminal: string, written: WrittenEntries): BrokerPort => ({
  send: async ({ roleProfileId, door, ...request }): Promise<SendResult> => {
    const reply = await main.call('broker.send', {
      ...request,
      session:
        roleProfileId === undefined
          ? { kind: 'unattended', ...(door ? { door } : {}) }
          : { kind: 'person', roleProfileId },
    });
    const { fact, intentSeq, answerSeq, at } = reply;
    written.add(reply.written.map((entry) => entryOf({ ...entry, terminal })));
    const settled = { intentSeq, answerSeq, at: asInstant(at) };
    if (fact.kind !== 'answered') return { fact, ...settled };
    const { kind, status, headers, body } = fact;
    const about = aboutOf(request.subject);
    const answered = {
      kind,
      status,
      headers,
      bodyText: textOf(body),
      ...(about === undefined ? {} : { about }),
    };
    return { fact: answered, ...settled };
  },
});

export const pinPort = (main: MainClient): PinPort => ({
  stretch: (pin, salt) => main.call('pin.stretch', { pin, salt }),
});

export const lockPort = (main: MainClient): LockPort => ({
  changePassphrase: (typed) => main.call('keys.change-passphrase', typed),
});

export const copyPort = (main: MainClient): CopyPort => ({
  keepIn: (folder) => main.call('copy.keep', { folder }),
  stop: async () => {
    await main.call('copy.stop', undefined);
  },
});

export const identityPort = (main: MainClient): IdentityPort => ({
  configure: (connection) => main.call('identity.configure', connection ?? null),
  identify: async () => {
    const reply = await main.call('identity.identify', undefined);
    if (reply.kind === 'refused') return reply;
    const { sdsUserId, name, roles } = reply;
    return { kind: 'identified', card: { sdsUserId, name, roles } };
  },
  chooseRole: (roleProfileId) => main.call('identity.choose-role', roleProfileId),
  cancel: async () => {
    await main.call('identity.cancel', undefined);
  },
  signOut: async () => {
    await main.call('identity.sign-out', undefined);
  },
  publicKeySet: async (keyId) => (await main.call('identity.key', keyId))?.publicKeySet,
  makeKey: async (keyId) => {
    await main.call('identity.make-key', keyId);
  },
});

export const sessionPort = (main: MainClient): SessionPort => ({
  tellMain: async (roleProfileId) => {
    await main.call('session.set', { roleProfileId: roleProfileId ?? null });
  },
});

export const probePort = (main: MainClient): ProbePort => ({
  look: () => main.call('watch.probe', undefined),
});

export const systemClock: ClockPort = { now: () => asInstant(Date.now()) };
export const randomIds: IdPort = { newId: () => crypto.randomUUID() };
export const webHash: HashPort = {
  sha256Hex: async (bytes) => {
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};
