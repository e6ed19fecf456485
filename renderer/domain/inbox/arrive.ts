import { confirmByScript, oursAfterAll } from '../desk/reconcile';
import type { IssueKey } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import type { DecidedEvent } from '../prescriptions/commands';
import type { PrescriptionState } from '../prescriptions/model';
import { keptMs, type Arrival, type Made } from './answer';
import type { InboxEvent } from './events';

/** The scripts that are here, or were, as far as an answer is about them. */
export type Known = ReadonlyMap<IssueKey, PrescriptionState>;

/** Since when a script is where it is for us. */
const placedAt = ({ custody, receivedAt }: PrescriptionState): Instant => {
  if ('at' in custody) return custody.at;
  return 'sinceAt' in custody ? custody.sinceAt : receivedAt;
};

/**
 * [INB-14] An answer that the Spine made before a script came or went says nothing new of it: what was asked for once
 * more long after may have been got by its id meanwhile, and sent back.
 */
const isOlder = (made: Made | undefined, here: PrescriptionState, now: Instant): boolean => {
  if (made === undefined) return false;
  const at = placedAt(here);
  // Dated by a clock that has been put back since: only an answer that was kept for long is surely older.
  return at > now ? made.agoMs >= keptMs : made.at < at;
};

/** [INB-3] [INB-7] One entry of an answer. `made`: of one that may have been made long before it came. */
export const arrive = (
  arrival: Arrival,
  made: Made | undefined,
  { known, attended, now }: { readonly known: Known; readonly attended: boolean; readonly now: Instant },
  seen: Set<IssueKey>,
): readonly (InboxEvent | DecidedEvent)[] => {
  if (arrival.kind === 'quarantined')
    return [
      {
        type: 'script.quarantined',
        source: arrival.source,
        shortId: arrival.shortId,
        sentence: arrival.sentence,
      },
    ];
  const { prescription, source } = arrival;
  const { key, releaseResponseId } = prescription;
  if (seen.has(key)) return [];
  seen.add(key);
  const here = known.get(key);
  if (here === undefined) return [{ type: 'prescription.received', key, prescription, source, attended }];
  if (here.custody.kind === 'ours-unconfirmed') return confirmByScript(here, prescription, source);
  // [INB-3] The same answer once more, after a re-send or a restart: nothing new.
  // What lies in its pack has not arrived, though the pack may bear the reference of this very release.
  if (here.custody.kind !== 'sealed')
    if (here.prescription.releaseResponseId === releaseResponseId || isOlder(made, here, now)) return [];
  return [
    { type: 'prescription.received-again', key, source, releaseResponseId, prescription },
    ...oursAfterAll(here, prescription),
  ];
};
