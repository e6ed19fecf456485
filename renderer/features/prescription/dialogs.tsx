import type { ReactNode } from 'react';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { returnReasons } from '../../domain/prescriptions/decide-return';
import { withdrawReasons } from '../../domain/prescriptions/decide-withdraw';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { standingSupplies } from '../../domain/prescriptions/supplied';
import { DialogHead, LeaveDialog, ReasonDialog } from '../../ui';
import { CodedReasonDialog } from './coded-reason-dialog';
import { SettleDialog } from './settle-dialog';
import { liftHold, putOnHold } from './words';

export type Ask = 'none' | 'keep' | 'return' | 'withdraw' | 'hold' | 'lift' | 'settle';

type AskedProps = {
  readonly ask: Ask;
  readonly state: PrescriptionState;
  readonly run: (command: PrescriptionCommand) => void;
  /** Leaves a correction. */
  readonly keep: () => void;
  readonly close: () => void;
};

const Asked = ({ ask, state, run, keep, close }: AskedProps) => {
  const { shortId } = state.prescription;
  const answer = (command: PrescriptionCommand) => {
    close();
    run(command);
  };
  if (ask === 'return')
    return (
      <CodedReasonDialog
        title={`Return ${shortId} to the Spine?`}
        consequence="It leaves this pharmacy and its nomination; whoever scans it next gets it."
        action="Return it"
        keep="Keep it here"
        reasons={returnReasons}
        onClose={close}
        onDone={(reasonCode) => answer({ kind: 'ReturnPrescription', reasonCode })}
      />
    );
  if (ask === 'withdraw')
    return (
      <CodedReasonDialog
        title={`Withdraw the last notification of ${shortId}?`}
        consequence={`${
          standingSupplies(state).some(({ notification }) => notification === 'refused')
            ? 'EPS has refused it, so nothing is sent: the script stands here as before it.'
            : 'EPS takes the script back to where it was before.'
        } Medicine that was handed out stays handed out: only withdraw what was sent by mistake or wrong.`}
        action="Withdraw it"
        keep="Let it stand"
        reasons={withdrawReasons}
        onClose={close}
        onDone={(reasonCode) => answer({ kind: 'WithdrawSupply', reasonCode })}
      />
    );
  if (ask === 'none') return null;
  if (ask === 'keep')
    return (
      <LeaveDialog
        what="this correction"
        onClose={close}
        onLeave={() => {
          close();
          keep();
        }}
      />
    );
  if (ask === 'settle') return <SettleDialog state={state} onClose={close} onDone={answer} />;
  const hold = ask === 'hold';
  const { title, label, action, note } = hold ? putOnHold(state) : liftHold(state);
  return (
    <ReasonDialog
      {...{ title, label, action }}
      onClose={close}
      onDone={(reason) => answer({ kind: hold ? 'HoldPrescription' : 'LiftHold', reason })}
    >
      {note === undefined ? null : <p>{note}</p>}
    </ReasonDialog>
  );
};

type Props = AskedProps & {
  /** Who it is, and what is known of their allergies: a dialog covers the banner. */
  readonly whose: ReactNode;
};

/** What is asked before something is done to this script. */
export const Dialogs = ({ whose, ...asked }: Props) => (
  <DialogHead value={whose}>
    <Asked {...asked} />
  </DialogHead>
);
