import type { ReactNode } from 'react';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import { lineStatuses } from '../../domain/fhir/codes/line-status';
import type { Item, PrescriptionState } from '../../domain/prescriptions/model';
import { directionsSaid, noteSaid, quantitySaid } from '../../domain/prescriptions/item-said';
import { lastSaidOf } from '../../domain/prescriptions/supplied';
import { Word } from '../../ui';
import { bagSentence, closedSentence, mayStillLeave, owedSentence, saidBy } from './words';

type Props = {
  readonly item: Item;
  readonly state: PrescriptionState;
  readonly now: number;
  /** What happens with it at this hand-out, where it can be handed out. */
  readonly choice?: ReactNode;
};

const Directions = ({ item }: Pick<Props, 'item'>) =>
  [directionsSaid(item), noteSaid(item)].map((said, i) =>
    said === '' ? null : (
      <p key={i} className="hf-lines">
        {said}
      </p>
    ),
  );

/** One line of the script, in full: nothing of it is ever cut. */
export const ItemCard = ({ item, state, now, choice }: Props) => {
  const end = itemEnd(item, asInstant(now));
  const last = lastSaidOf(state, item);
  const owed = owedSentence(state, item) ?? closedSentence(state, item);
  // [PRX-23] Where that is not simply all of it.
  const bag = bagSentence(state, item);
  return (
    <li className={end === undefined ? 'hf-item' : 'hf-item hf-item--ended'}>
      <h2>
        {item.line}. {item.medication.display}
      </h2>
      <p>
        <span className="hf-item__quantity">{quantitySaid(item)}</span>{' '}
        {item.schedule === '' ? null : <Word look="attention">{item.schedule}</Word>}
        {item.repeat === undefined || item.repeat.allowed < 2 ? null : (
          <Word>
            issue {item.repeat.issued} of {item.repeat.allowed}
          </Word>
        )}{' '}
        {item.endorsements.map((endorsement) => (
          <Word key={endorsement.code}>{endorsement.display || endorsement.code}</Word>
        ))}
      </p>
      <Directions item={item} />
      {end === 'cancelled' ? (
        <p>
          <Word look="stop">cancelled</Word> The prescriber cancelled this item. It must not be supplied.
        </p>
      ) : null}
      {end === 'expired' ? (
        <p>
          <Word look="stop">expired</Word>{' '}
          {item.expiresAt === undefined
            ? 'This item has expired.'
            : `This item ended on ${formatDateTime(item.expiresAt)}.`}{' '}
          It must not be supplied.
        </p>
      ) : null}
      {end === undefined && item.expiresAt !== undefined && mayStillLeave(state, item) ? (
        <p className="hf-key">May be supplied until {formatDateTime(item.expiresAt)}</p>
      ) : null}
      {last ? (
        <p>
          <Word look={last.line.status === '0001' ? 'good' : 'plain'}>
            {lineStatuses[last.line.status] ?? last.line.status}
          </Word>{' '}
          {saidBy(last)}
          {owed === undefined ? null : <strong>: {owed}</strong>}
        </p>
      ) : null}
      {bag === undefined ? null : (
        <p>
          <Word look="attention">in the bag</Word> <strong>{bag}</strong>
        </p>
      )}
      {choice}
    </li>
  );
};
