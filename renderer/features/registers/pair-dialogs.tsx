import type { ReactNode } from 'react';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { ReissueCommand } from '../../domain/reissue/commands';
import { markWords } from '../../domain/reissue/mark';
import { otherOf, type ReissueState, type Which } from '../../domain/reissue/model';
import { hasLeft, isWithUs } from '../../domain/reissue/rule';
import { Button, Dialog, ReasonDialog } from '../../ui';
import { pairMay, type Here } from './pair-may';

/** What is asked before it is done. */
export type Ask =
  | { readonly kind: 'none' }
  | { readonly kind: 'different' | 'call-off' | 'close' | 'leave' | 'reopen' }
  | { readonly kind: 'stay'; readonly which: Which }
  | { readonly kind: 'supplied'; readonly which: Which; readonly mark: 'supplied' | 'dispensed' };

const asks = {
  different: {
    title: 'Two different supplies?',
    label: 'Why are both meant to be supplied?',
    action: 'Both go on',
  },
  'call-off': {
    title: 'Call it off?',
    label: 'Why will no other script come?',
    action: 'Call it off',
  },
  close: { title: 'Close this pair?', label: 'What was done about it?', action: 'Close it' },
  leave: { title: 'Close without it?', label: 'Why does nobody wait for it?', action: 'Close it' },
  reopen: { title: 'Open this pair again?', label: 'What is not so after all?', action: 'Open it again' },
} as const;

const commands = {
  different: 'DeclareDifferent',
  'call-off': 'CallOffReissue',
  close: 'CloseReissue',
  leave: 'CloseReissue',
  reopen: 'ReopenReissue',
} as const;

type Props = {
  readonly ask: Ask;
  readonly pair: ReissueState;
  readonly here: Here;
  readonly send: (command: ReissueCommand) => void;
  readonly onClose: () => void;
};

const idOf = (script: PrescriptionState | undefined): string => script?.prescription.shortId ?? 'this one';

type SideProps = Omit<Props, 'ask'> & { readonly which: Which };

const StayDialog = ({ which, pair, here, send, onClose }: SideProps) => {
  const goer = here[otherOf(which)];
  const goes = goer && isWithUs(goer) ? idOf(goer) : undefined;
  return (
    <ReasonDialog
      title={goes === undefined ? `Use ${idOf(here[which])} after all?` : `Return ${goes} to the Spine?`}
      label="Why does this one stay?"
      action={goes === undefined ? 'Use it' : 'Return it'}
      onClose={onClose}
      onDone={(reason) => send({ kind: 'DecideReissue', id: pair.id, stays: which, reason })}
    >
      <p>
        {goes === undefined
          ? 'It may be supplied again. The other one goes back to the Spine if it comes.'
          : `${goes} leaves this pharmacy and its nomination; whoever scans it next gets it. ${idOf(here[which])} stays.`}
      </p>
    </ReasonDialog>
  );
};

type SuppliedProps = SideProps & { readonly mark: 'supplied' | 'dispensed' };

const SuppliedDialog = ({ which, mark, pair, here, send, onClose }: SuppliedProps) => {
  const other = here[otherOf(which)];
  return (
    <Dialog title={`${markWords[mark]}?`} onClose={onClose}>
      <p>
        {other && hasLeft(other)
          ? `Something of ${idOf(other)} was handed out here, so both were supplied: a pharmacist closes the pair with what was done.`
          : `Then nothing can be supplied from ${idOf(other)} here any more; it goes back to the Spine.`}
      </p>
      <div className="hf-actions">
        <Button look="primary" onPress={() => send({ kind: 'MarkReissue', id: pair.id, which, mark })}>
          It was supplied there
        </Button>
        <Button onPress={onClose} hint="Esc">
          Leave it as it is
        </Button>
      </div>
    </Dialog>
  );
};

/** What follows, where the question does not say it. */
const noteOf = (kind: keyof typeof asks, pair: ReissueState, here: Here): ReactNode => {
  if (kind === 'reopen')
    return (
      <p>
        It goes on where it was, by what is here now: one that goes back is held, and is returned to the Spine
        once the other one is here or was supplied.
      </p>
    );
  const left = kind === 'leave' ? pairMay(pair, here).leave : undefined;
  if (left !== undefined)
    return (
      <p>
        {pair[left].shortId ?? 'The other one'} is not here. Nothing is supplied from it here, and nobody
        waits for it any longer. If it comes all the same, this pair is open again and it goes back to the
        Spine.
      </p>
    );
  return kind === 'close' && !pair.bothSupplied ? (
    <p>EPS does not take it back, so it stays here, held: nothing can be supplied from it.</p>
  ) : null;
};

/** Asks for the reason of a decision, and names what follows from it. */
export const PairDialogs = ({ ask, send, ...props }: Props) => {
  const { pair, onClose } = props;
  const sendIt = (command: ReissueCommand) => {
    onClose();
    send(command);
  };
  switch (ask.kind) {
    case 'none':
      return null;
    case 'stay':
      return <StayDialog {...props} which={ask.which} send={sendIt} />;
    case 'supplied':
      return <SuppliedDialog {...props} which={ask.which} mark={ask.mark} send={sendIt} />;
    case 'different':
    case 'call-off':
    case 'close':
    case 'leave':
    case 'reopen':
      return (
        <ReasonDialog
          {...asks[ask.kind]}
          onClose={onClose}
          onDone={(reason) => sendIt({ kind: commands[ask.kind], id: pair.id, reason })}
        >
          {noteOf(ask.kind, pair, props.here)}
        </ReasonDialog>
      );
  }
};
