import { evolveDesk, followAsking } from '../../domain/desk/evolve';
import { followScript } from '../../domain/desk/follow-script';
import type { RowEvent } from '../../domain/desk/events';
import { deskOrderOf, deskTabOf, type DeskRow } from '../../domain/desk/model';
import type { Place } from '../../domain/broker-entries';
import { shortIdOfRelease } from '../../domain/inbox/evolve';
import { shortIdOfKey } from '../../domain/kernel/ids';
import type { BatchView, Collection, Touching } from './collection';

const isDesk = (event: Touching): event is RowEvent & Place =>
  event.type.startsWith('desk.') && event.type !== 'desk.found-here';

const requestOf = (event: Touching): string | undefined =>
  event.type.startsWith('release.') || event.type.startsWith('broker.')
    ? 'requestId' in event
      ? event.requestId
      : undefined
    : undefined;

const askedFor = (event: Touching, view: BatchView): string | undefined => {
  if (event.type === 'broker.intent' || event.type === 'broker.answer')
    return shortIdOfRelease(event.subject);
  const requestId = requestOf(event);
  return requestId === undefined ? undefined : view.release(requestId)?.shortId;
};

const scriptKeyOf = (event: Touching) =>
  (event.type.startsWith('prescription.') || event.type === 'desk.found-here') && 'key' in event
    ? event.key
    : undefined;

/** The desk: a row for each id that was named or asked for; a script that nobody named there has none. */
export const desk: Collection<DeskRow> = {
  idsOf: (event, view) => {
    if (isDesk(event)) return [event.id];
    const key = scriptKeyOf(event);
    if (key !== undefined) return [shortIdOfKey(key)];
    const id = askedFor(event, view);
    return id === undefined ? [] : [id];
  },
  evolve: (row, event, _id, view) => {
    const key = scriptKeyOf(event);
    if (key !== undefined) {
      const script = view.script(key);
      return row && script ? followScript(row, script, event) : row;
    }
    if (isDesk(event)) return evolveDesk(row, event);
    const requestId = requestOf(event);
    const release = requestId === undefined ? undefined : view.release(requestId);
    return release ? followAsking(row, release, event) : row;
  },
  place: (row) => ({ tab: deskTabOf(row), order: deskOrderOf(row) }),
};
