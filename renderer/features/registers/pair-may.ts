import { holdCause } from '../../domain/prescriptions/holds';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { mayLeave, mayReopen } from '../../domain/reissue/close';
import { otherOf, type ReissueState, type Which } from '../../domain/reissue/model';
import { canStay, wasHandedOut } from '../../domain/reissue/stays';

export type Here = Readonly<Record<Which, PrescriptionState | undefined>>;

/** What a pharmacist may say about a pair now: the same for its buttons and for their keys. */
export type May = {
  readonly say: boolean;
  readonly stay: (which: Which) => boolean;
  readonly again: boolean;
  readonly different: boolean;
  readonly callOff: boolean;
  readonly close: boolean;
  /** Closed without the one that goes, which is not here. */
  readonly leave: Which | undefined;
  readonly reopen: boolean;
  /** What became of one that is not here. */
  readonly mark: boolean;
};

/** For whoever may say nothing. */
export const mayNothing: May = {
  say: false,
  stay: () => false,
  again: false,
  different: false,
  callOff: false,
  close: false,
  leave: undefined,
  reopen: false,
  mark: false,
};

export const pairMay = (pair: ReissueState, here: Here): May => {
  const open = pair.end === undefined;
  const both = pair.original.key !== undefined && pair.replacement.key !== undefined;
  const refused = pair.returns.at(-1)?.outcome === 'refused';
  const waits = pair.returns.some(({ outcome }) => outcome === 'waiting');
  const leave = open ? mayLeave(pair, here) : undefined;
  const decides =
    (open || pair.end?.how === 'not-taken-back') && !waits && !pair.proposal && !pair.bothSupplied;
  const stay = (which: Which): boolean => {
    const [script, other] = [here[which], otherOf(which)];
    return (
      decides &&
      script !== undefined &&
      canStay(pair[which], script) &&
      !wasHandedOut(pair[other], here[other]) &&
      pair.goes !== other &&
      (both || holdCause(script.hold) === pair.id)
    );
  };
  return {
    say: open && pair.proposal !== undefined,
    stay,
    again: decides && refused,
    different: decides && both,
    callOff: open && decides && !both && pair.decision === 'same',
    close: open && (pair.bothSupplied || (decides && refused)),
    leave: refused ? undefined : leave,
    reopen: mayReopen(pair),
    mark: open,
  };
};
