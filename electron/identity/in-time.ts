import { within } from '../system/deadline';
import type { Fetch } from './token-endpoint';

/** Answers of these kinds have no body. */
const withoutBody: readonly number[] = [101, 204, 205, 304];

/**
 * [BRK-9] A `fetch` whose whole answer is here within `limitMs`, or which fails as one that finds nobody does. A
 * signal of the caller's would be heard now and then only, so it is not passed on.
 */
export const inTime =
  (fetch: Fetch, limitMs: number): Fetch =>
  async (url, { signal: _signal, ...init } = {}) => {
    const ask = async (): Promise<Response> => {
      const response = await fetch(url, init);
      const bytes = await response.arrayBuffer();
      const { status, statusText, headers } = response;
      return new Response(withoutBody.includes(status) ? null : bytes, { status, statusText, headers });
    };
    const response = await within(limitMs, ask());
    if (!response) throw new TypeError('no answer in time');
    return response;
  };
