import type { PrescriptionState } from '../prescriptions/model';
import { markedSupplied } from './mark';
import type { Side } from './model';
import { standingSupplies } from '../prescriptions/supplied';
import { hasLeft, isWithUs } from './rule';

/** [RSU-22] The Spine says that another pharmacy handed it out, or a person that this one did (PRX-20). `settled`: a person let that word stand. */
const wasDispensed = ({ custody, hold }: PrescriptionState): 'no' | 'said' | 'settled' => {
  if (custody.kind === 'ended' && ['dispensed-elsewhere', 'handed-out-since'].includes(custody.how))
    return 'settled';
  return hold.kind === 'conflict' && hold.says.kind === 'dispensed' ? 'said' : 'no';
};

/** [RSU-6] Something of it was handed out, here or by the word of a person or the Spine elsewhere. */
export const wasHandedOut = (side: Side, script: PrescriptionState | undefined): boolean =>
  (script !== undefined && (hasLeft(script) || wasDispensed(script) !== 'no')) || markedSupplied(side);

/** [RSU-5] EPS was told of it that it is owed or not dispensed: it does not go back while that stands. */
export const isToldOnly = (script: PrescriptionState): boolean =>
  isWithUs(script) && standingSupplies(script).length > 0 && !hasLeft(script);

/** [RSU-5] [PRX-25] EPS would take it back: it knows of nothing that was told of it, and waits for nothing to be told. */
export const wouldGoBack = (script: PrescriptionState): boolean =>
  script.custody.kind === 'ours' && standingSupplies(script).length === 0 && script.staysActive !== true;

/** [RSU-25] Claimed as not dispensed, or closed so by EPS, it is neither supplied nor taken back nor returned any more. */
export const isSpent = (script: PrescriptionState): boolean =>
  script.work === 'not-dispensed' &&
  (script.closed !== undefined || script.claims.some(({ progress }) => progress === 'accepted'));

/** [RSU-18] Whether a script can be the one that stays: handed out, or here to be. */
export const canStay = (side: Side, script: PrescriptionState | undefined): boolean =>
  wasHandedOut(side, script) || (script !== undefined && isWithUs(script) && script.work !== 'not-dispensed');

/** [RSU-18] Whether the other one may go back for it: nothing that the Spine may still say takes it away. */
export const surelyStays = (side: Side, script: PrescriptionState | undefined): boolean => {
  if (markedSupplied(side) || script === undefined) return markedSupplied(side);
  if (hasLeft(script) || wasDispensed(script) === 'settled') return true;
  return canStay(side, script) && script.custody.kind === 'ours' && script.hold.kind !== 'conflict';
};
