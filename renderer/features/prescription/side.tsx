import type { Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionState, Work } from '../../domain/prescriptions/model';
import type { PersonView } from '../../usecases/views';
import { Button, Said } from '../../ui';
import { blockOf, refusalOf, type Step } from './actions';

export type Doing = {
  readonly step: () => void;
  readonly back: () => void;
  readonly hold: () => void;
  readonly lift: () => void;
  readonly giveBack: () => void;
  readonly withdraw: () => void;
  readonly log: () => void;
};

type Props = {
  readonly state: PrescriptionState;
  readonly step: Step | undefined;
  readonly person: PersonView;
  readonly now: number;
  readonly busy: boolean;
  readonly doing: Doing;
};

const stages: readonly { readonly work: Work; readonly name: string }[] = [
  { work: 'to-check', name: 'Clinical check' },
  { work: 'to-assemble', name: 'Assembly' },
  { work: 'to-accuracy-check', name: 'Accuracy check' },
  { work: 'ready', name: 'Hand out' },
];

const Stages = ({ work }: { readonly work: Work }) => {
  const at = stages.findIndex((stage) => stage.work === work);
  const reached =
    work === 'part-supplied' ? stages.length - 1 : at < 0 ? (work === 'locked' ? -1 : stages.length) : at;
  return (
    <ol className="hf-steps">
      {stages.map((stage, i) => (
        <li key={stage.work}>
          <span aria-hidden="true">{i < reached ? '✔ ' : i === reached ? '▸ ' : '– '}</span>
          {i === reached ? <strong>{stage.name}</strong> : stage.name}
          <span className="hf-visually-hidden">
            {i < reached ? ' done' : i === reached ? ' next' : ' later'}
          </span>
        </li>
      ))}
    </ol>
  );
};

const Why = ({ refusal }: { readonly refusal: Refusal }) => (
  <Said look="attention">
    {refusal.sentence} {refusal.next}
  </Said>
);

/** What can be done with the script now; what cannot says why. */
export const Side = ({ state, step, person, now, busy, doing }: Props) => {
  const blocked = blockOf(state);
  const stepRefusal = step && refusalOf(state, step.command, person, now);
  const why = blocked ?? stepRefusal;
  const mayReturn =
    refusalOf(state, { kind: 'ReturnPrescription', reasonCode: '0003' }, person, now) === undefined;
  const mayWithdraw =
    refusalOf(state, { kind: 'WithdrawSupply', reasonCode: 'QU' }, person, now) === undefined;
  const mayLift = refusalOf(state, { kind: 'LiftHold', reason: 'asked' }, person, now) === undefined;
  const mayBack = refusalOf(state, { kind: 'StepBackPrescription' }, person, now) === undefined;
  const mayHold = refusalOf(state, { kind: 'HoldPrescription', reason: 'asked' }, person, now) === undefined;
  return (
    <aside className="hf-side hf-panel hf-stack" aria-label="What to do">
      <h2>What to do</h2>
      <Stages work={state.work} />
      {why ? <Why refusal={why} /> : null}
      {step && !stepRefusal ? (
        <Button look="primary" onPress={doing.step} hint={step.key} disabled={busy}>
          {busy ? 'Writing…' : step.label}
        </Button>
      ) : null}
      {mayLift ? (
        <Button onPress={doing.lift} hint="O">
          Lift the hold
        </Button>
      ) : null}
      {mayHold ? (
        <Button onPress={doing.hold} hint="O">
          Put on hold
        </Button>
      ) : null}
      {mayBack ? (
        <Button onPress={doing.back} hint="U">
          Undo the last step
        </Button>
      ) : null}
      {mayReturn ? (
        <Button onPress={doing.giveBack} hint="R">
          Return to the Spine…
        </Button>
      ) : null}
      {mayWithdraw ? (
        <Button onPress={doing.withdraw} hint="W">
          Withdraw the notification…
        </Button>
      ) : null}
      <Button onPress={doing.log} hint="L">
        Log
      </Button>
    </aside>
  );
};
