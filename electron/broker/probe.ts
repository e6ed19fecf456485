import type { BrokerProbe } from '../contract/probe';
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
 * [WAT-7] Asks whether anybody answers at all. No credentials, no body; any status is an answer, also one that
 * sends us away. Never throws.
 */
export const probe = async (
  connect: Connect,
  url: string,
  now: () => number,
  limitMs = probeLimitMs,
): Promise<BrokerProbe> => {
  const connection = await connect();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  const began = now();
  try {
    const response = await connection.fetch(url, {
      method: 'GET',
      signal: abort.signal,
      redirect: 'manual',
      credentials: 'omit',
    });
    const text = (await response.text()).slice(0, maxBytes);
    return {
      kind: 'answered',
      status: response.status,
      spine: spineOf(text),
      tookMs: Math.round(now() - began),
    };
  } catch (failure) {
    return abort.signal.aborted ? { kind: 'timed-out' } : { kind: 'unreachable', reason: reasonOf(failure) };
  } finally {
    clearTimeout(timer);
    connection.release();
  }
};
