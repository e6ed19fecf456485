import type { ReactNode } from 'react';
import type { MessageId } from '../../domain/kernel/ids';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { restIsInBag } from '../../domain/prescriptions/bag';
import { notDispensedReasons } from '../../domain/prescriptions/decide-line';
import { returnReasons } from '../../domain/prescriptions/decide-return';
import { withdrawReasons } from '../../domain/prescriptions/decide-withdraw';
import type { PrescriptionState, SaidTime, Supply } from '../../domain/prescriptions/model';
import { standingSupplies } from '../../domain/prescriptions/supplied';
import type { PrescriptionView } from '../../usecases/views';
import { DialogHead, LeaveDialog, ReasonDialog, useClock } from '../../ui';
import { asInstant } from '../../domain/kernel/instant';
import { CodedReasonDialog, type CodedReasons } from './coded-reason-dialog';
import type { Seat } from './actions';
import { SettleDialog } from './settle-dialog';
import { TimeRightDialog } from './time-right-dialog';
import { toldByClock, type ToldByClock } from '../../domain/kernel/asked-time';
import { liftHold, putOnHold } from './words';

export type Ask =
  | 'none'
  | 'keep'
  | 'time'
  | 'return'
  | 'withdraw'
  | 'hold'
  | 'lift'
  | 'settle'
  | 'none-supplied'
  | 'handed-out'
  | 'closed';

type AskedProps = {
  readonly ask: Ask;
  readonly run: (command: PrescriptionCommand) => void;
  /** Hand-outs whose notification was never sent. */
  readonly untold: readonly Supply[];
  readonly view: PrescriptionView;
  readonly seat: Seat;
  readonly putRight: (messageId: MessageId, time: SaidTime) => void;
  /** Leaves a correction. */
  readonly keep: () => void;
  readonly close: () => void;
};

type CodedQuestion = CodedReasons & { readonly commandFor: (reasonCode: string) => PrescriptionCommand };
type CodedAsk = 'return' | 'none-supplied' | 'withdraw';

/** Questions that EPS's own reasons answer. */
const codedOf = (ask: CodedAsk, state: PrescriptionState, wrong: ToldByClock | undefined): CodedQuestion => {
  const { shortId } = state.prescription;
  switch (ask) {
    case 'return':
      return {
        title: `Return ${shortId} to the Spine?`,
        consequence: 'It leaves this pharmacy and its nomination; whoever scans it next gets it.',
        action: 'Return it',
        keep: 'Keep it here',
        reasons: returnReasons,
        commandFor: (reasonCode) => ({ kind: 'ReturnPrescription', reasonCode }),
      };
    case 'none-supplied':
      return {
        title: `Record ${shortId} as not dispensed?`,
        consequence: `EPS is told that nothing of it will ever be supplied. It stays with this pharmacy and can be claimed; nobody else can supply it. Return it instead if the patient wants it elsewhere.${wrong ? ` ${wrong.words}` : ''}`,
        action: 'Record it as not dispensed',
        keep: 'Leave it open',
        reasons: notDispensedReasons,
        commandFor: (reasonCode) => ({
          kind: 'RecordNotDispensed',
          reasonCode,
          ...(wrong?.time ? { time: wrong.time } : {}),
        }),
      };
    case 'withdraw':
      return {
        title: `Withdraw the last notification of ${shortId}?`,
        consequence: `${
          standingSupplies(state).some(({ notification }) => notification === 'refused')
            ? 'EPS has refused it, so nothing is sent: the script stands here as before it.'
            : state.prescription.treatment === 'erd'
              ? 'EPS takes the issue back to where it was before, but of repeat dispensing no further than “with dispenser, active”: it cannot be returned to the Spine any more, only handed out or recorded as not dispensed.'
              : 'EPS takes the script back to where it was before.'
        } Medicine that was handed out stays handed out: only withdraw what was sent by mistake or wrong.${restIsInBag(state) ? ' The rest, which lies in its bag, is assembled and checked anew.' : ''}`,
        action: 'Withdraw it',
        keep: 'Let it stand',
        reasons: withdrawReasons,
        commandFor: (reasonCode) => ({ kind: 'WithdrawSupply', reasonCode }),
      };
  }
};

type HandedOutProps = {
  readonly shortId: string;
  readonly onClose: () => void;
  readonly onDone: (command: PrescriptionCommand) => void;
};

/** [PRX-20] */
const HandedOutDialog = ({ shortId, onClose, onDone }: HandedOutProps) => (
  <ReasonDialog
    title={`Was ${shortId} handed out after the backup?`}
    label="How do you know?"
    action="It was handed out"
    onClose={onClose}
    onDone={(reason) => onDone({ kind: 'SayHandedOutSince', reason })}
  >
    <p>
      Say so where all of it left and EPS was told. Nothing is sent and nothing more is supplied from it.
      Where EPS was not told, lift the hold and hand it out here: EPS refuses what it knows already, which can
      then be taken back (W).
    </p>
  </ReasonDialog>
);

/** [WIN-7] */
const ClosedDialog = ({ shortId, onClose, onDone }: HandedOutProps) => (
  <ReasonDialog
    title={`End ${shortId}, which EPS has closed?`}
    label="What was done for the patient?"
    action="End it"
    onClose={onClose}
    onDone={(reason) => onDone({ kind: 'NoteClosedByEps', reason })}
  >
    <p>
      By EPS’s rule what was part-supplied counts as dispensed and what was owed as not dispensed. The script
      leaves Owed, the rest is not supplied from it, and nothing is sent. If the patient still needs the rest,
      ask the prescriber for a new one first.
    </p>
  </ReasonDialog>
);

type HoldProps = {
  readonly state: PrescriptionState;
  /** It is laid, not lifted. */
  readonly lays: boolean;
  readonly onClose: () => void;
  readonly onDone: (command: PrescriptionCommand) => void;
};

/** [PRX-8] */
const HoldDialog = ({ state, lays, onClose, onDone }: HoldProps) => {
  const { title, label, action, note } = lays ? putOnHold(state) : liftHold(state);
  return (
    <ReasonDialog
      {...{ title, label, action, onClose }}
      onDone={(reason) => onDone({ kind: lays ? 'HoldPrescription' : 'LiftHold', reason })}
    >
      {note === undefined ? null : <p>{note}</p>}
    </ReasonDialog>
  );
};

const Asked = (props: AskedProps) => {
  const { ask, view, seat, run, keep, close } = props;
  const clock = useClock();
  const { state } = view;
  const { shortId } = state.prescription;
  const answer = (command: PrescriptionCommand) => {
    close();
    run(command);
  };
  switch (ask) {
    case 'none':
      return null;
    case 'keep':
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
    case 'time':
      return (
        <TimeRightDialog
          {...props}
          onClose={close}
          onDone={(messageId, time) => {
            close();
            props.putRight(messageId, time);
          }}
        />
      );
    case 'settle':
      return <SettleDialog state={state} onClose={close} onDone={answer} />;
    case 'handed-out':
      return <HandedOutDialog shortId={shortId} onClose={close} onDone={answer} />;
    case 'closed':
      return <ClosedDialog shortId={shortId} onClose={close} onDone={answer} />;
    case 'hold':
    case 'lift':
      return <HoldDialog state={state} lays={ask === 'hold'} onClose={close} onDone={answer} />;
    case 'return':
    case 'none-supplied':
    case 'withdraw': {
      const { commandFor, ...question } = codedOf(ask, state, toldByClock(seat.clock, asInstant(clock())));
      return (
        <CodedReasonDialog
          {...question}
          onClose={close}
          onDone={(reasonCode) => answer(commandFor(reasonCode))}
        />
      );
    }
  }
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
