import type { IssueKey } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { arrived, sideByDay, sideOf } from './arrive';
import type { ReissueEvent } from './events';
import { isMarked, type ReissueState, type Which } from './model';
import { compareWanted, wantedItems } from './rule';
import { endPair, freed, type PairEvent, type Scripts } from './settle';

const bothSides: readonly Which[] = ['original', 'replacement'];

/** By patient and items, and nobody has said that it is another one. */
const mayBeFor = (pair: ReissueState, { prescription }: PrescriptionState): boolean =>
  !pair.rejected.includes(prescription.key) &&
  compareWanted(pair, { patient: prescription.patient, items: wantedItems(prescription) }) !== 'different';

/** The side of a registration that a script could take, where no other id was told of it. */
const freeSide = (pair: ReissueState, script: PrescriptionState): Which | undefined => {
  const isFree = (which: Which) => pair[which].key === undefined && pair[which].shortId === undefined;
  const byDay = sideByDay(pair, script);
  const sides = pair.original.key === undefined && pair.replacement.key === undefined ? [byDay] : bothSides;
  return sides.find(isFree);
};

/** [RSU-21] Other registrations that would ask the same of a script that is proposed for one. */
export const rivalsOf = (
  pair: ReissueState,
  pairs: readonly ReissueState[],
  script: PrescriptionState,
): readonly ReissueState[] =>
  pairs.filter(
    (one) =>
      one.id !== pair.id &&
      !one.end &&
      one.origin === 'registered' &&
      freeSide(one, script) !== undefined &&
      mayBeFor(one, script),
  );

/** [RSU-21] The script is of that registration. */
export const placedIn = (rival: ReissueState, script: PrescriptionState): readonly ReissueEvent[] => {
  const which = freeSide(rival, script);
  return which === undefined ? [] : [arrived(rival, which, script)];
};

/** Nothing is told of a side that is not one of these two. */
const namesNoOther = (pair: ReissueState, two: readonly PrescriptionState[]): boolean =>
  (['original', 'replacement'] as const).every((which) => {
    const { key, shortId } = pair[which];
    if (key !== undefined) return two.some(({ prescription }) => prescription.key === key);
    return shortId === undefined || two.some(({ prescription }) => prescription.shortId === shortId);
  });

const bothOf = (pair: ReissueState, scripts: Scripts): readonly PrescriptionState[] =>
  [pair.original.key, pair.replacement.key].flatMap((key) => (key && scripts(key)) ?? []);

/** [RSU-21] Whether a registration can be about the two scripts that another pair compares, and about no others. */
const isAboutSame = (pair: ReissueState, other: ReissueState, scripts: Scripts): boolean => {
  const two = bothOf(other, scripts);
  const isHalf = pair.original.key === undefined || pair.replacement.key === undefined;
  return (
    pair.id !== other.id &&
    !pair.end &&
    pair.origin === 'registered' &&
    isHalf &&
    !isMarked(pair) &&
    two.length === 2 &&
    namesNoOther(pair, two) &&
    two.every((script) => sideOf(pair, script.prescription.key) !== undefined || mayBeFor(pair, script))
  );
};

/** [RSU-21] While two scripts are compared, a registration does not ask whether one of them is its own. */
export const deferred = (
  pair: ReissueState,
  asking: ReissueState,
  scripts: Scripts,
): readonly PairEvent[] => {
  const { id, proposal } = pair;
  if (!proposal || sideOf(asking, proposal.key) === undefined) return [];
  if (asking.end || asking.decision !== 'open' || !isAboutSame(pair, asking, scripts)) return [];
  return [
    ...freed(pair, scripts(proposal.key)).events,
    { type: 'reissue.proposal-deferred', id, key: proposal.key },
  ];
};

/** [RSU-21] A script that has its place in one pair is not asked about in another. */
export const placed = (pair: ReissueState, key: IssueKey, scripts: Scripts): readonly PairEvent[] =>
  !pair.end && !isMarked(pair) && pair.proposal?.key === key
    ? [...freed(pair, scripts(key)).events, { type: 'reissue.proposal-deferred', id: pair.id, key }]
    : [];

/** [RSU-21] That two scripts are one supply, said where they were compared, settles the registration too. */
export const answeredBy = (
  pair: ReissueState,
  told: ReissueState,
  scripts: Scripts,
): readonly PairEvent[] => {
  if (told.origin !== 'suspected' || told.decision !== 'same') return [];
  if (!isAboutSame(pair, told, scripts)) return [];
  const [one, two] = [told.original.shortId ?? '', told.replacement.shortId ?? ''];
  return endPair({ state: pair, scripts }, 'answered', `${one} and ${two} were compared`).events;
};
