import type { IssueKey, PrescriptionId } from '../kernel/ids';
import { formatDateTime } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { ReissueEvent } from '../reissue/events';
import { markedSupplied, markWords } from '../reissue/mark';
import { otherOf, type ReissueState, type Side, type Which } from '../reissue/model';
import type { DeskOutcome } from './events';

/** What the register of reissues says of an id of which nothing is here. */
export type PairSays = { readonly title: string; readonly sentence: string; readonly next: string };

/** What is known of the scripts that a pair names. */
export type AroundPair = {
  /** A profile without a broker, beside another system. */
  readonly companion: boolean;
  /** Whether something of a script was handed out here. */
  readonly hasLeft: (key: IssueKey) => boolean;
};

const sideById = (pair: ReissueState, id: PrescriptionId): Which | undefined => {
  const { original, replacement, goes } = pair;
  if (original.shortId === id) return 'original';
  // What came here itself says what to do with it, unless it goes; a repeat may come again under its id.
  const isNamed = replacement.shortId === id && (replacement.key === undefined || goes === 'replacement');
  return isNamed ? 'replacement' : undefined;
};

/** What a person said of the two still holds: the pair is open, or it ended by what was done with them. */
const isOneSupply = ({ end, origin, decision }: ReissueState): boolean =>
  (origin === 'registered' || decision === 'same') &&
  (end === undefined || end.how === 'settled-elsewhere' || end.how === 'both-supplied' || end.how === 'left');

/** Where something of a script was supplied, in a few words. */
const leftWhere = (side: Side, { hasLeft }: AroundPair): string | undefined => {
  const { key, mark } = side;
  if (mark && markedSupplied(side)) {
    const where = mark.words === markWords.dispensed ? 'by another pharmacy' : 'in the other system';
    return `${where} (${mark.by}, ${formatDateTime(mark.at)})`;
  }
  return key !== undefined && hasLeft(key) ? 'here' : undefined;
};

const named = ({ shortId }: Side): string => (shortId === undefined ? '' : ` (${shortId})`);

/** [RSU-14] What was supplied, of this script and of the other one. */
const saysSupplied = (pair: ReissueState, which: Which, around: AroundPair): PairSays | undefined => {
  const other = pair[otherOf(which)];
  const [own, its] = [leftWhere(pair[which], around), leftWhere(other, around)];
  if (own !== undefined && its !== undefined)
    return {
      title: 'BOTH WERE SUPPLIED',
      sentence: `It was supplied ${own}, and the other script of its pair${named(other)} ${its}.`,
      next: 'Supply nothing more. A pharmacist writes in Registers what was done about it.',
    };
  if (own !== undefined)
    return {
      title: 'SUPPLIED ALREADY',
      sentence: `It was supplied ${own}.`,
      next: `Nothing to do with it. Supply nothing from the other script of its pair${named(other)}.`,
    };
  if (its === undefined) return undefined;
  return {
    title: 'THE OTHER ONE WAS SUPPLIED',
    sentence: `The other script of its pair${named(other)} was supplied ${its}. This one must not be supplied.`,
    next: around.companion
      ? 'Return it in the other system, then mark that in Registers.'
      : 'Supply nothing from it. It goes back to the Spine once it is here.',
  };
};

const saysPromised = (pair: ReissueState, which: Which): PairSays | undefined =>
  which === 'original' && pair.end === undefined && pair.goes !== 'replacement'
    ? {
        title: 'REPLACED',
        sentence: 'A replacement of this script was promised or is here. This one must not be supplied.',
        next: 'Supply nothing from it.',
      }
    : undefined;

/** [DSK-4] [RSU-14] What a pair says of an id that is scanned: supplied already, or not to be supplied. */
export const pairSays = (
  pairs: readonly ReissueState[],
  id: PrescriptionId,
  around: AroundPair,
): PairSays | undefined => {
  const sides = pairs.filter(isOneSupply).flatMap((pair) => {
    const which = sideById(pair, id);
    return which === undefined ? [] : [{ pair, which }];
  });
  const supplied = sides.map(({ pair, which }) => saysSupplied(pair, which, around));
  const promised = sides.map(({ pair, which }) => saysPromised(pair, which));
  return [...supplied, ...promised].find((says) => says !== undefined);
};

export type PairOutcome =
  { readonly kind: 'noted'; readonly events: readonly ReissueEvent[]; readonly sentence: string } | Refusal;

/**
 * [RSU-14] [DSK-15] A person says at the desk that a script was released in the other system: for its pair it came
 * there. Where the other one was supplied it is refused, for only one of the two is.
 */
export const outcomeForPairs = (
  pairs: readonly ReissueState[],
  id: PrescriptionId,
  outcome: DeskOutcome,
  around: AroundPair,
): PairOutcome => {
  const events: ReissueEvent[] = [];
  if (outcome.kind !== 'released-there') return { kind: 'noted', events, sentence: '' };
  let sentence = '';
  for (const pair of pairs.filter(isOneSupply)) {
    const which = sideById(pair, id);
    if (which === undefined || markedSupplied(pair[which])) continue;
    const other = pair[otherOf(which)];
    const its = leftWhere(other, around);
    if (its !== undefined)
      return refuse(
        'OtherSupplied',
        'RSU-14',
        `The other script of its pair${named(other)} was supplied ${its}, so this one must not be.`,
        'Return it in the other system, and mark that in Registers. If it was supplied as well, mark that there first.',
      );
    if (pair.end) continue;
    sentence = ` Only one of it and the other script of its pair${named(other)} is supplied: mark in Registers which one was.`;
    const { key, mark } = pair[which];
    if (!mark && key === undefined)
      events.push({ type: 'reissue.marked', id: pair.id, which, words: markWords.came });
  }
  return { kind: 'noted', events, sentence };
};
