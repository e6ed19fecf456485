import type { Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { useClock, type Keys } from '../../ui';
import { asIf, inTurn, refusalOf, type Asked, type Seat } from './actions';
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
  /** A step whose turn it is not says why. What was just done stands there, and a key pressed twice takes no notice of it. */
  const outOfTurn = (answered: boolean): Keys =>
    answered
      ? {}
      : Object.fromEntries(
          Object.entries(inTurn).map(([key, command]) => [key, unlessRefused(command, () => undefined)]),
        );
  const asks = (what: Ask, command: Asked) => unlessRefused(command, () => ask(what));
  return {
    unlessRefused,
    outOfTurn,
    hold: asks('hold', asIf.hold),
    lift: asks('lift', asIf.lift),
    giveBack: asks('return', asIf.giveBack),
    none: asks('none-supplied', asIf.none),
    since: asks('handed-out', asIf.since),
    closed: asks('closed', asIf.closed),
    withdraw: asks('withdraw', asIf.withdraw),
  };
};
