import type { Token, TokenReply } from './token-endpoint';

export type HeldReply =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'away' };

/** A token this close to its end is renewed first: an attempt lasts up to 30 s. */
const marginMs = 45_000;

/**
 * [IDN-4] One token in memory and the way to the next. Renewed before it ends, or once after the broker
 * refused it; many callers at the same time cause one request.
 */
export class HeldToken {
  #token: Token | undefined;
  #refused = false;
  #refusals = 0;
  #asking: Promise<HeldReply> | undefined;
  readonly #now: () => number;
  readonly #next: (last: Token | undefined) => Promise<TokenReply>;

  constructor(now: () => number, next: (last: Token | undefined) => Promise<TokenReply>, first?: Token) {
    this.#now = now;
    this.#next = next;
    this.#token = first;
  }

  async get(): Promise<HeldReply> {
    const token = this.#token;
    if (token && !this.#refused && token.endsAt - marginMs > this.#now())
      return { kind: 'token', accessToken: token.accessToken };
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** The broker answered 401 to this token. Says how many tokens in a row it has refused. */
  refuse(accessToken: string): number {
    // One that was renewed meanwhile is left alone.
    if (this.#token?.accessToken !== accessToken || this.#refused) return this.#refusals;
    this.#refused = true;
    return (this.#refusals += 1);
  }

  /** The broker took this token. */
  accept(accessToken: string): void {
    if (this.#token?.accessToken === accessToken) this.#refusals = 0;
  }

  /** What can be revoked. */
  get refreshToken(): string | undefined {
    return this.#token?.refreshToken;
  }

  async #renew(): Promise<HeldReply> {
    const reply = await this.#next(this.#token);
    if (reply.kind !== 'token') return reply;
    const { refreshToken } = { ...this.#token, ...reply.token };
    this.#token = { ...reply.token, ...(refreshToken === undefined ? {} : { refreshToken }) };
    this.#refused = false;
    return { kind: 'token', accessToken: this.#token.accessToken };
  }
}
