import { useState } from 'react';
import { Choices, SheetDialog } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { WaitingPart, WaitingView } from '../../usecases/prescriptions/waiting';
import type { DeliverWaiting } from './waiting-panel';

type Props = {
  readonly view: WaitingView | undefined;
  readonly engine: EngineClient;
  readonly deliver: DeliverWaiting;
  readonly onClose: (reply: CommandReply | undefined) => void;
};

/** [TRI-12] The list to work from when the screens are dark: for what, what will stand on it, and then paper. */
export const WaitingSheetDialog = ({ view, engine, deliver, onClose }: Props) => {
  const urgent = (view?.groups ?? []).reduce((sum, group) => sum + (group.urgent ? group.count : 0), 0);
  const [chosen, setChosen] = useState<WaitingPart | undefined>(undefined);
  const part = chosen ?? (urgent > 0 ? 'urgent' : 'all');
  const isEmpty = view?.complete === true && view.total === 0;
  const give = async (how: 'paper' | 'pdf'): Promise<string> => {
    const sheet = await engine.ask({ kind: 'WaitingSheet', part });
    if (!sheet) return 'Nobody is signed in. Sign in, then print it.';
    const reply = await deliver(sheet.page, how);
    if (reply.kind === 'refused') return `${reply.sentence} ${reply.next}`;
    onClose(reply.kind === 'done' ? reply : undefined);
    return '';
  };
  return (
    <SheetDialog
      title="What waits, by need, on paper"
      ready={view?.complete === true && !isEmpty}
      onGive={give}
      onClose={() => onClose(undefined)}
    >
      {isEmpty ? (
        <p>Nothing waits, so there is nothing to print.</p>
      ) : view?.complete ? (
        <Choices
          legend="Which scripts?"
          choices={[
            { code: 'urgent', display: `Those that stand before others for a reason (${urgent})` },
            { code: 'all', display: `Everything that waits (${view.total})` },
          ]}
          chosen={part}
          onChoose={(code) => setChosen(code === 'all' ? 'all' : 'urgent')}
        />
      ) : (
        <p role="status">Scripts are still being read. The list can be printed in a moment.</p>
      )}
      <p>
        Patients with address and phone, what is still to be handed out with its quantity, where it stands and
        why. Print it while there is power; it says from when it is.
      </p>
    </SheetDialog>
  );
};
