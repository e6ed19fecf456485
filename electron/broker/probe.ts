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

/** [WAT-16] How far our clock is ahead of theirs; what a store in between kept is no news of it. */
const aheadOf = ({ headers }: Response, ourMs: number | undefined): { readonly aheadMs?: number } => {
  const said = headers.get('date')?.trim() ?? '';
  const saidMs = / GMT$/.test(said) && !headers.has('age') ? Date.parse(said) : NaN;
  return ourMs === undefined || Number.isNaN(saidMs) ? {} : { aheadMs: ourMs - saidMs };
};

/** `now` measures; `wall` is what this computer's clock shows, where it is held against others. */
export type Clocks = { readonly now: () => number; readonly wall: (() => number) | undefined };

/**
 * [WAT-7] Asks whether anybody answers at all. No credentials, no body; any status is an answer, but not what
 * a log-in page answers with in its place (WAT-13). Never throws.
 */
export const probe = async (
  connect: Connect,
  url: string,
  { now, wall }: Clocks,
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
    const clock = aheadOf(response, wall?.());
    const text = (await response.text()).slice(0, maxBytes);
    const tookMs = Math.round(now() - began);
    const { status } = response;
    return (
      somebodyElse(response, text, url) ?? {
        kind: 'answered',
        status,
        spine: spineOf(text),
        tookMs,
        ...clock,
      }
    );
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
