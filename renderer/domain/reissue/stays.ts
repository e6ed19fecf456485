import type { PrescriptionState } from '../prescriptions/model';
import { markedSupplied } from './mark';
import type { Side } from './model';
import { hasLeft, isWithUs } from './rule';

/** [RSU-6] Something of it was handed out, here or as a person saw it in another system. */
export const wasHandedOut = (side: Side, script: PrescriptionState | undefined): boolean =>
  (script !== undefined && hasLeft(script)) || markedSupplied(side);

/** [RSU-18] Whether a script can be the one that stays: handed out, or here to be, and nobody says otherwise. */
export const canStay = (side: Side, script: PrescriptionState | undefined): boolean =>
  wasHandedOut(side, script) ||
  (script !== undefined &&
    isWithUs(script) &&
    script.hold.kind !== 'conflict' &&
    script.work !== 'not-dispensed');

/** [RSU-18] It stays for certain, so that the other one may go back: handed out, or the Spine counts it as ours. */
export const staysForSure = (side: Side, script: PrescriptionState | undefined): boolean =>
  canStay(side, script) && (wasHandedOut(side, script) || script?.custody.kind === 'ours');

/** [RSU-18] Whether it stays is not known yet: in its pack, not confirmed, or in conflict with the Spine’s word. */
export const mayYetStay = (script: PrescriptionState | undefined): boolean =>
  script !== undefined &&
  script.work !== 'not-dispensed' &&
  (script.custody.kind === 'sealed' || isWithUs(script));
