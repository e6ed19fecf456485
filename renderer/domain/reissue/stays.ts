import type { PrescriptionState } from '../prescriptions/model';
import { markedSupplied } from './mark';
import type { Side } from './model';
import { hasLeft, isWithUs } from './rule';

/** [RSU-6] Something of it was handed out, here or as a person saw it in another system. */
export const wasHandedOut = (side: Side, script: PrescriptionState | undefined): boolean =>
  (script !== undefined && hasLeft(script)) || markedSupplied(side);

/** [RSU-18] Whether a script can be the one that stays: handed out, or here to be. */
export const canStay = (side: Side, script: PrescriptionState | undefined): boolean =>
  wasHandedOut(side, script) || (script !== undefined && isWithUs(script) && script.work !== 'not-dispensed');

/** [RSU-18] Whether the other one may go back for it: nothing that the Spine may still say takes it away. */
export const surelyStays = (side: Side, script: PrescriptionState | undefined): boolean =>
  wasHandedOut(side, script) ||
  (canStay(side, script) && script?.custody.kind === 'ours' && script.hold.kind !== 'conflict');
