import type { BrokerAnswer, BrokerIntent, Place } from './broker-entries';
import type { DomainEvent } from './events';
import type { Instant } from './kernel/instant';

/** As the journal hands an entry over. */
export type RawEntry = {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly kind: string;
  readonly subject: string;
  readonly v: number;
  readonly data: unknown;
};

export type ReadEvent =
  | { readonly kind: 'event'; readonly event: DomainEvent & Place }
  | { readonly kind: 'intent'; readonly event: BrokerIntent & Place }
  | { readonly kind: 'answer'; readonly event: BrokerAnswer & Place }
  /** From a newer program, or damaged: whoever reads it must stop, not skip. */
  | { readonly kind: 'unknown'; readonly name: string };

/** Every name this version understands. The compiler refuses a missing or a superfluous one. */
const known: Readonly<Record<DomainEvent['type'], true>> = {
  'prescription.received': true,
  'prescription.received-again': true,
  'prescription.unlocked': true,
  'prescription.advanced': true,
  'prescription.held': true,
  'prescription.hold-lifted': true,
  'prescription.handed-out-since': true,
  'prescription.closed-by-eps': true,
  'prescription.supplied': true,
  'prescription.notification-settled': true,
  'prescription.claim-prepared': true,
  'prescription.claimed': true,
  'prescription.claim-settled': true,
  'prescription.return-requested': true,
  'prescription.withdrawal-requested': true,
  'prescription.supply-withdrawn': true,
  'prescription.withdrawal-refused': true,
  'prescription.returned': true,
  'prescription.return-refused': true,
  'prescription.released-offline': true,
  'prescription.release-undone': true,
  'prescription.confirmed': true,
  'prescription.conflicted': true,
  'prescription.confirmation-wanted': true,
  'prescription.reconciled': true,
  'patient.allergies-recorded': true,
  'patient.note-written': true,
  'patient.wordings-matched': true,
  'print.asked': true,
  'print.ended': true,
  'message.queued': true,
  'message.delayed': true,
  'message.in-doubt': true,
  'message.accepted': true,
  'message.parked': true,
  'message.replaced': true,
  'message.handed-over': true,
  'message.retried': true,
  'message.hurried': true,
  'message.unblocked': true,
  'message.set-aside': true,
  'release.in-doubt': true,
  'release.lost': true,
  'release.closed': true,
  'release.settled': true,
  'script.quarantined': true,
  'script.quarantine-closed': true,
  'prescription.superseded': true,
  'prescription.possible-duplicate': true,
  'prescription.supplied-before': true,
  'prescription.cleared': true,
  'reissue.registered': true,
  'reissue.suspected': true,
  'reissue.arrived': true,
  'reissue.proposed': true,
  'reissue.proposal-rejected': true,
  'reissue.proposal-deferred': true,
  'reissue.decided': true,
  'reissue.paired': true,
  'reissue.both-supplied': true,
  'reissue.stays-gone': true,
  'reissue.return-prepared': true,
  'reissue.return-refused': true,
  'reissue.marked': true,
  'reissue.unmarked': true,
  'reissue.came-back': true,
  'reissue.ended': true,
  'unscripted.supplied': true,
  'unscripted.proposed': true,
  'unscripted.proposal-ended': true,
  'unscripted.match-undone': true,
  'unscripted.proposal-rejected': true,
  'unscripted.matched': true,
  'unscripted.prescription-recorded': true,
  'unscripted.closed': true,
  'unscripted.reopened': true,
  'unscripted.corrected': true,
  'refusal.recorded': true,
  'refusal.corrected': true,
  'triage.list-changed': true,
  'pack.part-stored': true,
  'pack.imported': true,
  'pack.part-listed': true,
  'pack.refused': true,
  'pack.key-accepted': true,
  'pack.key-removed': true,
  'pack.key-promoted': true,
  'pack.folder-chosen': true,
  'list.imported': true,
  'desk.listed': true,
  'desk.ended-in-pack': true,
  'desk.found-here': true,
  'desk.request-queued': true,
  'desk.request-dropped': true,
  'desk.outcome-recorded': true,
  'user.added': true,
  'user.signed-in': true,
  'user.signed-out': true,
  'user.sign-in-refused': true,
  'incident.opened': true,
  'incident.part-joined': true,
  'incident.measured': true,
  'incident.noted': true,
  'incident.workaround-logged': true,
  'incident.told': true,
  'incident.severity-set': true,
  'incident.reference-set': true,
  'incident.promise-logged': true,
  'incident.promise-slipped': true,
  'incident.promise-kept': true,
  'incident.expected-set': true,
  'incident.supplied-offline': true,
  'incident.fixed': true,
  'incident.failed-again': true,
  'incident.backlog-cleared': true,
  'incident.explained': true,
  'incident.exported': true,
  'incident.closed': true,
  'watch.changed': true,
  'watch.hour-summed': true,
  'user.changed': true,
  'user.pin-changed': true,
  'user.deactivated': true,
  'user.reactivated': true,
  'settings.site-changed': true,
  'settings.connection-changed': true,
  'settings.passphrase-changed': true,
  'settings.second-copy': true,
  'settings.put-back': true,
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entries are authenticated by the journal's cipher, so the name and version vouch for the shape. */
export const readEvent = (entry: RawEntry): ReadEvent => {
  const place: Place = { seq: entry.seq, at: entry.at, by: entry.by };
  if (entry.v !== 1 || !isRecord(entry.data)) return { kind: 'unknown', name: `${entry.kind} v${entry.v}` };
  if (entry.kind === 'broker.intent') {
    // Written by main's broker under this name and version only.
    const data = entry.data as Omit<BrokerIntent, 'type' | 'subject'>;
    return { kind: 'intent', event: { ...data, ...place, type: 'broker.intent', subject: entry.subject } };
  }
  if (entry.kind === 'broker.answer') {
    const data = entry.data as Omit<BrokerAnswer, 'type' | 'subject' | 'fact'> & {
      fact: { kind: BrokerAnswer['fact'] };
    }; // as above
    return {
      kind: 'answer',
      event: {
        ...place,
        type: 'broker.answer',
        operation: data.operation,
        requestId: data.requestId,
        fact: data.fact.kind,
        subject: entry.subject,
      },
    };
  }
  if (!Object.hasOwn(known, entry.kind)) return { kind: 'unknown', name: entry.kind };
  // The name is one of DomainEvent's; its fields were written by this version's own types.
  return { kind: 'event', event: { ...entry.data, ...place, type: entry.kind } as DomainEvent & Place };
};
