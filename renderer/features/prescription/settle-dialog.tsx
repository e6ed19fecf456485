import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { ReasonDialog } from '../../ui';
import { settleChoice } from './settle-choice';

type Props = {
  readonly state: PrescriptionState;
  readonly onDone: (command: PrescriptionCommand) => void;
  readonly onClose: () => void;
};

/** [DSK-12] A pharmacist settles what the Spine does not confirm, with a reason. */
export const SettleDialog = ({ state, onDone, onClose }: Props) => {
  const choice = settleChoice(state);
  const { shortId } = state.prescription;
  return (
    <ReasonDialog
      title={
        choice === 'ours'
          ? `Tell EPS what was handed out from ${shortId}?`
          : `Let the Spine’s word on ${shortId} stand? Its notification is not sent.`
      }
      label="Why? It is kept in the log."
      action={choice === 'ours' ? 'Tell EPS' : 'Let it stand'}
      onClose={onClose}
      onDone={(reason) => onDone({ kind: 'SettleConflict', choice, reason })}
    />
  );
};
