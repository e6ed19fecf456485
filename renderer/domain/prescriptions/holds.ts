import type { PrescriptionEvent } from './events';
import type { UnscriptedId } from '../kernel/ids';
import type { Hold, PersonHold, SuppliedBeforeHold } from './model';

type Laid = Extract<
  PrescriptionEvent,
  { type: 'prescription.superseded' | 'prescription.possible-duplicate' | 'prescription.supplied-before' }
>;

/** What stays under the hold of a pair: one by hand, or one for an earlier supply. */
const under = (hold: Hold): { readonly under?: PersonHold | SuppliedBeforeHold } => {
  if (hold.kind === 'person' || hold.kind === 'supplied-before') return { under: hold };
  return 'under' in hold && hold.under ? { under: hold.under } : {};
};

const suppliedBefore = (hold: Hold | undefined, unscriptedId: UnscriptedId): SuppliedBeforeHold => {
  const beneathIt = hold?.kind === 'supplied-before' ? hold.under : hold;
  return {
    kind: 'supplied-before',
    unscriptedId,
    ...(beneathIt?.kind === 'person' ? { under: beneathIt } : {}),
  };
};

/** What lies under a conflict with the Spine is itself no conflict. */
export const beneath = (hold: Hold): Exclude<Hold, { kind: 'conflict' }> =>
  hold.kind === 'conflict' ? hold.before : hold;

/** [PRX-18] A hold that the program lays keeps what lay there under it; a failed signature stays above all. */
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
      return hold.kind === 'superseded' || hold.kind === 'possible-duplicate'
        ? { ...hold, under: suppliedBefore(hold.under, event.unscriptedId) }
        : suppliedBefore(hold, event.unscriptedId);
  }
};

/** What a hold of the program was laid for, also where a conflict with the Spine lies over it. */
export const holdCause = (laid: Hold): string | undefined => {
  const hold = beneath(laid);
  if (hold.kind === 'superseded' || hold.kind === 'possible-duplicate') return hold.reissueId;
  return hold.kind === 'supplied-before' ? hold.unscriptedId : undefined;
};

/** The same of every hold that lies on a script, the topmost first. */
export const holdCauses = (hold: Hold): readonly string[] => {
  if (hold.kind === 'conflict') return holdCauses(hold.before);
  const rest = 'under' in hold && hold.under ? holdCauses(hold.under) : [];
  const cause = holdCause(hold);
  return cause === undefined ? rest : [cause, ...rest];
};

/** [PRX-18] Only what was laid for this cause is lifted, wherever it lies. */
export const clearHold = (hold: Hold, because: string): Hold => {
  if (hold.kind === 'conflict') return { ...hold, before: beneath(clearHold(hold.before, because)) };
  const rest: Hold = 'under' in hold && hold.under ? hold.under : { kind: 'none' };
  if (holdCause(hold) === because) return rest;
  if (rest.kind !== 'supplied-before' || rest.unscriptedId !== because) return hold;
  if (hold.kind !== 'superseded' && hold.kind !== 'possible-duplicate') return hold;
  const { under: _lifted, ...above } = hold;
  return { ...above, ...(rest.under ? { under: rest.under } : {}) };
};
