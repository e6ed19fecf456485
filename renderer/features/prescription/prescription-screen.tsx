import { useCallback, useState, type ReactNode } from 'react';
import { ofCorrection } from '../../domain/claims/behind';
import type { ClockFault } from '../../domain/kernel/clock-fault';
import { asInstant } from '../../domain/kernel/instant';
import type { IssueKey, MessageId } from '../../domain/kernel/ids';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { hasLabels } from '../../domain/labels/for-script';
import { toCorrect } from '../../domain/prescriptions/decide-amend';
import { unitsFor } from '../../domain/prescriptions/units';
import type { Patient, PrescriptionState, SaidTime } from '../../domain/prescriptions/model';
import type { Site } from '../../domain/kernel/context';
import type { Command, EngineClient, ScriptReply } from '../../usecases/commands';
import type { Way } from '../../domain/outbox/wait';
import type { Press } from '../../usecases/paper';
import type { PatientRecords } from '../../usecases/patients/patient-page';
import type { PersonView, PrescriptionView, Reads } from '../../usecases/views';
import { Answer, AskedTime, Button, kept, Said, useKeys, useLive, useNow, type Keys } from '../../ui';
import {
  asIf,
  commandFor,
  contextOf,
  emptyHanded,
  mayAskNext,
  neverSentFor,
  nextStep,
  restAfter,
  stepAtOnce,
  stepBack,
  type Seat,
} from './actions';
import { ClaimPanel } from './claim-panel';
import { ConflictPanel } from './conflict-panel';
import { Dialogs, type Ask } from './dialogs';
import { ItemCard } from './item-card';
import { LeftChoices } from './left-choices';
import { PrintBar } from './print-bar';
import { ScriptLog } from './script-log';
import { ScriptMessages } from './script-messages';
import { Side, type Doing } from './side';
import { Strip, Warnings } from './strip';
import { choiceId, SupplyChoice } from './supply-choice';
import { useAsks } from './use-asks';
import { useChoices, type ChoicesHeld } from './use-choices';
import { usePrinting } from './use-printing';
import { useRecords, type OnePerson } from './use-records';
import { answerNow } from './words';

type Props = {
  readonly issue: IssueKey;
  /** The script as whoever opens it has it already; shown until the index answers. */
  readonly found: PrescriptionView | undefined;
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly site: Site;
  readonly clock: ClockFault | undefined;
  readonly way: Way;
  readonly press: Press;
  /** Whose script it is, on top of it. */
  readonly banner: (
    patient: Patient,
    records: PatientRecords | undefined,
    onOnePerson: OnePerson,
  ) => ReactNode;
  /** The same over a question. */
  readonly whose: (patient: Patient, records: PatientRecords | undefined) => ReactNode;
  readonly onPatient: (patient: Patient) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

/** What tells EPS that something left. */
const tells: readonly Command['kind'][] = ['SupplyItems', 'AmendSupply'];

const useActions = (issue: IssueKey, engine: EngineClient) => {
  const [reply, setReply] = useState<ScriptReply | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [answered, setAnswered] = useState(0);
  const [handedOut, setHandedOut] = useState(false);
  const send = async (command: Command, onDone?: () => void) => {
    if (busy) return;
    setBusy(true);
    const answer = await engine.execute(command);
    setBusy(false);
    if (answer.kind === 'done') onDone?.();
    setHandedOut(tells.includes(command.kind) && answer.kind === 'done');
    setReply(answer);
    setAnswered((n) => n + 1);
  };
  return {
    reply,
    answered,
    busy,
    /** The answer to a hand-out stands. */
    handedOut: handedOut && reply !== undefined,
    send: (command: Command) => void send(command),
    run: (command: PrescriptionCommand, onDone?: () => void) => void send(commandFor(issue, command), onDone),
    putRight: (messageId: MessageId, time: SaidTime) =>
      void send({ kind: 'PutTimeRight', key: issue, messageId, time }),
    say: setReply,
    clear: () => setReply(undefined),
  };
};

const Items = ({ state, choices }: { readonly state: PrescriptionState; readonly choices: ChoicesHeld }) => (
  <ol className="nhsuk-list" aria-label="Items">
    {state.prescription.items.map((item) => (
      <ItemCard
        key={item.itemId}
        item={item}
        state={state}
        now={choices.counted}
        choice={
          choices.shownFor(item) ? (
            <SupplyChoice
              key={`${choices.choosing ?? ''} ${state.supplies.length}`}
              item={item}
              choosing={choices.choosing}
              remaining={choices.remaining(item)}
              units={unitsFor(state.prescription, item)}
              checked={choices.checked(item)}
              notTheirs={choices.notToAddRest}
              chosen={choices.of(item)}
              onChoose={(one) => choices.choose(item, one)}
            />
          ) : null
        }
      />
    ))}
  </ol>
);

/** Leads to what is chosen for an item, with the whole item in sight. */
const goToChoice = (line: number): void => {
  const choice = document.getElementById(choiceId(line));
  choice?.closest('.hf-item')?.scrollIntoView({ block: 'nearest' });
  choice?.querySelector<HTMLElement>(':checked')?.focus({ preventScroll: true });
};

/** 1 to 9. */
const keysOfItems = ({ prescription: { items } }: PrescriptionState): Keys =>
  Object.fromEntries(items.map(({ line }) => [String(line), () => goToChoice(line)]));

const keysOfDeeds = (state: PrescriptionState, doing: Doing): Keys => ({
  F3: doing.patient,
  m: doing.amend,
  ...(mayAskNext(state) ? { n: doing.next } : {}),
  k: doing.confirm,
  ...(state.hold.kind === 'conflict' ? { s: doing.settle } : {}),
  u: doing.back,
  o: state.hold.kind === 'none' ? doing.hold : doing.lift,
  r: doing.giveBack,
  x: doing.none,
  ...(state.putBackAt === undefined ? {} : { y: doing.since }),
  z: doing.closed,
  w: doing.withdraw,
  l: doing.log,
  p: doing.labels,
  b: doing.bag,
  t: doing.token,
});

/** What the keys and buttons of this script do. */
const useDoing = (props: LoadedProps, counted: number) => {
  const { view, issue, engine, person, site, clock, press, onPatient, onBack } = props;
  const { state } = view;
  const { patient } = state.prescription;
  const actions = useActions(issue, engine);
  const [ask, setAsk] = useState<Ask>('none');
  const [logShown, setLogShown] = useState(false);
  const seat = { person, site, clock };
  const choices = useChoices(state, seat);
  const who = useRecords(patient, engine, person, actions);
  const about = { ...choices.labelled, differences: who.differences };
  const printing = usePrinting(state, about, { person, site }, press, actions.say);
  const step = nextStep(state, choices.command, emptyHanded(state, seat, counted));
  // [PRX-24] The key that handed out does not hand out the rest as well, held or pressed twice.
  const isNext = choices.hasChanged || !actions.handedOut;
  const now = choices.atOnce && isNext ? stepAtOnce(choices.atOnce) : undefined;
  const untold = neverSentFor(view, { person });
  const { unlessRefused, outOfTurn, ...asked } = useAsks({ state, seat, say: actions.say, ask: setAsk });
  const keep = choices.hasChanged ? () => setAsk('keep') : choices.keep;
  const doing = {
    step: () => (step ? actions.run(step.command, choices.saved) : undefined),
    atOnce: () => (now ? actions.run(now.command, choices.saved) : undefined),
    back: () => actions.run(stepBack(state).command),
    ...asked,
    amend: choices.amending
      ? keep
      : untold.length > 0
        ? () => setAsk('time')
        : unlessRefused(asIf.amend, choices.amend),
    confirm: () => actions.run({ kind: 'AskToConfirm' }),
    settle: () => setAsk('settle'),
    next: () => actions.send({ kind: 'RequestById', typed: state.prescription.shortId }),
    log: () => setLogShown(!logShown),
    ...printing,
    patient: () => onPatient(patient),
  };
  useKeys({
    Escape: choices.amending ? keep : onBack,
    ...outOfTurn(actions.reply?.kind === 'done'),
    ...keysOfItems(state),
    ...(who.onOnePerson ? { i: who.onOnePerson } : {}),
    ...(now ? { [now.key.toLowerCase()]: doing.atOnce } : {}),
    ...(step ? { [step.key.toLowerCase()]: doing.step } : {}),
    ...keysOfDeeds(state, doing),
  });
  const labels = hasLabels(state, about, contextOf(seat, counted));
  return { ...actions, ask, setAsk, logShown, choices, step, atOnce: now, doing, who, untold, labels };
};

type CorrectingProps = {
  readonly state: PrescriptionState;
  readonly choices: ChoicesHeld;
  readonly seat: Seat;
  readonly now: number;
};

/** What a correction is, and what it means for the claim and for a rest that was assembled, before it is sent. */
const Correcting = ({ state, choices, seat, now }: CorrectingProps) => {
  const claimed = ofCorrection(state, toCorrect(state)?.handedOverAt ?? asInstant(now), asInstant(now));
  const rest = restAfter(state, choices.command, seat, now);
  return (
    <>
      <Said look="info">
        Say what was really handed out at the last hand-over. The correction takes the place of the
        notification{choices.time ? '.' : '; its time stays.'} {claimed}
      </Said>
      {rest === '' ? null : <Said look="attention">{rest}</Said>}
    </>
  );
};

type LoadedProps = Omit<Props, 'reads' | 'found'> & { readonly view: PrescriptionView };

type HeadProps = LoadedProps & { readonly doing: Doing; readonly labels: boolean };

/** The way back, whose script it is, and paper. */
const Head = ({ view: { state }, backTo, onBack, doing, labels }: HeadProps) => (
  <div className="hf-register-head">
    <div className="hf-actions">
      <Button onPress={onBack} hint="Esc">
        Back to {backTo}
      </Button>
      {backTo === 'the patient' ? null : (
        <Button onPress={doing.patient} hint="F3">
          Patient
        </Button>
      )}
    </div>
    <PrintBar doing={doing} labels={labels} again={state.tokens !== undefined && state.tokens.length > 0} />
  </div>
);

const Loaded = (props: LoadedProps) => {
  const { view, issue, engine, person, site, clock, way, banner, whose } = props;
  const { state } = view;
  const seat = { person, site, clock };
  const now = useNow(15_000);
  const held = useDoing(props, now);
  const { reply, busy, run, clear, ask, setAsk, logShown, choices, step, atOnce, doing, who } = held;
  const { patient } = state.prescription;
  return (
    <>
      <Head {...props} doing={doing} labels={held.labels} />
      <h1 className="hf-visually-hidden">Prescription {state.prescription.shortId}</h1>
      {banner(patient, who.records, who.onOnePerson)}
      <Strip state={state} now={now} />
      <Answer reply={reply} now={answerNow(reply, view.messages, asInstant(now))} onClose={clear} />
      <Warnings state={state} now={now} clock={clock} />
      <ConflictPanel state={state} seat={seat} now={now} onAsk={doing.confirm} onSettle={doing.settle} />
      {busy ? null : <LeftChoices choices={choices} />}
      <div className="hf-columns" {...kept(choices.what, choices.hasChanged)}>
        <div>
          <ScriptMessages view={view} now={now} way={way} />
          {choices.amending ? <Correcting state={state} choices={choices} seat={seat} now={now} /> : null}
          {choices.time ? <AskedTime {...choices.time} /> : null}
          <Items state={state} choices={choices} />
          {choices.amending ? null : <ClaimPanel state={state} seat={seat} now={now} run={run} />}
          {logShown ? <ScriptLog issue={issue} engine={engine} version={view} /> : null}
        </div>
        <Side
          state={state}
          step={step}
          atOnce={atOnce}
          seat={seat}
          now={now}
          busy={busy}
          amending={choices.amending}
          isNeverSent={held.untold.length > 0}
          doing={doing}
        />
      </div>
      <Dialogs
        ask={ask}
        view={view}
        whose={whose(patient, who.records)}
        run={run}
        untold={held.untold}
        seat={seat}
        putRight={held.putRight}
        keep={choices.keep}
        close={() => setAsk('none')}
      />
    </>
  );
};

/** One script: who, what, where it is, what to do. */
export const PrescriptionScreen = (props: Props) => {
  const { reads, issue, found } = props;
  const live = useLive(
    useCallback(
      (onValue: (found: PrescriptionView | undefined) => void) => reads.prescription(issue, onValue),
      [reads, issue],
    ),
  );
  const view = live ?? found;
  useKeys({ Escape: props.onBack }, view === undefined);
  if (!view) return <p role="status">Opening the script…</p>;
  return <Loaded {...props} view={view} />;
};
