import { useState } from 'react';
import { latestBy } from '../../domain/kernel/clock-fault';
import type { MessageId } from '../../domain/kernel/ids';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import { readLocalTime, writeLocalTime } from '../../domain/kernel/local-time';
import { decideTimeRight } from '../../domain/prescriptions/decide-time-right';
import type { SaidTime, Supply } from '../../domain/prescriptions/model';
import type { PrescriptionView } from '../../usecases/views';
import { Button, Choices, Dialog, Field, Said, useClock } from '../../ui';
import { contextOf, type Seat } from './actions';

type Props = {
  readonly view: PrescriptionView;
  readonly seat: Seat;
  /** Hand-outs whose notification was never sent, oldest first. */
  readonly untold: readonly Supply[];
  readonly onDone: (messageId: MessageId, time: SaidTime) => void;
  readonly onClose: () => void;
};

/** What left by it, so that two of one minute are told apart. */
const whatLeft = ({ lines }: Supply): string =>
  lines
    .flatMap(({ products }) => products)
    .map(({ medication, quantity: { value, unit } }) => `${value} ${unit} ${medication.display}`)
    .join(', ') || 'nothing left';

const nameOf = (supply: Supply): string =>
  `${formatDateTime(supply.handedOverAt)}, by ${supply.by}: ${whatLeft(supply)}`;

/** What was typed, and what the domain says to that. */
const useTimeRight = ({ view, seat, untold }: Pick<Props, 'view' | 'seat' | 'untold'>) => {
  const now = asInstant(useClock()());
  const [chosen, choose] = useState(untold.length === 1 ? untold[0]?.messageId : undefined);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState('');
  const supply = untold.find(({ messageId }) => messageId === chosen);
  const when = typed ?? (supply ? writeLocalTime(supply.handedOverAt) : '');
  const time = { at: readLocalTime(when, latestBy(seat.clock, now)) ?? asInstant(NaN), reason };
  const decision =
    supply &&
    decideTimeRight(
      view.state,
      { kind: 'PutTimeRight', messageId: supply.messageId, time },
      { messages: view.messages, provesFrom: 0 },
      contextOf(seat, now),
    );
  return {
    supply,
    choose: (code: string) => choose(untold.find(({ messageId }) => messageId === code)?.messageId),
    when,
    setTyped,
    reason,
    setReason,
    time,
    isReady: decision?.kind === 'decided',
    // Nothing is said against what nobody has typed yet.
    refusal: decision?.kind === 'refused' && (typed !== undefined || reason !== '') ? decision : undefined,
  };
};

/** [PRX-22] [OUT-14] When it was really handed out, of a notification that waits and was never sent. */
export const TimeRightDialog = (props: Props) => {
  const { view, untold, onDone, onClose } = props;
  const { supply, choose, when, setTyped, reason, setReason, time, isReady, refusal } = useTimeRight(props);
  const several = untold.length > 1;
  return (
    <Dialog title={`Put the hand-out time of ${view.state.prescription.shortId} right?`} onClose={onClose}>
      <p>
        Its notification waits and was never sent. It is recalled, and one with the true time goes in its
        place. Both times stay on record.
      </p>
      {several ? (
        <Choices
          legend="Which hand-out? The oldest is first."
          choices={untold.map((one) => ({ code: one.messageId, display: nameOf(one) }))}
          chosen={supply?.messageId ?? ''}
          onChoose={choose}
        />
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (supply && isReady) onDone(supply.messageId, time);
        }}
      >
        <Field
          label="Handed out at"
          time
          autoFocus={!several}
          {...(supply ? { hint: `Recorded: ${nameOf(supply)}.` } : {})}
          value={when}
          onChange={setTyped}
        />
        <Field label="Why is it another time?" value={reason} onChange={setReason} />
        {refusal ? (
          <Said look="attention">
            {refusal.sentence} {refusal.next}
          </Said>
        ) : null}
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined} disabled={!isReady}>
            Send the true time
          </Button>
          <Button onPress={onClose} hint="Esc">
            Leave it as it is
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
