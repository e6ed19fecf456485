import { bothSidesOf, type BothSides } from '../../domain/prescriptions/both-sides';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { Button } from '../../ui';
import { refusalOf, type Seat } from './actions';
import { settleChoice } from './settle-choice';

type Props = {
  readonly state: PrescriptionState;
  readonly seat: Seat;
  readonly now: number;
  readonly onAsk: () => void;
  readonly onSettle: () => void;
};

const Here = ({ here }: Pick<BothSides, 'here'>) => (
  <section className="hf-sides__side" aria-label="What was done here">
    <h3>What was done here</h3>
    <p>{here.released}</p>
    {here.handOuts.length === 0 ? (
      <p>
        <strong>Nothing was handed out from it.</strong>
      </p>
    ) : null}
    {here.handOuts.map(({ when, lines, notification }, i) => (
      <div key={i}>
        <p>
          <strong>{when}</strong>
        </p>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{notification}</p>
      </div>
    ))}
  </section>
);

const Spine = ({ spine: { sentence, said, holder, differences } }: Pick<BothSides, 'spine'>) => (
  <section className="hf-sides__side" aria-label="What the Spine says">
    <h3>What the Spine says</h3>
    <p>Asked, and answered at {said}.</p>
    <p>
      <strong>{sentence}</strong>
    </p>
    {differences.length === 0 ? null : (
      <ul>
        {differences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    )}
    {holder ? (
      <p>
        {holder.address === '' ? null : (
          <>
            {holder.address}
            <br />
          </>
        )}
        {holder.phone === '' ? 'It gives no phone number.' : <strong>{holder.phone}</strong>}
      </p>
    ) : null}
  </section>
);

const settling = {
  ours: {
    label: 'Tell EPS as it was handed out…',
    means: 'The notification goes as it stands here; correct it afterwards if EPS refuses it.',
  },
  spine: {
    label: 'Let the Spine’s word stand…',
    means:
      'Its notification is not sent, unless the Spine sends us the script after all. What was handed out stays on the script.',
  },
} as const;

/** [DSK-11] [DSK-12] Both sides next to each other, and what a pharmacist can decide. */
export const ConflictPanel = ({ state, seat, now, onAsk, onSettle }: Props) => {
  const sides = bothSidesOf(state);
  if (!sides) return null;
  const choice = settleChoice(state);
  const refusal = refusalOf(state, { kind: 'SettleConflict', choice, reason: 'asked' }, seat, now);
  const mayAsk = refusalOf(state, { kind: 'AskToConfirm' }, seat, now) === undefined;
  const { label, means } = settling[choice];
  return (
    <section className="hf-panel hf-sides" aria-label="Two sides to decide between">
      <h2>{sides.title} Nothing more is done with it until this is decided.</h2>
      <div className="hf-sides__both">
        <Here here={sides.here} />
        <Spine spine={sides.spine} />
      </div>
      <dl className="hf-sides__choices">
        {mayAsk ? (
          <div>
            <dt>
              <Button onPress={onAsk} hint="K">
                Ask the Spine again
              </Button>
            </dt>
            <dd>When the other side has put it right: returned it, or mended its record.</dd>
          </div>
        ) : null}
        <div>
          {refusal ? null : (
            <dt>
              <Button onPress={onSettle} hint="S">
                {label}
              </Button>
            </dt>
          )}
          <dd>{refusal ? `${refusal.sentence} ${refusal.next}` : means}</dd>
        </div>
      </dl>
    </section>
  );
};
