import type { IssueKey, PrescriptionId } from '../kernel/ids';
import { minuteMs, withinReach, type Instant } from '../kernel/instant';
import type { ScriptEnd } from '../prescriptions/ended';
import type { Holder, Source } from '../prescriptions/model';
import type { ImportSource } from '../recovery/import';

/** Where a script of the desk is, as far as it is known here. Stored: do not rename, only add. */
export type DeskCustody =
  /** Only its id is known, from a list, a picture or a scan. */
  | { readonly kind: 'listed' }
  /** Its prescription lies in a pack: scanning it releases it, with or without the broker. */
  | { readonly kind: 'sealed' }
  /** [DSK-18] Its prescription lies in a pack, and nothing can be supplied from it any more. */
  | { readonly kind: 'ended-in-pack'; readonly end: ScriptEnd; readonly pack: string }
  /** It waits to be asked for by its id. `first`: somebody stands there and waits. */
  | { readonly kind: 'queued'; readonly first: boolean }
  | { readonly kind: 'asked' }
  | { readonly kind: 'in-doubt' }
  | { readonly kind: 'here' }
  | { readonly kind: 'handed-out' }
  | { readonly kind: 'not-dispensed' }
  /** Released offline, and the Spine says otherwise; `holder` where it says that another pharmacy has it. */
  | { readonly kind: 'conflict'; readonly holder?: Holder }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'elsewhere'; readonly holder: Holder }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'dispensed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'signature-failed' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly next: string }
  /** A person says: released in the pharmacy's other system. */
  | { readonly kind: 'released-there' }
  /** A person says: the prescriber must write a new one. */
  | { readonly kind: 'needs-gp' }
  /** A person says: nothing is left to do. */
  | { readonly kind: 'closed' };

/** Whose word it is. */
type Says = 'here' | 'spine' | 'person';

export type RowSource = ImportSource & { readonly place: string; readonly at: Instant; readonly by: string };

/** A prescription that lies in a pack: where its bytes are in the journal, and what belongs to it. */
export type Packed = {
  readonly key: IssueKey;
  readonly issue: number;
  readonly source: Source;
  readonly pack: string;
  /** The pack itself, whatever it is called. */
  readonly packId?: string;
  /** When its supplier made the pack. */
  readonly issuedAt?: Instant;
  /** The pharmacy that the pack was made for, where the pack says. */
  readonly ods: string;
  readonly releaseReference: string;
  /** Whose it is and what for; absent in indexes of before. */
  readonly hint?: Hint;
  /** From when on nothing of it can be supplied, and how that came; absent where some item has no last day. */
  readonly ends?: { readonly at: Instant; readonly how: ScriptEnd };
};

export type Hint = {
  readonly name: string;
  readonly birthDate: string;
  readonly items: string;
  /** When the pack was made that says so of an id alone. */
  readonly madeAt?: Instant;
};

/** An answer of EPS to the wrong question, with what to do about it. */
type SaidInstead = { readonly at: Instant; readonly sentence: string; readonly next: string };

/** One script id of the desk: fold of all that was heard of it. A row never goes away. */
export type DeskRow = {
  readonly id: PrescriptionId;
  /** Place in the order in which the desk heard of it. */
  readonly number: number;
  readonly listedAt: Instant;
  readonly sources: readonly RowSource[];
  readonly hint: Hint;
  readonly packed: readonly Packed[];
  readonly custody: DeskCustody;
  /** Since when it is so, who said or did it, and what they wrote about it. */
  readonly since: { readonly at: Instant; readonly by: string; readonly says: Says; readonly note: string };
  /** The script it became, once it was here. */
  readonly script?: IssueKey;
  /**
   * Present while a release from a pack waits for the Spine's word; asked again not before `askAt`. `said`: the last
   * answer, which said nothing about the script.
   */
  readonly unconfirmed?: { readonly askAt: Instant; readonly said?: SaidInstead };
  /** What it was before it was queued, for an undo. */
  readonly before?: Pick<DeskRow, 'custody' | 'since'>;
};

/** The groups that every row is in exactly one of. Stored in the index: do not rename. */
export const deskTabs = [
  'to-scan',
  'waiting',
  'unconfirmed',
  'released',
  'stuck',
  'elsewhere',
  'needs-person',
  'needs-gp',
  'ended',
] as const;
export type DeskTab = (typeof deskTabs)[number];

/** The script itself was released, from the Spine or from a pack, and its own story goes on. */
export const isHere = ({ custody }: DeskRow): boolean =>
  ['here', 'handed-out', 'not-dispensed', 'conflict'].includes(custody.kind);

/** [DSK-11] EPS was asked and said nothing about it; a conflict is asked again only by a person. */
export const isAnsweredBeside = ({ custody, unconfirmed }: DeskRow): boolean =>
  custody.kind !== 'conflict' && unconfirmed?.said !== undefined;

/** [DSK-1] Exactly one group for every row. */
export const deskTabOf = ({ custody, unconfirmed }: DeskRow): DeskTab => {
  switch (custody.kind) {
    case 'listed':
    case 'sealed':
      return 'to-scan';
    case 'queued':
    case 'asked':
    case 'in-doubt':
      return 'waiting';
    case 'here':
    case 'handed-out':
    case 'not-dispensed':
      if (unconfirmed?.said) return 'needs-person';
      return unconfirmed ? 'unconfirmed' : 'released';
    case 'released-there':
      return 'released';
    case 'stuck':
      return 'stuck';
    case 'elsewhere':
      return 'elsewhere';
    case 'conflict':
    case 'refused':
      return 'needs-person';
    case 'cancelled':
    case 'expired':
    case 'not-found':
    case 'signature-failed':
    case 'needs-gp':
      return 'needs-gp';
    case 'dispensed':
    case 'returned':
    case 'closed':
      return 'ended';
    case 'ended-in-pack':
      return custody.end === 'closed' ? 'needs-person' : 'needs-gp';
  }
};

/** After an answer that says nothing about the script itself, it is asked again not before this has passed. */
export const putOffMs = 10 * minuteMs;

/** [DSK-10] Whether the Spine may be asked now; a time further off was set by a clock that has been put back since. */
export const isToBeAsked = ({ unconfirmed }: DeskRow, now: Instant): boolean =>
  unconfirmed !== undefined && withinReach(unconfirmed.askAt, now, putOffMs) <= now;

/** Far beyond any number of rows. */
const far = 1e9;
/** Beyond any time. */
const never = 1e15;

/** Ascending: in the order of listing; who waits at the counter first, what cannot be done yet last. What EPS will not
 * confirm stands first, by the time at which it is asked again. */
export const deskOrderOf = (row: DeskRow): number => {
  const { custody, unconfirmed, number, listedAt } = row;
  if (custody.kind === 'queued') return custody.first ? number - far : number;
  if (unconfirmed && isAnsweredBeside(row)) return unconfirmed.askAt - never;
  if (deskTabOf(row) === 'waiting') return number + far;
  return unconfirmed && unconfirmed.askAt > listedAt ? number + far : number;
};
