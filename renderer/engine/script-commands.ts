import type { IssueKey } from '../domain/kernel/ids';
import type { PrescriptionCommand } from '../domain/prescriptions/commands';
import type { Command } from '../usecases/commands';

/** The compiler refuses a missing or a superfluous one. */
const names: Readonly<Record<PrescriptionCommand['kind'], true>> = {
  CheckPrescription: true,
  AssemblePrescription: true,
  AccuracyCheckPrescription: true,
  StepBackPrescription: true,
  HoldPrescription: true,
  LiftHold: true,
  SupplyInFull: true,
  SupplyItems: true,
  AmendSupply: true,
  PrepareClaim: true,
  SendClaim: true,
  WithdrawSupply: true,
  ReturnPrescription: true,
  UndoRelease: true,
  AskToConfirm: true,
  SettleConflict: true,
};

export type ForScript = PrescriptionCommand & { readonly key: IssueKey };
export const isForScript = (command: Command): command is ForScript => Object.hasOwn(names, command.kind);
