import * as z from 'zod';
import { rejectionCodes } from './outcome';

/**
 * One way to misbehave. `times` counts requests; without it the fault stays until it is taken away.
 * `only` limits it to one kind of message.
 */
export const faultSchema = z.strictObject({
  kind: z.enum([
    'refuse-connection',
    'silence',
    'lose-answer',
    'delay',
    'duplicate',
    'reorder',
    'cut',
    'status',
    'html',
    'outcome',
    'redirect',
    'other-answer',
    'endless',
    'gzip-cut',
    'charset',
    'bom',
    'rate',
  ]),
  only: z.enum(['release', 'notification', 'task', 'claim', 'any']).default('any'),
  times: z.number().int().positive().optional(),
  /** For `delay`; for `reorder` how long at most it waits for the next one. */
  ms: z.number().int().nonnegative().optional(),
  /** For `cut`, `gzip-cut` and `endless`: how many bytes of the body leave. */
  bytes: z.number().int().nonnegative().optional(),
  /** For `status`: 401, 403, 429, 500, 502, 503, 504; for `redirect`: 301, 302, 307, 308. */
  status: z.number().int().min(300).max(599).optional(),
  /** For `outcome`: one of EPS's codes, in the place of any effect. */
  code: z.enum(rejectionCodes).optional(),
  retryAfterSeconds: z.number().int().positive().optional(),
  /** The same as it stands in the header: a date, or what makes no sense. */
  retryAfter: z.string().optional(),
  /** For `rate`: more requests than this in a minute are turned away, whatever other faults there are. */
  perMinute: z.number().int().positive().optional(),
  /** Strikes only this share of the requests that it could strike. */
  share: z.number().positive().max(1).optional(),
  /** Strikes only what speaks of this: a prescription's id. */
  about: z.string().min(1).optional(),
});
export type Fault = z.output<typeof faultSchema>;

const kindOf = (path: string): Fault['only'] =>
  path.includes('/Task/$release')
    ? 'release'
    : path.endsWith('$process-message')
      ? 'notification'
      : path.endsWith('/Claim')
        ? 'claim'
        : 'task';

/** The faults that are set, taken in order. */
export class Faults {
  #list: Fault[] = [];
  readonly #random: () => number;

  /** `random`: a number in [0, 1) for those that strike a share. */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** How many requests pass in a minute; undefined: all. */
  perMinute: number | undefined;

  set(faults: readonly Fault[]): void {
    this.perMinute = faults.find(({ kind }) => kind === 'rate')?.perMinute;
    this.#list = faults.filter(({ kind }) => kind !== 'rate');
  }
  list(): readonly Fault[] {
    return this.#list;
  }

  /** What strikes everything until it is taken away, if anything does. */
  lasting(): Fault | undefined {
    return this.#list.find(
      ({ only, times, share, about }) =>
        only === 'any' && times === undefined && share === undefined && about === undefined,
    );
  }

  /** The fault that meets this request, used up by one. */
  take(path: string, body: string): Fault | undefined {
    const found = this.#list.find(
      ({ only, about, share }) =>
        (only === 'any' || only === kindOf(path)) &&
        (about === undefined || body.includes(about)) &&
        (share === undefined || this.#random() < share),
    );
    if (found?.times !== undefined) {
      const left = found.times - 1;
      this.#list =
        left === 0
          ? this.#list.filter((fault) => fault !== found)
          : this.#list.map((fault) => (fault === found ? { ...fault, times: left } : fault));
    }
    return found;
  }
}
