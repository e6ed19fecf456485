import type { BrokerProbe } from '../contract/probe';
import { within } from '../system/deadline';
import { sentOnBy, somebodyElse } from './instead';
import { reasonOf, type Connect } from './transport';

/** [WAT-7] A probe ends within this. */
const probeLimitMs = 10_000;
const maxBytes = 4096;

/** Only the training broker speaks of the Spine behind it. */
const spineOf = (text: string): 'works' | 'fails' | 'unsaid' => {
  const said = /"spine":"(works|fails)"/.exec(text)?.[1];
  return said === 'works' || said === 'fails' ? said : 'unsaid';
};

/**
 * [WAT-7] Asks whether anybody answers at all. No credentials, no body; any status is an answer, but not what
 * a log-in page answers with in its place (WAT-13). Never throws.
 */
export const probe = async (
  connect: Connect,
  url: string,
  now: () => number,
  limitMs = probeLimitMs,
): Promise<BrokerProbe> => {
  const connection = await connect();
  const began = now();
  const ask = async (): Promise<BrokerProbe> => {
    const response = await connection.fetch(url, {
      method: 'GET',
      redirect: 'manual',
      credentials: 'omit',
    });
    const text = (await response.text()).slice(0, maxBytes);
    const tookMs = Math.round(now() - began);
    const { status } = response;
    return somebodyElse(response, text, url) ?? { kind: 'answered', status, spine: spineOf(text), tookMs };
  };
  try {
    // [BRK-9] By a clock of its own.
    return (await within(limitMs, ask())) ?? { kind: 'timed-out' };
  } catch (failure) {
    return sentOnBy(failure) ?? { kind: 'unreachable', reason: reasonOf(failure) };
  } finally {
    connection.release();
  }
};
