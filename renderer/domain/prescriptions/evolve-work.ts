import type { PrescriptionEvent, Recorded } from './events';
import type { PrescriptionState, Supply, Work } from './model';
import { anyLeft, standingSupplies, withoutBag } from './supplied';

type Advanced = Recorded<Extract<PrescriptionEvent, { type: 'prescription.advanced' }>>;

/** [PRX-23] [PRX-24] What is in the bag is said anew at each assembly; a rest that is taken out again leaves it empty. */
const bagAfter = ({ bag: before }: PrescriptionState, event: Advanced): PrescriptionState['bag'] => {
  const { from, to, bag: lines = [] } = event;
  if (to === 'part-supplied') return { lines: [], ofRest: true };
  if (from === 'part-supplied') return { lines, ofRest: true };
  if (from === 'to-assemble' && to === 'to-accuracy-check') return lines.length > 0 ? { lines } : undefined;
  return before;
};

/** [PRX-4] A step on or back: what lies in the bag now has passed these checks. */
export const advance = (state: PrescriptionState, event: Advanced): PrescriptionState => {
  const { to } = event;
  const bag = bagAfter(state, event);
  return {
    ...withoutBag(state),
    work: to,
    checks: to === 'to-check' ? 'none' : to === 'ready' ? 'both' : 'clinical',
    ...(bag ? { bag } : {}),
  };
};

/**
 * [PRX-4] Where the work goes on that what was told of a script has not passed; undefined where it has passed both, or
 * where the rest of it is under way, which is assembled and checked by itself (PRX-24).
 */
const uncheckedAt = ({ checks, bag }: Pick<PrescriptionState, 'checks' | 'bag'>): Work | undefined =>
  bag?.ofRest ? undefined : ({ none: 'to-check', clinical: 'to-assemble', both: undefined } as const)[checks];

/** [PRX-4] Of what was supplied before the script came the rest is still to be checked: nobody has seen it. */
export const workAfter = (
  state: Pick<PrescriptionState, 'checks' | 'bag'>,
  supply: Pick<Supply, 'prescriptionStatus'>,
): Work => {
  switch (supply.prescriptionStatus) {
    case '0003':
      return uncheckedAt(state) ?? 'part-supplied';
    case '0006':
      return 'supplied';
    case '0007':
      return 'not-dispensed';
  }
};

/** [PRX-24] A rest that was checked, handed out and withdrawn, and of which nothing else was said since. */
const isBackInBag = ({ work, checks, bag, supplies }: PrescriptionState): boolean =>
  bag?.ofRest === true &&
  checks === 'both' &&
  ['part-supplied', 'supplied', 'not-dispensed'].includes(work) &&
  supplies.at(-1)?.notification === 'withdrawn';

type Closed = Recorded<Extract<PrescriptionEvent, { type: 'prescription.closed-by-eps' }>>;

const workOfClosed = (state: PrescriptionState): Work => (anyLeft(state) ? 'supplied' : 'not-dispensed');

/** [WIN-7] EPS closed it: nothing of the rest is supplied, whatever was put together for it. */
export const closeByEps = (state: PrescriptionState, { at, by, reason }: Closed): PrescriptionState => ({
  ...withoutBag(state),
  work: workOfClosed(state),
  closed: { at, by, reason },
});

/** How far the work is once a hand-out no longer stands. */
export const workAgain = (state: PrescriptionState): PrescriptionState => {
  if (state.closed) return { ...state, work: workOfClosed(state) };
  const last = standingSupplies(state).at(-1);
  if (last) return { ...state, work: isBackInBag(state) ? 'ready' : workAfter(state, last) };
  // [PRX-21] No check is taken for passed that nobody made.
  const stoppedAt = state.supplies.at(-1)?.stoppedAt;
  if (stoppedAt) return { ...state, work: stoppedAt };
  // [PRX-24] What left before the rest is here again: all of it is put together and checked anew.
  if (state.bag?.ofRest) return { ...withoutBag(state), work: 'to-assemble', checks: 'clinical' };
  return { ...state, work: uncheckedAt(state) ?? 'ready' };
};
