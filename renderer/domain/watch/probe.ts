import { assertNever } from '../kernel/assert-never';
import type { Reading } from './model';
import { failureWords, logInWords } from './readings';
import { noBrokerWords } from './words';

/** What came that cannot be from whoever was asked. */
type Came =
  { readonly kind: 'page'; readonly title: string } | { readonly kind: 'sent-on'; readonly to: string };

/** What a harmless request to a broker or a sign-in service came to. */
export type Probed =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly spine: 'works' | 'fails' | 'unsaid';
      readonly tookMs: number;
      /** How far this computer's clock was ahead of theirs, in ms; absent where they do not say what theirs shows. */
      readonly aheadMs?: number;
    }
  | { readonly kind: 'somebody-else'; readonly came: Came }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out' };

/** One look at everything around the program, as main reports it. */
export type ProbeFacts = {
  readonly network:
    | { readonly kind: 'own-computer' }
    | { readonly kind: 'no-address' }
    | { readonly kind: 'name-found'; readonly tookMs: number }
    | { readonly kind: 'name-not-found'; readonly name: string };
  readonly broker: Probed | null;
  readonly signIn: Probed | null;
  readonly printers: { readonly count: number; readonly stopped: number; readonly reason: string };
};

const probed = (part: Reading['part'], result: Reading['result'], reason = '', tookMs?: number): Reading => ({
  part,
  source: 'probe',
  result,
  reason,
  ...(tookMs === undefined ? {} : { tookMs }),
});

const readNetwork = (network: ProbeFacts['network']): Reading => {
  switch (network.kind) {
    case 'own-computer':
      return probed('network', 'works');
    case 'no-address':
      return probed('network', 'fails', 'This computer has no network: look at the cable or the Wi-Fi');
    case 'name-found':
      return probed('network', 'works', '', network.tookMs);
    case 'name-not-found':
      return probed('network', 'fails', `The name ${network.name} is not found: the way out is broken`);
    default:
      return assertNever(network);
  }
};

const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504;

/** [WAT-13] What came in place of whoever was asked, and what to do about it. */
const cameWords = (came: Came, whose: string): string => {
  const what =
    came.kind === 'page'
      ? `A web page${came.title === '' ? '' : ` (“${came.title}”)`} came`
      : `We were sent on to ${came.to === '' ? 'another address' : came.to}`;
  return `${what} in ${whose} place: ${logInWords}`;
};

/** A broker that passes on that nobody is behind it works itself; one that breaks down says nothing of the Spine. */
const readBroker = (broker: Probed | null): readonly Reading[] => {
  if (broker === null)
    return (['broker', 'spine'] as const).map((part) => probed(part, 'absent', noBrokerWords));
  if (broker.kind === 'timed-out') return [probed('broker', 'fails', 'The broker gives no answer in time')];
  if (broker.kind === 'somebody-else')
    return [probed('broker', 'fails', cameWords(broker.came, 'the broker’s'))];
  if (broker.kind === 'unreachable') return [probed('broker', 'fails', failureWords(broker.reason))];
  if (broker.status >= 500 && !isGateway(broker.status))
    return [probed('broker', 'fails', `The broker answers ${broker.status}`, broker.tookMs)];
  const works = probed('broker', 'works', '', broker.tookMs);
  if (isGateway(broker.status))
    return [works, probed('spine', 'fails', `The broker answers ${broker.status}`)];
  if (broker.spine === 'unsaid') return [works];
  return [works, probed('spine', broker.spine, broker.spine === 'fails' ? 'The broker says so' : '')];
};

const readSignIn = (signIn: Probed | null): Reading => {
  if (signIn === null) return probed('sign-in', 'absent', 'PINs are checked here');
  if (signIn.kind === 'somebody-else')
    return probed('sign-in', 'fails', cameWords(signIn.came, 'the sign-in service’s'));
  if (signIn.kind === 'answered')
    return signIn.status < 500
      ? probed('sign-in', 'works', '', signIn.tookMs)
      : probed('sign-in', 'fails', `The sign-in service answers ${signIn.status}`);
  return probed('sign-in', 'fails', 'The sign-in service is not reached');
};

const readPrinters = ({ count, stopped, reason }: ProbeFacts['printers']): Reading => {
  if (count === 0) return probed('printer', 'absent', 'No printer is set up');
  if (stopped < count) return probed('printer', 'works');
  return probed('printer', 'fails', reason === '' || reason === 'none' ? 'Stopped' : `Stopped: ${reason}`);
};

/** [WAT-10] What lies behind a network that fails and gave no answer is not measured; it does not fail. */
const behind = (
  network: Reading,
  probe: Probed | null,
  parts: readonly Reading['part'][],
  readings: readonly Reading[],
): readonly Reading[] =>
  network.result !== 'fails' || probe === null || probe.kind === 'answered' || probe.kind === 'somebody-else'
    ? readings
    : parts.map((part) => probed(part, 'unreached', 'Not reached without this computer’s network'));

/** One look as readings, part by part. */
export const readProbe = ({ network: seen, broker, signIn, printers }: ProbeFacts): readonly Reading[] => {
  const network = readNetwork(seen);
  return [
    network,
    ...behind(network, broker, ['broker', 'spine'], readBroker(broker)),
    ...behind(network, signIn, ['sign-in'], [readSignIn(signIn)]),
    readPrinters(printers),
  ];
};
