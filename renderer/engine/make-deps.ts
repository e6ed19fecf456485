import type { EngineStart } from '../../electron/contract/channels';
import type { Actor } from '../domain/kernel/context';
import {
  brokerPort,
  copyPort,
  identityPort,
  journalPort,
  lockPort,
  pinPort,
  probePort,
  randomIds,
  sessionPort,
  webHash,
} from '../platform/main-ports';
import type { MainClient } from '../platform/port-client';
import { makeWrittenEntries } from '../platform/written-entries';
import type { WatchRunner } from '../sync/watch-runner';
import type { Deps, Who } from '../usecases/deps';
import type { ClockPort, StorePort } from '../usecases/ports';
import type { Smartcard } from '../usecases/users/smartcard';
import type { OurPharmacy } from './our-pharmacy';

const makeWho = (changed: () => void): Who => {
  let actor: Actor | undefined;
  return {
    current: () => actor,
    become: (next) => {
      actor = next;
      changed();
    },
  };
};

type Parts = {
  readonly main: MainClient;
  readonly start: EngineStart;
  readonly store: StorePort;
  readonly pharmacy: OurPharmacy;
  readonly smartcard: Smartcard;
  readonly seen: () => Pick<WatchRunner, 'watch' | 'clockFault'>;
  readonly changed: () => void;
  readonly clock: ClockPort;
};

/** What the use cases may touch, as it is in the program. */
export const makeDeps = (parts: Parts): Deps => {
  const { main, start, store, pharmacy, smartcard, seen, changed, clock } = parts;
  const { kind, loopback, terminal } = start.profile;
  const who = makeWho(changed);
  const written = makeWrittenEntries();
  return {
    journal: journalPort(main, written),
    store,
    broker: brokerPort(main, terminal, written),
    clock,
    ids: randomIds,
    hash: webHash,
    pins: pinPort(main),
    locks: lockPort(main),
    secondCopy: copyPort(main),
    session: sessionPort(main),
    identity: identityPort(main),
    probes: probePort(main),
    watching: () => seen().watch,
    clockFault: () => seen().clockFault,
    chance: Math.random,
    kind,
    get site() {
      return pharmacy.site;
    },
    speaks: () => kind === 'training' || smartcard.holds(who.current()?.userId),
    loopbackAllowed: loopback,
    terminal,
    who,
  };
};
