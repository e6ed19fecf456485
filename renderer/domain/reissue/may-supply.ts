import { refuse, type Refusal } from '../kernel/refusal';
import type { IssueKey } from '../kernel/ids';
import type { PrescriptionState } from '../prescriptions/model';
import { sideOf, waitsToBeAsked, type Around } from './arrive';
import { markedSupplied } from './mark';
import { otherOf, type ReissueState } from './model';
import { hasLeft } from './rule';
import { wasHandedOut } from './stays';

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
const suppliedElsewhere = (): Refusal =>
  refuse(
    'SuppliedElsewhere',
    'RSU-14',
    'Registers says that this script was supplied in the other system.',
    'Return it to the Spine; if that is not so, say in Registers that the pair is off.',
  );
/** [RSU-12] Nobody has said yet whether the two are one supply. */
export const notCompared = (): Refusal =>
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
  if (how === 'different' || how === 'called-off' || how === 'answered') return undefined;
  if (pair.goes === which && how !== 'both-supplied') return mustGoBack();
  if (markedSupplied(pair[which])) return suppliedElsewhere();
  const other = pair[otherOf(which)];
  const twin = other.key === undefined ? undefined : find(other.key);
  if (wasHandedOut(other, twin)) return twinSupplied(other.shortId ?? '');
  const { proposal } = pair;
  const proposed = proposal && proposal.key !== key ? find(proposal.key) : undefined;
  if (proposed && hasLeft(proposed)) return notCompared();
  return pair.decision === 'open' && which === 'replacement' ? notCompared() : undefined;
};

/**
 * [RSU-12] The second look, in the same step as the hand-out: whatever brought a script here, it is not
 * supplied while its pair says otherwise. The first look is the hold that was laid when it came.
 */
export const twinRefusal = (script: PrescriptionState, around: Around): Refusal | undefined => {
  const { pairs, siblings } = around;
  const { key } = script.prescription;
  if (hasLeft(script) && !pairs.some((pair) => pair.goes !== undefined && sideOf(pair, key) === pair.goes))
    return undefined;
  const find = (wanted: IssueKey) => siblings.find((one) => one.prescription.key === wanted);
  for (const pair of pairs) {
    const refusal = standsAgainst(pair, key, find);
    if (refusal) return refusal;
  }
  return waitsToBeAsked(script, around) ? notCompared() : undefined;
};
