import { dateOf, dayOf } from '../kernel/calendar';
import { asReissueId, isSameScript, type IssueKey } from '../kernel/ids';
import type { SamePatient } from '../patients/match';
import type { PrescriptionState } from '../prescriptions/model';
import { isMarked, otherOf, type EndHow, type ReissueState, type Which } from './model';
import type { ReissueEvent } from './events';
import type { PairEvent } from './settle';
import { beneath, holdCause } from '../prescriptions/holds';
import {
  compareWanted,
  hasLeft,
  isKnowing,
  isRhythm,
  isWithUs,
  lastLeftAt,
  looksLikeTwin,
  sameDays,
  wantedItems,
} from './rule';

/** What is known beside a script that came: pairs and scripts of the same patient, and its bound twins. */
export type Around = {
  readonly pairs: readonly ReissueState[];
  readonly siblings: readonly PrescriptionState[];
};

/** The side on which a script stands in a pair. */
export const sideOf = (pair: ReissueState, key: IssueKey): Which | undefined => {
  if (pair.original.key === key) return 'original';
  return pair.replacement.key === key ? 'replacement' : undefined;
};

/** [RSU-21] A pair asks about these two, or a person has said in it what they are to each other. */
const knows = (pairs: readonly ReissueState[], a: IssueKey, b: IssueKey): boolean =>
  pairs.some((pair) => {
    const isOf = (key: IssueKey) => sideOf(pair, key) !== undefined || pair.proposal?.key === key;
    return (isOf(a) && isOf(b)) || pair.apart.some((two) => two.includes(a) && two.includes(b));
  });

const signedBefore = (a: PrescriptionState, b: PrescriptionState): boolean =>
  a.prescription.signedAt === undefined ||
  b.prescription.signedAt === undefined ||
  a.prescription.signedAt <= b.prescription.signedAt;

/** [RSU-3] Signed before the day of the registration: the original; on it or later: the replacement. */
export const sideByDay = (pair: ReissueState, script: PrescriptionState): Which => {
  const { signedAt } = script.prescription;
  return signedAt !== undefined && dateOf(dayOf(signedAt)) < dateOf(dayOf(pair.openedAt))
    ? 'original'
    : 'replacement';
};

/** Which missing side a script could be, by what is known of the other one. */
const missingSide = (
  pair: ReissueState,
  script: PrescriptionState,
  find: (key: IssueKey) => PrescriptionState | undefined,
): Which | undefined => {
  for (const which of ['original', 'replacement'] as const) {
    const other = pair[otherOf(which)].key;
    if (pair[which].key !== undefined || other === undefined) continue;
    const known = find(other);
    if (!known || isSameScript(other, script.prescription.key)) return undefined;
    if (!sameDays(known.prescription, script.prescription)) return undefined;
    const ordered = which === 'replacement' ? signedBefore(known, script) : signedBefore(script, known);
    return ordered && pair[which].shortId === undefined ? which : undefined;
  }
  if (pair.original.key !== undefined || pair.replacement.key !== undefined) return undefined;
  const side = sideByDay(pair, script);
  return pair[side].shortId === undefined ? side : undefined;
};

type Fit = { readonly which: Which; readonly how: Exclude<SamePatient, 'different'> };

const namedSide = (pair: ReissueState, { prescription }: PrescriptionState): Which | undefined =>
  (['original', 'replacement'] as const).find(
    (which) => pair[which].key === undefined && pair[which].shortId === prescription.shortId,
  );

/**
 * [RSU-2] An id of repeat dispensing names every issue: the one that is meant is for the days of the other script,
 * and while that one is missing, none of which something was handed out.
 */
const fitById = (
  pair: ReissueState,
  which: Which,
  script: PrescriptionState,
  find: (key: IssueKey) => PrescriptionState | undefined,
): Fit | undefined => {
  const { key } = pair[otherOf(which)];
  const other = key === undefined ? undefined : find(key);
  const isErd = script.prescription.treatment === 'erd';
  if (!other) return isErd && hasLeft(script) ? undefined : { which, how: 'same' };
  if (!isErd && other.prescription.treatment !== 'erd') return { which, how: 'same' };
  if (sameDays(other.prescription, script.prescription)) return { which, how: 'same' };
  return isErd ? undefined : { which, how: 'perhaps' };
};

/** [RSU-2] Whether a script is one that a registration waits for: by its id, or by patient and items. */
const fitOf = (
  pair: ReissueState,
  script: PrescriptionState,
  find: (key: IssueKey) => PrescriptionState | undefined,
): Fit | undefined => {
  const { prescription } = script;
  if (pair.end || pair.decision === 'open' || script.hold.kind === 'signature-failed') return undefined;
  const named = namedSide(pair, script);
  const byId = named && fitById(pair, named, script, find);
  if (byId?.how === 'same') return byId;
  if (pair.rejected.includes(prescription.key) || pair.proposal?.key === prescription.key) return undefined;
  if (named) return pair.proposal ? undefined : byId;
  const which = missingSide(pair, script, find);
  const how = compareWanted(pair, { patient: prescription.patient, items: wantedItems(prescription) });
  if (which === undefined || how === 'different') return undefined;
  // One question at a time: a second proposal would leave the first script held and forgotten.
  return how === 'same' || !pair.proposal ? { which, how } : undefined;
};

export const arrived = (
  pair: ReissueState,
  which: Which,
  { prescription }: PrescriptionState,
): ReissueEvent => ({
  type: 'reissue.arrived',
  id: pair.id,
  which,
  key: prescription.key,
  shortId: prescription.shortId,
  patient: prescription.patient,
  items: wantedItems(prescription),
});

const fitted = (pair: ReissueState, { which, how }: Fit, script: PrescriptionState): ReissueEvent => {
  const { key, shortId } = script.prescription;
  return how === 'same'
    ? arrived(pair, which, script)
    : { type: 'reissue.proposed', id: pair.id, which, key, shortId };
};

/**
 * [RSU-2] [RSU-12] A pair that knows of a supply in another system asks about one script at a time: this one may be of
 * it too, and waits for its turn.
 */
export const waitsToBeAsked = (script: PrescriptionState, { pairs, siblings }: Around): boolean => {
  const { key } = script.prescription;
  const find = (wanted: IssueKey) => siblings.find(({ prescription }) => prescription.key === wanted);
  return pairs.some(({ proposal, ...pair }) => {
    if (!proposal || proposal.key === key || !isMarked(pair) || sideOf(pair, key)) return false;
    return fitOf(pair, script, find) !== undefined;
  });
};

/** [RSU-21] It is proposed somewhere, or another one is that it would be compared with. */
const isAskedAbout = (script: PrescriptionState, { pairs, siblings }: Around): boolean =>
  pairs.some(({ proposal }) => {
    if (!proposal || proposal.key === script.prescription.key) return proposal !== undefined;
    const other = siblings.find(({ prescription }) => prescription.key === proposal.key);
    return other !== undefined && looksLikeTwin(script, other);
  });

type PairFit = { readonly pair: ReissueState; readonly fit: Fit };

/** Of those that it surely fits, the one that names its id. */
const bestFit = (fits: readonly PairFit[], { prescription }: PrescriptionState): PairFit | undefined => {
  const sure = fits.filter(({ fit }) => fit.how === 'same');
  return sure.find(({ pair, fit }) => pair[fit.which].shortId === prescription.shortId) ?? sure[0];
};

/** What another registration of the same script did is undone, and it is closed. */
const giveUp = (
  pair: ReissueState,
  script: PrescriptionState,
  proposed: PrescriptionState | undefined,
): readonly PairEvent[] => [
  ...[script, ...(proposed ? [proposed] : [])]
    .filter(({ hold }) => holdCause(hold) === pair.id)
    .map(({ prescription: { key } }) => ({ type: 'prescription.cleared', key, because: pair.id }) as const),
  { type: 'reissue.ended', id: pair.id, how: 'called-off', reason: 'It was registered twice.' },
];

const isHalf = (pair: ReissueState): boolean =>
  pair.decision === 'same' && (pair.original.key === undefined || pair.replacement.key === undefined);

/**
 * [RSU-19] What EPS does not take back keeps its place in the pair that was closed so: no other one asks about it, or
 * sends it back once more.
 */
const isKeptBack = ({ hold }: PrescriptionState, pairs: readonly ReissueState[]): boolean =>
  beneath(hold).kind === 'superseded' && !pairs.some(({ id, end }) => !end && id === holdCause(hold));

/** The other script of a pair may have come before anybody knew of the pair. */
export const findCounterpart = (
  pair: ReissueState,
  { pairs, siblings }: Around,
  find: (key: IssueKey) => PrescriptionState | undefined,
): readonly PairEvent[] => {
  for (const script of siblings) {
    const { key } = script.prescription;
    if (sideOf(pair, key) || isKeptBack(script, pairs)) continue;
    if (!(isWithUs(script) || hasLeft(script))) continue;
    const fit = fitOf(pair, script, find);
    if (!fit) continue;
    const others = pairs.filter((one) => one.id !== pair.id && !one.end);
    const taken = others.filter((one) => sideOf(one, key));
    if (fit.how === 'perhaps' && !isMarked(pair) && isAskedAbout(script, { pairs: others, siblings }))
      continue;
    // Two registrations may each have one of the two scripts.
    if (taken.length === 0) return [fitted(pair, fit, script)];
    if (fit.how === 'same' && taken.every(isHalf))
      return [
        ...taken.flatMap((one) => giveUp(one, script, one.proposal && find(one.proposal.key))),
        fitted(pair, fit, script),
      ];
  }
  return [];
};

/** [RSU-9] What the prescriber could know of, in a rhythm that a pharmacist has called two supplies before. */
const isUsual = (
  script: PrescriptionState,
  other: PrescriptionState,
  { pairs, siblings }: Around,
): boolean => {
  const leftAt = lastLeftAt(other);
  if (leftAt === undefined || !isKnowing(script.prescription, leftAt)) return false;
  const find = (key: IssueKey | undefined) =>
    siblings.find(({ prescription }) => prescription.key === key)?.prescription;
  return pairs.some(({ end, original, replacement }) => {
    const [one, two] = [find(original.key), find(replacement.key)];
    if (end?.how !== 'different' || !one || !two) return false;
    return isRhythm(script.prescription, other.prescription, [one, two]);
  });
};

/** [RSU-21] Of a script that has its place in a pair, only what was handed out is asked, unless it goes back anyway. */
const mayAsk = (script: PrescriptionState, other: PrescriptionState, bound: boolean): boolean =>
  !bound || (hasLeft(other) && !hasLeft(script) && beneath(script.hold).kind !== 'superseded');

const suspicion = (
  script: PrescriptionState,
  around: Around,
  bound: boolean,
  newId: () => string,
): ReissueEvent | undefined => {
  const { pairs, siblings } = around;
  const { key, shortId, patient } = script.prescription;
  const other = siblings.find(
    (one) =>
      mayAsk(script, one, bound) &&
      !knows(pairs, key, one.prescription.key) &&
      looksLikeTwin(script, one) &&
      !isUsual(script, one, around),
  );
  if (!other) return undefined;
  return {
    type: 'reissue.suspected',
    id: asReissueId(newId()),
    patient,
    items: wantedItems(script.prescription),
    original: { key: other.prescription.key, shortId: other.prescription.shortId },
    replacement: { key, shortId },
  };
};

/** Closed without it: somebody said that nothing comes of it, or waited for it no longer. */
const closedWithout: readonly EndHow[] = ['settled-elsewhere', 'left'];

/** [RSU-23] A script of which a closed pair had said that it does not come. */
const wasNotAwaited = (
  pair: ReissueState,
  script: PrescriptionState,
  find: (key: IssueKey) => PrescriptionState | undefined,
): boolean => {
  if (!pair.end || !closedWithout.includes(pair.end.how) || !isWithUs(script)) return false;
  const named = namedSide(pair, script);
  if (named) return fitById(pair, named, script, find)?.how === 'same';
  return pair.goes !== undefined && pair[pair.goes].key === script.prescription.key;
};

/**
 * [RSU-1] [RSU-8] [RSU-13] What a script that came, or is about to be supplied, means for the pairs: it is
 * one that a pair waits for, one that came back, or one that looks like another; mostly it is none of these.
 */
export const whatItMeans = (
  script: PrescriptionState,
  around: Around,
  newId: () => string,
): ReissueEvent | undefined => {
  const { key } = script.prescription;
  if (script.hold.kind === 'signature-failed') return undefined;
  const find = (wanted: IssueKey) =>
    wanted === key ? script : around.siblings.find((one) => one.prescription.key === wanted);
  for (const pair of around.pairs) {
    const which = sideOf(pair, key);
    if (which === undefined) continue;
    if (pair.end?.how === 'returned' && pair.goes === which && script.custody.kind === 'ours')
      return { type: 'reissue.came-back', id: pair.id };
  }
  const bound = around.pairs.some((pair) => !pair.end && sideOf(pair, key) !== undefined);
  const asked = bound || isAskedAbout(script, around);
  const open = isKeptBack(script, around.pairs) ? [] : around.pairs;
  const fits = open.flatMap((pair) => {
    const fit = sideOf(pair, key) === undefined ? fitOf(pair, script, find) : undefined;
    return fit ? [{ pair, fit }] : [];
  });
  const best =
    (bound ? undefined : bestFit(fits, script)) ??
    // [RSU-21] What one pair asks about is not proposed for another, unless that one knows of a script elsewhere.
    fits.find(({ pair, fit }) => fit.how === 'perhaps' && (!asked || isMarked(pair)));
  if (best) return fitted(best.pair, best.fit, script);
  const left = bound ? undefined : around.pairs.find((pair) => wasNotAwaited(pair, script, find));
  if (left) return { type: 'reissue.came-back', id: left.id };
  return suspicion(script, around, bound, newId);
};
