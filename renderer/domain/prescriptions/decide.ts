import { assertNever } from '../kernel/assert-never';
import type { DecideContext } from '../kernel/context';
import type { Decision, LineChoice, PrescriptionCommand } from './commands';
import { decidePrepareClaim, decideSendClaim } from '../claims/decide';
import { closedByEps } from './clean-up';
import { decideAmend } from './decide-amend';
import { decideAssemble } from './decide-assemble';
import { decideClosedByEps } from './decide-closed';
import { decideHandedOutSince } from './put-back';
import { decideReturn } from './decide-return';
import { decideNotDispensed, decideSupply } from './decide-supply';
import { decideWithdraw } from './decide-withdraw';
import { decideHold, decideLift, decideStep, decideStepBack, steps } from './decide-work';
import { decideAskToConfirm, decideSettle, decideUndoRelease } from './decide-unconfirmed';
import type { Item, PrescriptionState } from './model';

/** What was chosen for a line; of what nobody chose, nothing leaves. */
const orOwing =
  (choices: readonly LineChoice[]) =>
  ({ itemId }: Item): LineChoice =>
    choices.find((one) => one.itemId === itemId) ?? { kind: 'owing', itemId };

/** [WIN-4] Of what EPS has closed since the rest was assembled, nothing is checked for nothing. */
const decideAccuracyCheck = (state: PrescriptionState, context: DecideContext): Decision => {
  const step = decideStep(state, steps['accuracy-check'], context);
  return step.kind === 'refused' ? step : (closedByEps(state, context) ?? step);
};

/** What a person may do with one issue now: events and messages, or the rule that stands against it. */
export const decidePrescription = (
  state: PrescriptionState,
  command: PrescriptionCommand,
  context: DecideContext,
): Decision => {
  switch (command.kind) {
    case 'CheckPrescription':
      return decideStep(state, steps.check, context);
    case 'AssemblePrescription':
      return decideAssemble(state, command.choices ?? [], context);
    case 'AccuracyCheckPrescription':
      return decideAccuracyCheck(state, context);
    case 'StepBackPrescription':
      return decideStepBack(state, context);
    case 'HoldPrescription':
      return decideHold(state, command.reason);
    case 'LiftHold':
      return decideLift(state, command.reason, context);
    case 'SayHandedOutSince':
      return decideHandedOutSince(state, command.reason, context);
    case 'NoteClosedByEps':
      return decideClosedByEps(state, command.reason, context);
    case 'SupplyInFull':
      return decideSupply(state, ({ itemId }) => ({ kind: 'full', itemId }), context);
    case 'SupplyItems':
      return decideSupply(state, orOwing(command.choices), context, command.time);
    case 'RecordNotDispensed':
      return decideNotDispensed(state, command, context);
    case 'AmendSupply':
      return decideAmend(state, orOwing(command.choices), context, command.time);
    case 'PrepareClaim':
      return decidePrepareClaim(state, command.details, context);
    case 'SendClaim':
      return decideSendClaim(state, command.details, context);
    case 'WithdrawSupply':
      return decideWithdraw(state, command.reasonCode, context);
    case 'ReturnPrescription':
      return decideReturn(state, command.reasonCode, context);
    case 'UndoRelease':
      return decideUndoRelease(state, context);
    case 'AskToConfirm':
      return decideAskToConfirm(state);
    case 'SettleConflict':
      return decideSettle(state, command, context);
    default:
      return assertNever(command);
  }
};
