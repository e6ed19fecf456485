import type { Spine } from '../../electron/training/spine';
import type { IssueKey, MessageId } from '../../renderer/domain/kernel/ids';
import { asInstant, minuteMs, type Instant } from '../../renderer/domain/kernel/instant';
import { messageSubject } from '../../renderer/domain/outbox/evolve';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import type { SerialQueue } from '../../renderer/sync/serial-queue';
import type { Deps } from '../../renderer/usecases/deps';
import type { Entry, StorePort } from '../../renderer/usecases/ports';
import { putTimeRight } from '../../renderer/usecases/prescriptions/put-time-right';
import { keyOf } from './agreement';
import type { Sent } from './spine-broker';

/** What somebody put right, by their own account, and what became of it. */
export class Recalls {
  readonly #said = new Map<MessageId, Instant>();

  /** Puts the time of a hand-out of a script right, whatever waits of it. */
  async putRight(
    { deps, queue }: { readonly deps: Deps; readonly queue: SerialQueue },
    key: IssueKey,
    { pick, below }: { readonly pick: <T>(from: readonly T[]) => T; readonly below: (n: number) => number },
  ): Promise<void> {
    const state = await deps.store.loadPrescription(key);
    const supplies = state ? standingSupplies(state) : [];
    if (supplies.length === 0) return;
    const { messageId, handedOverAt } = pick(supplies);
    const at = asInstant(handedOverAt - (1 + below(90)) * minuteMs);
    const time = { at, reason: 'The clock was wrong' };
    const reply = await queue.run(() => putTimeRight(deps, key, { kind: 'PutTimeRight', messageId, time }));
    if (reply.kind === 'done' && reply.told) this.#said.set(reply.told.messageId, at);
  }

  /** [OUT-14] What was recalled never left and was made anew once; what the Spine has bears the time that was said. */
  async problems(
    spine: Spine,
    store: StorePort,
    entries: readonly Entry[],
    sent: readonly Sent[],
  ): Promise<readonly string[]> {
    const found: string[] = [];
    const queued = new Set(entries.flatMap((one) => (one.kind === 'message.queued' ? [one.subject] : [])));
    const tried = new Set(entries.flatMap((one) => (one.kind === 'broker.intent' ? [one.subject] : [])));
    const left = new Set(sent.map(({ subject }) => subject));
    const anew = recalledIn(entries);
    for (const { subject, corrected } of anew) {
      if (tried.has(subject) || left.has(subject)) found.push(`${subject} was recalled, and left`);
      if (!queued.has(messageSubject(corrected))) found.push(`${subject} was recalled, and dropped`);
    }
    if (new Set(anew.map(({ subject }) => subject)).size !== anew.length) found.push('recalled twice');
    for (const script of spine.scripts()) {
      const last = (
        await store.loadPrescription(keyOf(script)).then((one) => one && standingSupplies(one))
      )?.at(-1);
      if (!last || script.handedOverAt === undefined) continue;
      const expected = this.#said.get(last.messageId) ?? last.handedOverAt;
      if (Math.floor(expected / 1000) !== Math.floor(script.handedOverAt / 1000))
        found.push(
          `${script.shortId}: handed out at ${script.handedOverAt} there, at ${expected} by who said so`,
        );
    }
    return found;
  }
}

/** Messages that were recalled, each with what took its place. */
export const recalledIn = (
  entries: readonly Entry[],
): readonly { readonly subject: string; readonly corrected: MessageId }[] =>
  entries.flatMap(({ kind, subject, data }) => {
    if (kind !== 'message.replaced') return [];
    const { recalled, corrected } = data as { readonly recalled?: true; readonly corrected: MessageId }; // as written
    return recalled ? [{ subject, corrected }] : [];
  });
