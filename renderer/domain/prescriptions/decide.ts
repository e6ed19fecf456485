import { assertNever } from '../kernel/assert-never';
import type { DecideContext } from '../kernel/context';
import type { Decision, PrescriptionCommand } from './commands';
import { decideReturn } from './decide-return';
import { decideSupplyInFull } from './decide-supply';
import { decideHold, decideLift, decideStep, decideStepBack, steps } from './decide-work';
import type { PrescriptionState } from './model';

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
      return decideStep(state, steps.assemble, context);
    case 'AccuracyCheckPrescription':
      return decideStep(state, steps['accuracy-check'], context);
    case 'StepBackPrescription':
      return decideStepBack(state, context);
    case 'HoldPrescription':
      return decideHold(state, command.reason);
    case 'LiftHold':
      return decideLift(state, command.reason, context);
    case 'SupplyInFull':
      return decideSupplyInFull(state, context);
    case 'ReturnPrescription':
      return decideReturn(state, command.reasonCode, context);
    default:
      return assertNever(command);
  }
};
