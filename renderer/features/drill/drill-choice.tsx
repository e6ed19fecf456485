import { useCallback, useEffect, useState } from 'react';
import type { DrillChoice, DrillReply } from '../../../electron/contract/drill';
import type { DrillAction } from '../../../electron/contract/drill-action';
import { Button, Field, Said } from '../../ui';
import { BegunDrills } from './begun-drills';

/** Asks main about drills; undefined when it could not be asked. */
export type DrillActions = (action: DrillAction) => Promise<DrillReply | undefined>;

const highestSeed = 9999;
const anySeed = (): string => String(1 + Math.floor(Math.random() * highestSeed));

/** What main would not even read is not sent. */
const isWhole = (n: number, most: number): boolean => Number.isInteger(n) && n >= 1 && n <= most;

type List = Pick<Extract<DrillReply, { kind: 'choices' }>, 'choices' | 'begun'>;

type FormProps = {
  readonly choices: readonly DrillChoice[];
  readonly onBegin: (action: DrillAction) => void;
};

const Form = ({ choices, onBegin }: FormProps) => {
  const [id, setId] = useState(choices[0]?.id ?? '');
  const [supplies, setSupplies] = useState('');
  const [seed, setSeed] = useState(anySeed);
  const chosen = choices.find((one) => one.id === id);
  if (!chosen) return null;
  const wanted = { supplies: Number(supplies || chosen.supplies), seed: Number(seed) };
  const isRight = isWhole(wanted.supplies, chosen.most) && isWhole(wanted.seed, highestSeed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onBegin({ kind: 'begin', scenario: id, ...wanted });
      }}
    >
      <fieldset className="hf-choices hf-drills">
        <legend>Which outage?</legend>
        {choices.map(({ id: one, title, sentence }) => (
          <label key={one}>
            <input type="radio" name="drill" checked={one === id} onChange={() => setId(one)} />
            <span>
              <strong>{title}.</strong> {sentence}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="hf-actions">
        <Field
          label={`Prescriptions (${chosen.supplies} to ${chosen.most})`}
          value={supplies || String(chosen.supplies)}
          onChange={setSupplies}
          numeric
        />
        <Field
          label="Number of the drill: the same again is the same drill"
          value={seed}
          onChange={setSeed}
          numeric
        />
        <Button type="submit" onPress={() => undefined} disabled={!isRight}>
          Begin the drill
        </Button>
      </div>
    </form>
  );
};

/** The outages that can be practised. A drill is a training pharmacy of its own. */
export const DrillChoicePanel = ({ actions }: { readonly actions: DrillActions }) => {
  const [reply, setReply] = useState<DrillReply | undefined>(undefined);
  const [{ choices, begun }, setList] = useState<List>({ choices: [], begun: [] });
  const list = useCallback(
    () =>
      actions({ kind: 'list' }).then((found) => {
        if (found?.kind === 'choices') setList(found);
      }),
    [actions],
  );
  useEffect(() => void list(), [list]);
  const act = (action: DrillAction): void => void actions(action).then(setReply);
  const remove = async (name: string): Promise<boolean> => {
    const said = await actions({ kind: 'remove', name });
    setReply(said);
    // Whatever became of it, it is shown how it is.
    await list();
    return said?.kind === 'choices';
  };
  return (
    <section className="hf-panel">
      <h2>Outage drills</h2>
      <p>
        A drill is a training pharmacy of its own, with a clock that goes faster. Holdfast starts again in it
        and comes back here afterwards; nothing here changes.
      </p>
      {reply?.kind === 'refused' ? (
        <Said look="refused" answer={reply}>
          {reply.sentence} {reply.next}
        </Said>
      ) : null}
      {reply?.kind === 'leaving' ? <p role="status">Holdfast starts again in the drill…</p> : null}
      {choices.length > 0 ? <Form choices={choices} onBegin={act} /> : null}
      <BegunDrills begun={begun} onOpen={(name) => act({ kind: 'open', name })} onRemove={remove} />
    </section>
  );
};
