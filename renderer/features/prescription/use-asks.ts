import type { Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { useClock } from '../../ui';
import { refusalOf, type Asked, type Seat } from './actions';
import type { Ask } from './dialogs';

type Asking = {
  readonly state: PrescriptionState;
  readonly seat: Seat;
  readonly say: (refusal: Refusal) => void;
  readonly ask: (ask: Ask) => void;
};

/** What is asked before something is done; what would be refused is answered with why, and nothing is asked. */
export const useAsks = ({ state, seat, say, ask }: Asking) => {
  const time = useClock();
  const unlessRefused = (command: Asked, then: () => void) => () => {
    const refusal = refusalOf(state, command, seat, time());
    if (refusal) say(refusal);
    else then();
  };
  const asks = (what: Ask, command: Asked) => unlessRefused(command, () => ask(what));
  return {
    unlessRefused,
    hold: asks('hold', { kind: 'HoldPrescription', reason: 'asked' }),
    lift: asks('lift', { kind: 'LiftHold', reason: 'asked' }),
    giveBack: asks('return', { kind: 'ReturnPrescription', reasonCode: '0003' }),
    none: asks('none-supplied', { kind: 'RecordNotDispensed', reasonCode: '0002' }),
    since: asks('handed-out', { kind: 'SayHandedOutSince', reason: 'asked' }),
    withdraw: asks('withdraw', { kind: 'WithdrawSupply', reasonCode: 'QU' }),
  };
};
