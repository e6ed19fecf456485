import type { IssueKey } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { sideOf } from './arrive';
import { isMarked, type ReissueState } from './model';
import { compareWanted, wantedItems } from './rule';
import { endPair, freed, type PairEvent, type Scripts } from './settle';

/** By patient and items, and nobody has said that it is another one. */
const mayBeFor = (pair: ReissueState, { prescription }: PrescriptionState): boolean =>
  !pair.rejected.includes(prescription.key) &&
  compareWanted(pair, { patient: prescription.patient, items: wantedItems(prescription) }) !== 'different';

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
