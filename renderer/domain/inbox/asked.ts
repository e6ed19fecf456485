import { formatDateTime, type Instant } from '../kernel/instant';
import type { PrescriptionId, RequestId } from '../kernel/ids';
import { lookUp } from '../kernel/look-up';
import type { Holder } from '../prescriptions/model';
import { mayBeUnseen } from './evolve';
import type { Release, ReleaseOutcome } from './model';

/** What asking for one script by its id came to, each with its own next step. Stored: do not rename. */
export type AskedOutcome =
  | { readonly kind: 'asked' }
  | { readonly kind: 'here' }
  | { readonly kind: 'in-doubt' }
  /** With another pharmacy, as the Spine says. */
  | { readonly kind: 'elsewhere'; readonly holder: Holder }
  /** With us, as the Spine says, and not here: it hangs between the Spine and this computer. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'dispensed' }
  | { readonly kind: 'not-found' }
  /** Nothing was said about the script itself; it is asked for again by itself. */
  | { readonly kind: 'put-off'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string };

/** A script that was asked for by its id: the latest answer counts. */
export type AskedScript = {
  readonly shortId: PrescriptionId;
  readonly requestId: RequestId;
  readonly at: Instant;
  readonly outcome: AskedOutcome;
};

const byCode: Readonly<Record<string, Exclude<AskedOutcome['kind'], 'elsewhere' | 'refused' | 'put-off'>>> = {
  PRESCRIPTION_CANCELLED: 'cancelled',
  PRESCRIPTION_EXPIRED: 'expired',
  PRESCRIPTION_DISPENSED: 'dispensed',
  RESOURCE_NOT_FOUND: 'not-found',
  PRESCRIPTION_NOT_FOUND: 'not-found',
};

/** The sign-in or the service stood in the way, not the script. */
const notAboutTheScript: readonly string[] = ['401', '403', 'ACCESS_DENIED', 'FORBIDDEN', 'SERVICE_DISABLED'];

const unusable: AskedOutcome = {
  kind: 'refused',
  sentence: 'It came and could not be used. It is kept as it came.',
  next: 'Look at it in Messages, and call the prescriber or the supplier.',
};

/** What the answer to a request by id says of the script. */
export const askedAs = (outcome: ReleaseOutcome): AskedOutcome => {
  if (outcome.kind === 'scripts' && outcome.received + outcome.again > 0) return { kind: 'here' };
  if (outcome.kind === 'scripts' && outcome.quarantined > 0) return unusable;
  if (outcome.kind === 'not-sent') return { kind: 'put-off', sentence: outcome.sentence };
  if (outcome.kind !== 'refused')
    return {
      kind: 'refused',
      sentence: 'sentence' in outcome ? outcome.sentence : 'The Spine had nothing for this id.',
      next: 'Ask again.',
    };
  if (outcome.stuck) return { kind: 'stuck' };
  if (outcome.holder) return { kind: 'elsewhere', holder: outcome.holder };
  if (notAboutTheScript.includes(outcome.code)) return { kind: 'put-off', sentence: outcome.sentence };
  const kind = lookUp(byCode, outcome.code);
  return kind ? { kind } : { kind: 'refused', sentence: outcome.sentence, next: outcome.next };
};

const outcomeOf = (release: Release): AskedOutcome => {
  const { progress } = release;
  switch (progress.kind) {
    case 'asked':
    case 'answered':
      return { kind: mayBeUnseen(release) ? 'in-doubt' : 'asked' };
    case 'in-doubt':
    case 'lost':
      return { kind: 'in-doubt' };
    case 'settled':
      break;
  }
  return askedAs(progress.outcome);
};

/** [INB-9] What is known of a script that was asked for by its id; undefined for a nominated download. */
export const askedOf = (release: Release, at: Instant): AskedScript | undefined =>
  release.shortId === undefined
    ? undefined
    : { shortId: release.shortId, requestId: release.requestId, at, outcome: outcomeOf(release) };

const holderWords = ({ name, address, phone }: Holder): string =>
  [name, address, phone].filter((part) => part !== '').join(', ');

/** How it stands with a script that was asked for, and what to do next. */
export const askedSentence = ({
  outcome,
  at,
}: Pick<AskedScript, 'outcome' | 'at'>): { readonly sentence: string; readonly next: string } => {
  const when = formatDateTime(at);
  switch (outcome.kind) {
    case 'asked':
      return { sentence: `Asked for at ${when}. No answer yet.`, next: 'Wait for the answer.' };
    case 'in-doubt':
      return {
        sentence: `No answer at ${when}. It may be with us.`,
        next: 'The same request goes again by itself while the person who asked is signed in. You may also ask anew.',
      };
    case 'here':
      return { sentence: `It came at ${when}.`, next: 'Open it.' };
    case 'elsewhere':
      return {
        sentence: `At ${when} the Spine said this script is with ${holderWords(outcome.holder)}.`,
        next: 'Ask them to return it, then ask again.',
      };
    case 'stuck':
      return {
        sentence: `At ${when} the Spine said this script is with us, but it is not here: it hangs on the way.`,
        next: 'Ask again in a while. If it stays, call the supplier with this id, or the prescriber for a new script.',
      };
    case 'cancelled':
      return { sentence: 'The prescriber has cancelled it.', next: 'Ask the prescriber for a new one.' };
    case 'expired':
      return { sentence: 'It has expired.', next: 'Ask the prescriber for a new one.' };
    case 'dispensed':
      return {
        sentence: 'The Spine says it has been dispensed already.',
        next: 'Ask the patient where, or the prescriber for a new one.',
      };
    case 'not-found':
      return {
        sentence: 'The Spine does not know this id.',
        next: 'Check it against the paper, or ask the prescriber whether it was sent.',
      };
    case 'put-off':
      return { sentence: outcome.sentence, next: 'It is asked for again by itself.' };
    case 'refused':
      return { sentence: outcome.sentence, next: outcome.next };
  }
};
