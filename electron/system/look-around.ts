import type { BrokerAddress } from '../broker/broker';
import { probe } from '../broker/probe';
import type { Connect } from '../broker/transport';
import type { ProbeFacts } from '../contract/probe';
import { lookAround, type Surroundings } from './probes';

type Parts = Pick<Surroundings, 'printers' | 'cut'> & {
  readonly address: () => Promise<BrokerAddress | undefined>;
  readonly signIn: () => string | undefined;
  /** Probes have connections of their own, so that they never wait for a message nor hold one up. */
  readonly connect: Connect;
  /** This computer's clock; undefined in a drill, whose clock goes minutes on while an answer is on its way. */
  readonly wall: (() => number) | undefined;
};

/** Looks around the program as it stands at that moment. */
export const makeLookAround = ({
  address,
  signIn,
  connect,
  wall,
  ...rest
}: Parts): (() => Promise<ProbeFacts>) => {
  const now = () => performance.now();
  const clocks = { now, wall };
  return async () => {
    const broker = await address();
    const cis2 = signIn();
    return lookAround({
      ...rest,
      brokerUrl: broker?.baseUrl,
      askBroker: () => probe(connect, `${broker?.baseUrl ?? ''}${broker?.probePath ?? ''}`, clocks),
      askSignIn: cis2 === undefined ? undefined : () => probe(connect, cis2, clocks),
      now,
    });
  };
};
