import type {
  BrokerPort,
  ClockPort,
  HashPort,
  IdentityPort,
  IdPort,
  JournalPort,
  CopyPort,
  LockPort,
  PinPort,
  ProbePort,
  SessionPort,
  StorePort,
} from './ports';
import type { Actor, Site } from '../domain/kernel/context';
import type { ClockFault } from '../domain/kernel/clock-fault';
import type { Watch } from '../domain/watch/model';
import type { ProfileKind } from '../domain/settings/model';

/** Everything a use case may touch, handed in once by the engine. */
export type Deps = {
  readonly journal: JournalPort;
  readonly store: StorePort;
  readonly broker: BrokerPort;
  readonly clock: ClockPort;
  readonly ids: IdPort;
  readonly hash: HashPort;
  readonly pins: PinPort;
  readonly locks: LockPort;
  readonly secondCopy: CopyPort;
  readonly session: SessionPort;
  readonly probes: ProbePort;
  /** How every part stands at this moment, by our own looks. */
  readonly watching: () => Watch;
  /** What is known to be wrong with this computer's clock at this moment. */
  readonly clockFault: () => ClockFault | undefined;
  /** In [0, 1), for jitter. */
  readonly chance: () => number;
  readonly kind: ProfileKind;
  /** As the settings have it now: read it when it is needed, do not keep it. */
  readonly site: Site;
  readonly identity: IdentityPort;
  /** [USR-9] Whether whoever is signed in may speak to EPS: in a live profile, with a smartcard only. */
  readonly speaks: () => boolean;
  /** A test's switch: plain http to this computer is spoken. */
  readonly loopbackAllowed: boolean;
  readonly terminal: string;
  readonly who: Who;
};

/** Runs a step when the engine's one queue comes to it, so that scans and answers pass between the steps of long work. */
export type InTurn = <T>(step: () => Promise<T>) => Promise<T>;

/** The one person signed in on this computer, in memory only (USR-5). */
export type Who = {
  readonly current: () => Actor | undefined;
  readonly become: (actor: Actor | undefined) => void;
};

/** `by` of what the program does by itself. */
export const programName = 'Holdfast';
