import { formatClock, formatDateTime, type Instant } from '../kernel/instant';
import type { PrescriptionId } from '../kernel/ids';
import type { Release } from './model';
import { mayAsk, type PlanContext } from './plan';

/** When the same request goes out again. */
export type AskedAgain =
  | { readonly kind: 'now' }
  /** By then; a lost one sooner, once answers come again. */
  | { readonly kind: 'at'; readonly at: Instant }
  /** Once the person who asked is signed in; the name is empty where it is not known. */
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'never' };

export const askedAgainOf = (release: Release, context: Pick<PlanContext, 'roleProfileId'>): AskedAgain => {
  const { progress, askedBy = '' } = release;
  switch (progress.kind) {
    case 'asked':
    case 'answered':
      return { kind: 'now' };
    case 'settled':
      return { kind: 'never' };
    case 'in-doubt':
    case 'lost': {
      const at = progress.kind === 'lost' ? progress.again?.dueAt : progress.dueAt;
      if (at === undefined) return { kind: 'never' };
      return mayAsk(release, context) ? { kind: 'at', at } : { kind: 'person', name: askedBy };
    }
  }
};

/** A download, or a request by id, of which scripts may be unseen. */
export type Doubt = {
  readonly sinceAt: Instant;
  readonly lost: boolean;
  readonly again: AskedAgain;
  readonly shortId?: PrescriptionId;
};

const whatIsUnseen = ({ shortId, sinceAt, lost }: Doubt): string => {
  const asked = formatDateTime(sinceAt);
  if (shortId !== undefined)
    return `${shortId} was asked for at ${asked} and nothing came. It may be with us and unseen.`;
  return lost
    ? `The answer to the download of ${asked} was lost, and asking again brought nothing. Up to 25 scripts may be with us and unseen.`
    : `No answer to the download of ${asked}. Up to 25 scripts may be on their way to us.`;
};

const againWords = ({ lost, again }: Doubt, now: Instant): string => {
  switch (again.kind) {
    case 'now':
      return 'The same request is on its way again.';
    case 'at':
      return `The same request goes out again by itself at ${formatClock(again.at, now)}${lost ? ', or sooner once answers come again' : ''}.`;
    case 'person':
      return `The same request goes out again once ${again.name === '' ? 'the person who asked' : again.name} signs in: EPS wants the one who asked behind it.`;
    case 'never':
      return 'Asking for it once more brings nothing.';
  }
};

/** [INB-10] What may be unseen, since when, and what to do next. `closable`: a person may end it. */
export const doubtWords = (
  doubt: Doubt,
  now: Instant,
): { readonly what: string; readonly next: string; readonly closable: boolean } => {
  const closable = doubt.lost || doubt.again.kind === 'person';
  const byHand = closable
    ? ' When a patient’s script is missing, ask for it by its id; a recovery pack may bring the rest. Close this once none is missing.'
    : '';
  return { what: whatIsUnseen(doubt), next: `${againWords(doubt, now)}${byHand}`, closable };
};
