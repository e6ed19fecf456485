import type { Instant } from '../domain/kernel/instant';
import type { Deps } from '../usecases/deps';
import {
  readAttempt,
  settleReleases,
  surelyBroughtScripts,
  type ReadAttempt,
  type SettledRelease,
} from '../usecases/inbox/download';
import { requestAfter } from '../usecases/inbox/plan-release';
import type { AttemptFact, SendRequest, SendResult } from '../usecases/ports';
import type { SerialQueue } from './serial-queue';

/** So many answers may lie in the journal before the engine has taken them in. */
const mostAhead = 20;

type Parts = {
  readonly deps: Deps;
  readonly queue: SerialQueue;
  readonly observed: (fact: AttemptFact, at: Instant) => void;
};

/**
 * [INB-5] Asks one request after the other, each once the answer before it is in the journal, while what came is
 * read and taken in, several answers to a batch. Ends with the first answer that is not scripts.
 */
export class RunAhead {
  readonly #parts: Parts;
  /** Told of each answer in turn; false ends the asking. */
  readonly #onSettled: (settled: SettledRelease) => boolean;
  readonly #waiting: ReadAttempt[] = [];
  #taking: Promise<void> | undefined;
  #failure: { readonly why: unknown } | undefined;
  #ended = false;

  constructor(parts: Parts, onSettled: (settled: SettledRelease) => boolean) {
    this.#parts = parts;
    this.#onSettled = onSettled;
  }

  /** `first` alone where it is no new nominated request. */
  async run(first: SendRequest, alone: boolean): Promise<void> {
    const { deps } = this.#parts;
    let asked = first;
    let sending: Promise<SendResult> | undefined = deps.broker.send(asked);
    while (sending) {
      const result: SendResult = await sending;
      this.#parts.observed(result.fact, result.at);
      const next: SendRequest | undefined =
        alone || !surelyBroughtScripts(result) ? undefined : requestAfter(deps, asked);
      if (this.#waiting.length >= mostAhead) await this.#taking;
      // Asked before this one is read: the broker answers meanwhile.
      sending = next && !this.#ended ? deps.broker.send(next) : undefined;
      this.#waiting.push(readAttempt(asked, result));
      this.#take();
      asked = next ?? asked;
    }
    await this.#taking;
    if (this.#failure) throw this.#failure.why;
  }

  #take(): void {
    this.#taking ??= this.#takeAll()
      .catch((why: unknown) => {
        this.#failure = { why };
        this.#ended = true;
      })
      .finally(() => {
        this.#taking = undefined;
      });
  }

  async #takeAll(): Promise<void> {
    const { deps, queue } = this.#parts;
    while (this.#waiting.length > 0 && !this.#failure) {
      const settled = await queue.run(() => settleReleases(deps, this.#waiting.splice(0)));
      for (const one of settled) if (!this.#onSettled(one)) this.#ended = true;
    }
  }
}
