import { refuse, type Refusal } from '../kernel/refusal';
import type { IssueKey } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { sideOf, type Around } from './arrive';
import { otherOf, type ReissueState } from './model';
import { hasLeft } from './rule';

const mustGoBack = (): Refusal =>
  refuse(
    'MustGoBack',
    'RSU-12',
    'Another script takes the place of this one, so nothing is supplied from it.',
    'It goes back to the Spine; look at Registers to see the two.',
  );
const twinSupplied = (shortId: string): Refusal =>
  refuse(
    'TwinSupplied',
    'RSU-12',
    `The other script of this pair${shortId === '' ? '' : `, ${shortId},`} was supplied already.`,
    'Compare the two in Registers. This one goes back to the Spine.',
  );
const notCompared = (): Refusal =>
  refuse(
    'NotCompared',
    'RSU-12',
    'This may be the same supply as another script of this patient, and nobody has compared the two yet.',
    'A pharmacist compares them in Registers.',
  );

const standsAgainst = (
  pair: ReissueState,
  key: IssueKey,
  find: (wanted: IssueKey) => PrescriptionState | undefined,
): Refusal | undefined => {
  const which = sideOf(pair, key);
  if (which === undefined) return undefined;
  const how = pair.end?.how;
  if (how === 'different' || how === 'called-off' || how === 'both-supplied') return undefined;
  if (pair.goes === which) return mustGoBack();
  const other = pair[otherOf(which)];
  const twin = other.key === undefined ? undefined : find(other.key);
  if (twin && hasLeft(twin)) return twinSupplied(twin.prescription.shortId);
  return pair.decision === 'open' && which === 'replacement' ? notCompared() : undefined;
};

/**
 * [RSU-12] The second look, in the same step as the hand-out: whatever brought a script here, it is not
 * supplied while its pair says otherwise. The first look is the hold that was laid when it came.
 */
export const twinRefusal = (script: PrescriptionState, { pairs, siblings }: Around): Refusal | undefined => {
  const { key } = script.prescription;
  if (hasLeft(script) && !pairs.some((pair) => pair.goes !== undefined && sideOf(pair, key) === pair.goes))
    return undefined;
  const find = (wanted: IssueKey) => siblings.find((one) => one.prescription.key === wanted);
  for (const pair of pairs) {
    const refusal = standsAgainst(pair, key, find);
    if (refusal) return refusal;
  }
  return undefined;
};

export { notCompared as suspicionRefusal };
