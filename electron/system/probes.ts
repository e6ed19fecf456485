import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import type { BrokerProbe, ProbeFacts } from '../contract/probe';
import { within } from './deadline';

/** A name that the resolver of any pharmacy's network finds; asked for where there is no broker. */
const publicName = 'www.nhs.uk';
const nameLimitMs = 5_000;

type Address = { readonly address: string; readonly internal: boolean };
type Printer = { readonly options?: object };

export type Surroundings = {
  /** Where the broker is; undefined where this profile has none. */
  readonly brokerUrl: string | undefined;
  readonly askBroker: () => Promise<BrokerProbe>;
  readonly askSignIn: (() => Promise<BrokerProbe>) | undefined;
  readonly printers: () => Promise<readonly Printer[]>;
  /** True while a drill has taken the network away. */
  readonly cut?: () => boolean;
  readonly interfaces?: () => Readonly<Record<string, readonly Address[] | undefined>>;
  readonly find?: (name: string) => Promise<unknown>;
  readonly now: () => number;
};

const isFound = async (asked: Promise<unknown>): Promise<boolean> => {
  const found = asked.then(
    () => true,
    () => false,
  );
  return (await within(nameLimitMs, found)) ?? false;
};

const lookAtNetwork = async (around: Surroundings): Promise<ProbeFacts['network']> => {
  const { brokerUrl, interfaces = networkInterfaces, find = lookup, now } = around;
  if (around.cut?.()) return { kind: 'no-address' };
  const name = brokerUrl === undefined ? publicName : new URL(brokerUrl).hostname;
  if (name === '127.0.0.1' || name === 'localhost') return { kind: 'own-computer' };
  const addresses = Object.values(interfaces()).flatMap((one) => one ?? []);
  if (!addresses.some(({ internal }) => !internal)) return { kind: 'no-address' };
  const began = now();
  return (await isFound(find(name)))
    ? { kind: 'name-found', tookMs: Math.round(now() - began) }
    : { kind: 'name-not-found', name };
};

/** CUPS calls a stopped printer state 5; Windows says nothing that can be trusted. */
const stateOf = ({ options }: Printer): { readonly stopped: boolean; readonly reason: string } => {
  const told = new Map(Object.entries(options ?? {}).map(([name, value]) => [name, String(value)]));
  return {
    stopped: told.get('printer-state') === '5',
    reason: (told.get('printer-state-reasons') ?? '').slice(0, 100),
  };
};

const lookAtPrinters = async (around: Surroundings): Promise<ProbeFacts['printers']> => {
  const states = (await around.printers().catch(() => [])).map(stateOf);
  const stopped = states.filter((one) => one.stopped);
  return { count: states.length, stopped: stopped.length, reason: stopped[0]?.reason ?? '' };
};

/** [WAT-7] One look at everything around the program. Facts only; nothing here decides what they mean. */
export const lookAround = async (around: Surroundings): Promise<ProbeFacts> => {
  const [network, broker, signIn, printers] = await Promise.all([
    lookAtNetwork(around),
    around.brokerUrl === undefined ? null : around.askBroker(),
    around.askSignIn ? around.askSignIn() : null,
    lookAtPrinters(around),
  ]);
  return { network, broker, signIn, printers };
};
