import type { Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionState, Work } from '../../domain/prescriptions/model';
import { Button, Said } from '../../ui';
import { NotNow } from './not-now';
import { isHere, liftHold, putOnHold } from './words';
import {
  asIf,
  blockOf,
  emptyHanded,
  mayAskNext,
  refusalOf,
  stepBack,
  type Seat,
  type Step,
  type Asked,
} from './actions';

export type Doing = {
  readonly step: () => void;
  readonly atOnce: () => void;
  readonly back: () => void;
  readonly hold: () => void;
  readonly lift: () => void;
  readonly giveBack: () => void;
  readonly none: () => void;
  readonly since: () => void;
  readonly closed: () => void;
  readonly withdraw: () => void;
  readonly amend: () => void;
  readonly confirm: () => void;
  readonly settle: () => void;
  readonly next: () => void;
  readonly log: () => void;
  readonly labels: () => void;
  readonly bag: () => void;
  readonly token: () => void;
  readonly patient: () => void;
};

type Props = {
  readonly state: PrescriptionState;
  readonly step: Step | undefined;
  /** [PRX-24] Instead of the step. */
  readonly atOnce: Step | undefined;
  readonly seat: Seat;
  readonly now: number;
  readonly busy: boolean;
  readonly amending: boolean;
  /** A hand-out time can be put right before anything was sent. */
  readonly isNeverSent: boolean;
  readonly doing: Doing;
};

const stages: readonly { readonly work: Work; readonly name: string }[] = [
  { work: 'to-check', name: 'Clinical check' },
  { work: 'to-assemble', name: 'Assembly' },
  { work: 'to-accuracy-check', name: 'Accuracy check' },
  { work: 'ready', name: 'Hand out' },
];

const Stages = ({ work }: { readonly work: Work }) => {
  const at = stages.findIndex((stage) => stage.work === (work === 'part-supplied' ? 'to-assemble' : work));
  const reached = at < 0 ? (work === 'locked' ? -1 : stages.length) : at;
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

type Other = {
  readonly label: string;
  readonly hint: string;
  readonly act: () => void;
  /** What the domain is asked; shown only where it would not refuse. */
  readonly command: Asked;
};

/** A conflict with the Spine has a panel of its own, with both sides. */
const confirmingOf = ({ state, doing }: Props): readonly Other[] =>
  state.hold.kind === 'conflict'
    ? []
    : [
        {
          label: 'Ask the Spine whether it is ours',
          hint: 'K',
          act: doing.confirm,
          command: { kind: 'AskToConfirm' },
        },
      ];

const othersOf = ({ state, atOnce, doing }: Props): readonly Other[] => [
  ...(atOnce ? [{ ...atOnce, hint: atOnce.key, act: doing.atOnce }] : []),
  {
    label: liftHold(state).button,
    hint: 'O',
    act: doing.lift,
    command: asIf.lift,
  },
  {
    label: 'It was handed out after the backup…',
    hint: 'Y',
    act: doing.since,
    command: asIf.since,
  },
  {
    label: 'End what EPS has closed…',
    hint: 'Z',
    act: doing.closed,
    command: asIf.closed,
  },
  {
    label: putOnHold(state).button,
    hint: 'O',
    act: doing.hold,
    command: asIf.hold,
  },
  { ...stepBack(state), hint: 'U', act: doing.back },
  {
    label: 'Return to the Spine…',
    hint: 'R',
    act: doing.giveBack,
    command: asIf.giveBack,
  },
  {
    label: 'Record as not dispensed…',
    hint: 'X',
    act: doing.none,
    command: asIf.none,
  },
  {
    label: 'Correct the notification…',
    hint: 'M',
    act: doing.amend,
    command: asIf.amend,
  },
  {
    label: 'Withdraw the notification…',
    hint: 'W',
    act: doing.withdraw,
    command: asIf.withdraw,
  },
];

/** Of what can never be handed out there is one thing left to tell. */
const lookOf = (command: Asked, forNothing: Refusal | undefined) =>
  forNothing && command.kind === 'RecordNotDispensed' ? 'primary' : 'secondary';

const Others = (props: Props & { readonly forNothing: Refusal | undefined }) => {
  const { state, seat, now, amending, isNeverSent, doing, forNothing } = props;
  if (amending)
    return (
      <Button onPress={doing.amend} hint="M">
        Let it stand
      </Button>
    );
  return (
    <>
      {[...confirmingOf(props), ...othersOf(props)]
        .filter(({ command }) => refusalOf(state, command, seat, now) === undefined)
        .map(({ label, hint, act, command }) => (
          <Button key={label} look={lookOf(command, forNothing)} onPress={act} hint={hint}>
            {label}
          </Button>
        ))}
      {isNeverSent ? (
        <Button onPress={doing.amend} hint="M">
          Put the hand-out time right…
        </Button>
      ) : null}
      {mayAskNext(state) ? (
        <Button onPress={doing.next} hint="N">
          Ask for the next issue
        </Button>
      ) : null}
    </>
  );
};

/** What can be done with the script now; what cannot says why. */
export const Side = (props: Props) => {
  const { state, step, seat, now, busy, doing } = props;
  const blocked = blockOf(state);
  const stepRefusal = step && refusalOf(state, step.command, seat, now);
  const forNothing = props.amending ? undefined : emptyHanded(state, seat, now);
  const why = blocked ?? stepRefusal ?? forNothing;
  return (
    <aside className="hf-side hf-panel hf-stack" aria-label="What to do">
      <h2>What to do</h2>
      {forNothing || !isHere(state) || state.closed ? null : <Stages work={state.work} />}
      {why && state.hold.kind !== 'conflict' ? <Why refusal={why} /> : null}
      {step && !stepRefusal ? (
        <Button look="primary" onPress={doing.step} hint={step.key} disabled={busy}>
          {busy ? 'Writing…' : step.label}
        </Button>
      ) : null}
      <Others {...props} forNothing={forNothing} />
      {blocked || props.amending ? null : (
        <NotNow deeds={othersOf(props)} state={state} seat={seat} now={now} />
      )}
      <Button onPress={doing.log} hint="L">
        Log
      </Button>
    </aside>
  );
};
