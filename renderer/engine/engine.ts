import type { EngineStart } from '../../electron/contract/channels';
import { systemClock } from '../platform/main-ports';
import { PacedClock, type DrillClock } from '../platform/paced-clock';
import { packPort } from '../platform/pack-port';
import type { Projected } from '../store/projection';
import { numbersAgree } from '../store/counters';
import { DeskSearch } from '../store/desk-search';
import { NeedOrder } from '../store/need-order';
import { Search } from '../store/search';
import { nothingKnown } from '../store/known-ids';
import { learnWhatIsHere, makeStore } from '../store/store';
import type { Database } from '../store/schema';
import { defaultUrgentList } from '../domain/triage/default-list';
import { makeSerialQueue, type SerialQueue } from '../sync/serial-queue';
import { steadyTimer } from '../sync/steady-timer';
import type { TimerPort } from '../sync/timer';
import { showEndsInPacks } from '../usecases/desk/ended-in-packs';
import { holdAfterPutBack } from '../usecases/prescriptions/put-back';
import { seedTrainingPeople } from '../usecases/users/add-person';
import { asInstant } from '../domain/kernel/instant';
import type { Deps } from '../usecases/deps';
import { loadUrgentList } from '../usecases/settings/urgent';
import type { StorePort } from '../usecases/ports';
import { answerQuestion } from './answer';
import { Smartcard } from '../usecases/users/smartcard';
import { makeDeps } from './make-deps';
import { OurPharmacy } from './our-pharmacy';
import { makeRunners } from './make-runners';
import { makeExecute } from './execute';
import { makeIdentityExecute } from './execute-identity';
import { readyOf } from './first-screen';
import { fillIndex } from './open-index';
import type { OpenEngine, Running } from './opened';
import type { FromEngine } from './protocol';
import { makePacks, readPartLater } from './packs';
import { makeStatus } from './status';

/** About as long as the first screen takes to be drawn. */
const paintMs = 60;
/** By then the first screen is there, even on a slow computer. */
const afterFirstScreenMs = 500;

const timer: TimerPort = steadyTimer({
  now: systemClock.now,
  after: (ms, wake) => {
    const handle = setTimeout(wake, ms);
    return () => clearTimeout(handle);
  },
});

/** The computer's clock, or a drill's: for what is decided, and for what waits. */
const timeOf = ({ clock }: EngineStart) => {
  const drill = clock ? new PacedClock(clock) : undefined;
  return {
    clock: drill ?? systemClock,
    timer: drill ?? timer,
    set: (next: DrillClock): void => drill?.set(next),
  };
};

/** What is held in memory beside the index. */
const makeFound = () => ({
  search: new Search(),
  deskSearch: new DeskSearch(),
  needs: new NeedOrder(defaultUrgentList),
  known: nothingKnown(),
});

const followIn = (
  { search, deskSearch, needs }: ReturnType<typeof makeFound>,
  { rows, deskRows, urgent }: Projected,
): void => {
  search.update(rows);
  needs.take(rows);
  deskSearch.update(deskRows);
  if (urgent) needs.use(urgent);
};

/** The index, followed by what is held beside it; `projected` hears whether messages were changed. */
const openStore = (
  { db, keys, lastSeq }: OpenEngine,
  found: ReturnType<typeof makeFound>,
  projected: (withMessages: boolean) => void,
): StorePort =>
  makeStore({
    db,
    keys,
    known: found.known,
    lastSeq,
    deskRow: (id) => found.deskSearch.row(id),
    onProjected: (changes) => {
      followIn(found, changes);
      projected(changes.messages.length > 0);
    },
  });

/** Puts use cases, runners and ports together; the only place that knows them all. */
const compose = (composed: OpenEngine) => {
  const { main, start, newest, say, failed } = composed;
  const found = makeFound();
  const queue = makeSerialQueue();
  /** Something to be shown, and something to be sent perhaps. */
  let shown = (): void => undefined;
  let changed = (): void => undefined;
  const store = openStore(composed, found, (withMessages) => (withMessages ? changed : shown)());
  const pharmacy = new OurPharmacy(start);
  const smartcard = new Smartcard(() => changed());
  const time = timeOf(start);
  const own = { main, start, store, pharmacy, smartcard, clock: time.clock };
  const deps = makeDeps({ ...own, seen: () => watch, changed: () => changed() });
  const { inbox, watch, ...runners } = makeRunners({
    shared: { deps, queue, timer: time.timer, failed },
    pace: start.watchPace,
    lastAt: newest?.at,
    ...{ pharmacy, smartcard },
    shown: () => shown(),
    changed: () => changed(),
  });
  const packs = makePacks({
    deps,
    packs: packPort(main),
    readPart: readPartLater,
    queue,
    changed: () => shown(),
  });
  const status = makeStatus({ deps, found, inbox, watch, smartcard, imports: packs, timer, say });
  const settingsChanged = async (): Promise<void> => {
    await pharmacy.read(deps);
    runners.wayChanged();
    changed();
  };
  const signedIn = (): void => inbox.wake();
  const identity = makeIdentityExecute({ deps, queue, smartcard, settingsChanged, signedIn });
  return {
    deps,
    found,
    inbox,
    queue,
    settingsChanged,
    time,
    packs,
    execute: makeExecute({ deps, queue, inbox, identity, packs, failed }),
    show: () => shown(),
    /** From here on whatever changes is shown, and sent if it is due. */
    open: async () => {
      await status.tell();
      shown = status.changed;
      changed = () => {
        status.changed();
        runners.send();
      };
      // The broker may wait until the first screen is painted; a person should not.
      timer.after(paintMs, () => {
        changed();
        runners.begin();
        packs.begin().catch(failed);
      });
    },
  };
};

/** [STO-2] A lost row shows in the numbers; nobody waits for this. */
const checkCounts = async (db: Database, say: (message: FromEngine) => void): Promise<void> => {
  if (!(await numbersAgree(db))) say({ kind: 'index-damaged' });
};

type InOrder = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly failed: (failure: unknown) => void;
  readonly found: { readonly needs: NeedOrder; readonly deskSearch: DeskSearch };
  readonly time: Pick<ReturnType<typeof timeOf>, 'clock' | 'timer'>;
  readonly show: () => void;
};

/** [TRI-4] [DSK-18] What waits is put in order before anybody asks, now and at the beginning of each day. */
const keepInOrder = (engine: InOrder): void => {
  const { deps, queue, failed, found, time, show } = engine;
  const midnight = found.needs.settle(time.clock.now());
  show();
  showEndsInPacks(deps, found.deskSearch.all(), queue.run).catch(failed);
  time.timer.after(midnight - time.clock.now(), () => keepInOrder(engine));
};

/** What must be known before anybody may act. */
const begin = async (
  { deps, found, settingsChanged }: ReturnType<typeof compose>,
  { profile, putBackFrom }: EngineStart,
): Promise<void> => {
  const [urgent] = await Promise.all([
    loadUrgentList(deps),
    settingsChanged(),
    deps.session.tellMain(undefined),
  ]);
  found.needs.use(urgent);
  if (profile.kind === 'training') await seedTrainingPeople(deps);
  if (putBackFrom !== null) await holdAfterPutBack(deps, asInstant(putBackFrom));
};

/** Fills the index from the journal, and sets everything going. */
export const runEngine = async (opened: OpenEngine): Promise<Running> => {
  const { start, keys, db, why, isShown, say, failed } = opened;
  const engine = compose(opened);
  const { deps, found } = engine;
  await fillIndex(deps, start.lastSeq, why, (status) => say({ kind: 'status', status }));
  await begin(engine, start);
  if (!isShown) say({ kind: 'ready', ready: readyOf(start, keys, await deps.store.loadUsers()) });
  await engine.open();
  // None is needed for the first screen, and all keep the disk busy.
  timer.after(afterFirstScreenMs, () => {
    void Promise.all([
      learnWhatIsHere(db, found.known),
      found.search.build(db, keys, (rows) => found.needs.take(rows)),
      found.deskSearch.build(db, keys),
    ])
      .then(() => keepInOrder({ ...engine, failed }))
      .then(() => checkCounts(db, say))
      .catch(failed);
  });
  return {
    execute: engine.execute,
    setClock: engine.time.set,
    ask: (question) => answerQuestion(deps, found, engine.packs, question),
  };
};
