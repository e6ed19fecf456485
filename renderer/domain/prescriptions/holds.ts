import type { PrescriptionEvent } from './events';
import type { Hold, PersonHold } from './model';

type Laid = Extract<
  PrescriptionEvent,
  { type: 'prescription.superseded' | 'prescription.possible-duplicate' | 'prescription.supplied-before' }
>;

/** A hold by hand under one of the program's. */
const under = (hold: Hold): { readonly under?: PersonHold } => {
  if (hold.kind === 'person') return { under: hold };
  return 'under' in hold && hold.under ? { under: hold.under } : {};
};

/** What lies under a conflict with the Spine is itself no conflict. */
export const beneath = (hold: Hold): Exclude<Hold, { kind: 'conflict' }> =>
  hold.kind === 'conflict' ? hold.before : hold;

/** [PRX-18] A hold that the program lays keeps what a person said under it; a failed signature stays above all. */
export const layHold = (hold: Hold, event: Laid): Hold => {
  if (hold.kind === 'signature-failed') return hold;
  if (hold.kind === 'conflict') return { ...hold, before: beneath(layHold(hold.before, event)) };
  switch (event.type) {
    case 'prescription.superseded': {
      const { reissueId, twin } = event;
      return { kind: 'superseded', reissueId, ...(twin === undefined ? {} : { by: twin }), ...under(hold) };
    }
    case 'prescription.possible-duplicate': {
      const { reissueId, twin } = event;
      return {
        kind: 'possible-duplicate',
        reissueId,
        ...(twin === undefined ? {} : { of: twin }),
        ...under(hold),
      };
    }
    case 'prescription.supplied-before':
      return { kind: 'supplied-before', unscriptedId: event.unscriptedId, ...under(hold) };
  }
};

/** What a hold of the program was laid for, also where a conflict with the Spine lies over it. */
export const holdCause = (laid: Hold): string | undefined => {
  const hold = beneath(laid);
  if (hold.kind === 'superseded' || hold.kind === 'possible-duplicate') return hold.reissueId;
  return hold.kind === 'supplied-before' ? hold.unscriptedId : undefined;
};

/** [PRX-18] Only what was laid for this cause is lifted. */
export const clearHold = (hold: Hold, because: string): Hold => {
  if (hold.kind === 'conflict') return { ...hold, before: beneath(clearHold(hold.before, because)) };
  if (holdCause(hold) !== because) return hold;
  return 'under' in hold && hold.under ? hold.under : { kind: 'none' };
};
