import { createHash, randomUUID } from 'node:crypto';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { Spine } from '../../electron/training/spine';
import { asInstant, type Instant } from '../../renderer/domain/kernel/instant';
import type { Collections } from '../../renderer/store/collections/collection';
import { importStoreKeys, type StoreKeys } from '../../renderer/store/sealing';
import { deleteDatabase, openDatabase, type Database } from '../../renderer/store/schema';
import { readEnd } from '../../renderer/store/loads';
import { learnWhatIsHere, makeStore } from '../../renderer/store/store';
import { nothingKnown } from '../../renderer/store/known-ids';
import { catchUp } from '../../renderer/usecases/commit';
import { readAttempt, settleReleases, type SettledRelease } from '../../renderer/usecases/inbox/download';
import type {
  IdentityPort,
  CopyPort,
  LockPort,
  SendRequest,
  SendResult,
  StorePort,
} from '../../renderer/usecases/ports';
import type { Deps } from '../../renderer/usecases/deps';
import type { Actor } from '../../renderer/domain/kernel/context';
import { aSite, now as start } from './builders';
import type { MemoryJournal } from './memory-journal';
import type { MemoryStore } from './memory-store';
import { seeds } from './seeds';
import { beginWatch } from '../../renderer/domain/watch/watch';
import { quietSurroundings } from './surroundings';
import type { ProfileKind } from '../../renderer/domain/settings/model';
import { aCopyPort } from './copies';
import { aLock } from './locks';
import { noIdentity } from './no-identity';
import { SpineBroker } from './spine-broker';

export const testKeys = (): Promise<StoreKeys> =>
  importStoreKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2));

/** A Spine with `count` plain scripts nominated to the site. */
export const aSpine = (count: number, now: () => number = () => start): Spine => {
  const spine = new Spine({ now, changed: () => undefined });
  const plain = seeds.scripts.filter(
    (seed) =>
      seed.kind === 'acute' &&
      !seed.badSignature &&
      !seed.holder &&
      !seed.cancelled &&
      seed.nominated !== false &&
      seed.signedDaysAgo < 10,
  );
  for (let n = 0; n < count; n += 1) {
    const seed = plain[n % plain.length];
    if (seed) spine.restore(scriptsOfSeed(seeds, seed, n, { ods: aSite.ods, now: start }));
  }
  return spine;
};

export type World = {
  readonly deps: Deps;
  readonly db: Database;
  readonly broker: SpineBroker;
  readonly clock: { at: Instant };
  readonly close: () => void;
};

type WorldParts = {
  readonly journal: MemoryJournal;
  readonly spine: Spine;
  readonly clock?: { at: Instant };
  readonly kind?: ProfileKind;
  readonly identity?: IdentityPort;
  readonly locks?: LockPort;
  readonly secondCopy?: CopyPort;
  readonly speaks?: () => boolean;
  readonly clockFault?: Deps['clockFault'];
  /** Called between any two steps of ports; may throw. */
  readonly step?: () => void;
};

/** The engine's inside on an index, up to its journal. */
const openOn = async (parts: WorldParts, store: StorePort): Promise<Omit<World, 'db' | 'close'>> => {
  const { journal, spine, clock = { at: start }, step = () => undefined } = parts;
  const broker = new SpineBroker(journal, spine, () => clock.at, step);
  let actor: Actor | undefined;
  const deps: Deps = {
    journal: {
      append: async (batch, recall) => {
        step();
        const reply = await journal.append(batch, recall);
        step();
        return reply;
      },
      read: (from, o) => journal.read(from, o),
      readOne: (seq, span) => journal.readOne(seq, span),
      status: () => journal.status(),
    },
    store,
    broker,
    clock: { now: () => clock.at },
    ids: { newId: randomUUID },
    hash: { sha256Hex: async (bytes) => createHash('sha256').update(bytes).digest('hex') },
    pins: { stretch: async (pin, salt) => `${pin}/${salt}` },
    locks: parts.locks ?? aLock(),
    secondCopy: parts.secondCopy ?? aCopyPort(),
    session: { tellMain: async () => undefined },
    probes: { look: async () => quietSurroundings },
    watching: () => beginWatch(clock.at),
    clockFault: parts.clockFault ?? (() => undefined),
    chance: () => 0.5,
    kind: parts.kind ?? 'training',
    site: aSite,
    identity: parts.identity ?? noIdentity,
    speaks: parts.speaks ?? (() => true),
    loopbackAllowed: false,
    terminal: 'T1',
    who: { current: () => actor, become: (next) => (actor = next) },
  };
  await catchUp(deps);
  return { deps, broker, clock };
};

/** Opens the engine's inside on a journal and a Spine; a new world on the same ones is a restart. */
export const openWorld = async (
  options: WorldParts & {
    readonly name: string;
    /** Sealed lists in the place of the program's own. */
    readonly collections?: Collections;
  },
): Promise<World> => {
  const keys = await testKeys();
  const opened = await openDatabase(options.name);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const { db } = opened;
  const known = nothingKnown();
  const store = makeStore({
    db,
    known,
    keys,
    lastSeq: (await readEnd(db)).lastSeq,
    onProjected: () => undefined,
    ...(options.collections ? { collections: options.collections } : {}),
  });
  learnWhatIsHere(db, known, options.collections).catch((failure: unknown) => {
    // A world that was closed meanwhile has nobody left to ask.
    if (db.isOpen()) throw failure;
  });
  return { ...(await openOn(options, store)), db, close: () => db.close() };
};

/** The same on an index in memory, where thousands of worlds are wanted. */
export const openInMemory = (options: WorldParts, index: MemoryStore): Promise<Omit<World, 'db' | 'close'>> =>
  openOn(
    options,
    index.port(() => undefined),
  );

export const forget = (name: string): Promise<void> => deleteDatabase(name);

export const later = (clock: { at: Instant }, ms: number): void => {
  clock.at = asInstant(clock.at + ms);
};

/** Takes in what one attempt at a release came to. */
export const settleRelease = async (
  deps: Deps,
  request: SendRequest,
  result: SendResult,
): Promise<SettledRelease> => {
  const [settled] = await settleReleases(deps, [readAttempt(request, result)]);
  return settled ?? { kind: 'empty' };
};
