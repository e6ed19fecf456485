import { useCallback, useState, type ReactNode } from 'react';
import { asInstant } from '../../domain/kernel/instant';
import type { IssueKey } from '../../domain/kernel/ids';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { returnReasons } from '../../domain/prescriptions/decide-return';
import { withdrawReasons } from '../../domain/prescriptions/decide-withdraw';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import { standingSupplies } from '../../domain/prescriptions/supplied';
import type { Site } from '../../domain/kernel/context';
import type { Command, EngineClient, ScriptReply } from '../../usecases/commands';
import type { Way } from '../../domain/outbox/wait';
import type { Press } from '../../usecases/paper';
import type { PersonView, PrescriptionView, Reads } from '../../usecases/views';
import { Answer, Button, LeaveDialog, ReasonDialog, Said, unsaved, useKeys, useLive, useNow } from '../../ui';
import { blockOf, commandFor, nextStep, stepBack } from './actions';
import { ClaimPanel } from './claim-panel';
import { CodedReasonDialog } from './coded-reason-dialog';
import { ConflictPanel } from './conflict-panel';
import { ItemCard } from './item-card';
import { PrintBar } from './print-bar';
import { ScriptLog } from './script-log';
import { ScriptMessages } from './script-messages';
import { Side } from './side';
import { Strip, Warnings } from './strip';
import { SupplyChoice } from './supply-choice';
import { SettleDialog } from './settle-dialog';
import { useChoices, type ChoicesHeld } from './use-choices';
import { usePrinting } from './use-printing';
import { answerNow, liftHold, putOnHold } from './words';

type Props = {
  readonly issue: IssueKey;
  /** The script as whoever opens it has it already; shown until the index answers. */
  readonly found: PrescriptionView | undefined;
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly site: Site;
  readonly way: Way;
  readonly press: Press;
  /** Whose script it is, on top of it. */
  readonly banner: (patient: Patient) => ReactNode;
  readonly onPatient: (patient: Patient) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

type Ask = 'none' | 'keep' | 'return' | 'withdraw' | 'hold' | 'lift' | 'settle';

const useActions = (issue: IssueKey, engine: EngineClient) => {
  const [reply, setReply] = useState<ScriptReply | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const send = async (command: Command) => {
    if (busy) return;
    setBusy(true);
    const answer = await engine.execute(command);
    setBusy(false);
    setReply(answer);
  };
  return {
    reply,
    busy,
    send: (command: Command) => void send(command),
    run: (command: PrescriptionCommand) => void send(commandFor(issue, command)),
    say: setReply,
    clear: () => setReply(undefined),
  };
};

type DialogsProps = {
  readonly ask: Ask;
  readonly state: PrescriptionState;
  readonly run: (command: PrescriptionCommand) => void;
  /** Leaves a correction. */
  readonly keep: () => void;
  readonly close: () => void;
};

const Dialogs = ({ ask, state, run, keep, close }: DialogsProps) => {
  const { shortId } = state.prescription;
  const answer = (command: PrescriptionCommand) => {
    close();
    run(command);
  };
  if (ask === 'return')
    return (
      <CodedReasonDialog
        title={`Return ${shortId} to the Spine?`}
        consequence="It leaves this pharmacy and its nomination; whoever scans it next gets it."
        action="Return it"
        keep="Keep it here"
        reasons={returnReasons}
        onClose={close}
        onDone={(reasonCode) => answer({ kind: 'ReturnPrescription', reasonCode })}
      />
    );
  if (ask === 'withdraw')
    return (
      <CodedReasonDialog
        title={`Withdraw the last notification of ${shortId}?`}
        consequence={`${
          standingSupplies(state).some(({ notification }) => notification === 'refused')
            ? 'EPS has refused it, so nothing is sent: the script stands here as before it.'
            : 'EPS takes the script back to where it was before.'
        } Medicine that was handed out stays handed out: only withdraw what was sent by mistake or wrong.`}
        action="Withdraw it"
        keep="Let it stand"
        reasons={withdrawReasons}
        onClose={close}
        onDone={(reasonCode) => answer({ kind: 'WithdrawSupply', reasonCode })}
      />
    );
  if (ask === 'none') return null;
  if (ask === 'keep')
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
  if (ask === 'settle') return <SettleDialog state={state} onClose={close} onDone={answer} />;
  const hold = ask === 'hold';
  const { title, label, action, note } = hold ? putOnHold(state) : liftHold(state);
  return (
    <ReasonDialog
      {...{ title, label, action }}
      onClose={close}
      onDone={(reason) => answer({ kind: hold ? 'HoldPrescription' : 'LiftHold', reason })}
    >
      {note === undefined ? null : <p>{note}</p>}
    </ReasonDialog>
  );
};

const Items = ({
  state,
  now,
  choices,
}: {
  readonly state: PrescriptionState;
  readonly now: number;
  readonly choices: ChoicesHeld;
}) => (
  <ol className="nhsuk-list" aria-label="Items">
    {state.prescription.items.map((item) => (
      <ItemCard
        key={item.itemId}
        item={item}
        supplies={state.supplies}
        now={now}
        choice={
          choices.shownFor(item) ? (
            <SupplyChoice
              item={item}
              remaining={choices.remaining(item)}
              chosen={choices.of(item)}
              onChoose={(one) => choices.choose(item, one)}
            />
          ) : null
        }
      />
    ))}
  </ol>
);

/** What the keys and buttons of this script do. */
const useDoing = ({ view, issue, engine, site, press, onPatient, onBack }: LoadedProps) => {
  const { state } = view;
  const actions = useActions(issue, engine);
  const [ask, setAsk] = useState<Ask>('none');
  const [logShown, setLogShown] = useState(false);
  const choices = useChoices(state);
  const printing = usePrinting(state, site, press, actions.say);
  const step = nextStep(state, choices.command);
  const { run } = actions;
  const keep = choices.hasChanged ? () => setAsk('keep') : choices.keep;
  const doing = {
    step: () => (step ? run(step.command) : undefined),
    back: () => run(stepBack(state).command),
    hold: () => setAsk('hold'),
    lift: () => setAsk('lift'),
    giveBack: () => setAsk('return'),
    withdraw: () => setAsk('withdraw'),
    amend: choices.amending ? keep : choices.amend,
    confirm: () => run({ kind: 'AskToConfirm' }),
    settle: () => setAsk('settle'),
    next: () => actions.send({ kind: 'RequestById', typed: state.prescription.shortId }),
    log: () => setLogShown(!logShown),
    labels: printing.labels,
    bag: printing.bag,
    token: printing.token,
    patient: () => onPatient(state.prescription.patient),
  };
  useKeys({
    Escape: choices.amending ? keep : onBack,
    F3: doing.patient,
    m: doing.amend,
    n: doing.next,
    k: doing.confirm,
    ...(state.hold.kind === 'conflict' ? { s: doing.settle } : {}),
    ...(step ? { [step.key.toLowerCase()]: doing.step } : {}),
    u: doing.back,
    o: state.hold.kind === 'none' ? doing.hold : doing.lift,
    r: doing.giveBack,
    w: doing.withdraw,
    l: doing.log,
    p: doing.labels,
    b: doing.bag,
    t: doing.token,
  });
  return { ...actions, ask, setAsk, logShown, choices, step, doing };
};

type LoadedProps = Omit<Props, 'reads' | 'found'> & { readonly view: PrescriptionView };

const Loaded = (props: LoadedProps) => {
  const { view, issue, engine, person, site, way, banner, onBack } = props;
  const { state } = view;
  const seat = { person, site };
  const now = useNow(15_000);
  const { reply, busy, run, clear, ask, setAsk, logShown, choices, step, doing } = useDoing(props);
  return (
    <>
      <div className="hf-register-head">
        <div className="hf-actions">
          <Button onPress={onBack} hint="Esc">
            Back to {props.backTo}
          </Button>
          {props.backTo === 'the patient' ? null : (
            <Button onPress={doing.patient} hint="F3">
              Patient
            </Button>
          )}
        </div>
        <PrintBar
          doing={doing}
          blocked={blockOf(state) !== undefined}
          again={state.tokens !== undefined && state.tokens.length > 0}
        />
      </div>
      <h1 className="hf-visually-hidden">Prescription {state.prescription.shortId}</h1>
      {banner(state.prescription.patient)}
      <Strip state={state} now={now} />
      <Answer reply={reply} now={answerNow(reply, view.messages, asInstant(now))} onClose={clear} />
      <Warnings state={state} now={now} />
      <ConflictPanel state={state} seat={seat} now={now} onAsk={doing.confirm} onSettle={doing.settle} />
      <div className="hf-columns" {...unsaved('what you chose for this script', choices.hasChanged)}>
        <div>
          <ScriptMessages view={view} now={now} way={way} />
          {choices.amending ? (
            <Said look="info">
              Say what was really handed out at the last hand-over. The correction takes the place of the
              notification; its time stays.
            </Said>
          ) : null}
          <Items state={state} now={now} choices={choices} />
          {choices.amending ? null : <ClaimPanel state={state} seat={seat} now={now} run={run} />}
          {logShown ? <ScriptLog issue={issue} engine={engine} version={view} /> : null}
        </div>
        <Side
          state={state}
          step={step}
          seat={seat}
          now={now}
          busy={busy}
          amending={choices.amending}
          doing={doing}
        />
      </div>
      <Dialogs ask={ask} state={state} run={run} keep={choices.keep} close={() => setAsk('none')} />
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
