import type { BrokerAnswer, BrokerIntent, Place } from '../domain/broker-entries';
import type { DomainEvent } from '../domain/events';
import { evolveRelease } from '../domain/inbox/evolve';
import type { ReleaseEvent } from '../domain/inbox/events';
import { keptIdOf } from '../domain/inbox/model';
import { evolveMessage, messageIdOf } from '../domain/outbox/evolve';
import type { OutboxEvent } from '../domain/outbox/events';
import { evolvePrescription } from '../domain/prescriptions/evolve';
import type { PrescriptionEvent } from '../domain/prescriptions/events';
import { evolvePrints } from '../domain/prints/evolve';
import type { PrintEvent } from '../domain/prints/events';
import { evolveUser } from '../domain/users/evolve';
import type { UserEvent } from '../domain/users/events';
import type { IssueKey } from '../domain/kernel/ids';
import type { Batch } from './batch';
import { isOf } from './collections/collection';

type At<T> = T & Place;

const isPrescription = isOf<PrescriptionEvent>('prescription.');
const isPrint = isOf<PrintEvent>('print.');
const isMessage = isOf<OutboxEvent>('message.');
const isUser = isOf<UserEvent>('user.');
const isRelease = isOf<ReleaseEvent>('release.');

const touchScript = (batch: Batch, key: IssueKey, seq: number) => {
  const fold = batch.scripts.get(key) ?? { state: undefined, seqs: [] };
  batch.scripts.set(key, fold);
  batch.touchedScripts.add(key);
  if (fold.seqs.at(-1) !== seq) fold.seqs.push(seq);
  return fold;
};

const foldMessage = (
  batch: Batch,
  messageId: string,
  event: At<OutboxEvent | BrokerIntent | BrokerAnswer>,
): void => {
  const next = evolveMessage(batch.messages.get(messageId), event);
  if (!next) return;
  batch.messages.set(messageId, next);
  batch.touchedMessages.add(messageId);
  touchScript(batch, next.subject, event.seq);
};

const foldRelease = (
  batch: Batch,
  requestId: string,
  event: At<ReleaseEvent | BrokerIntent | BrokerAnswer>,
): void => {
  const next = evolveRelease(batch.releases.get(requestId), event);
  if (!next) return;
  batch.releases.set(requestId, next);
  batch.touchedReleases.add(requestId);
};

const foldUser = (batch: Batch, event: At<UserEvent>): void => {
  const id = event.type === 'user.added' ? event.user.userId : event.userId;
  const next = evolveUser(batch.users.get(id), event);
  if (!next) return;
  batch.users.set(id, next);
  batch.touchedUsers.add(id);
};

/** A print that is about no script stands in a list of its own. */
const foldPrint = (batch: Batch, event: At<PrintEvent>): void => {
  if (event.key === undefined) return;
  const fold = touchScript(batch, event.key, event.seq);
  fold.state = fold.state && evolvePrints(fold.state, event);
};

/** Folds main's note about an attempt. */
export const foldAttempt = (batch: Batch, event: At<BrokerIntent | BrokerAnswer>): void => {
  const messageId = messageIdOf(event.subject);
  if (messageId === undefined) foldRelease(batch, event.requestId, event);
  else foldMessage(batch, messageId, event);
};

/** Folds one event of the domain into all that it touches; what concerns a sealed list alone is folded there. */
export const foldEvent = (batch: Batch, event: At<DomainEvent>): void => {
  if (isPrescription(event)) {
    const fold = touchScript(batch, event.key, event.seq);
    fold.state = evolvePrescription(fold.state, event);
  } else if (isPrint(event)) foldPrint(batch, event);
  else if (isMessage(event)) foldMessage(batch, event.messageId, event);
  else if (isUser(event)) foldUser(batch, event);
  else if (event.type === 'script.quarantined')
    batch.quarantined.push({
      id: keptIdOf(event.source),
      source: event.source,
      at: event.at,
      shortId: event.shortId,
      sentence: event.sentence,
    });
  else if (event.type === 'script.quarantine-closed') batch.closed.add(event.keptId);
  else if (isRelease(event)) foldRelease(batch, event.requestId, event);
};
