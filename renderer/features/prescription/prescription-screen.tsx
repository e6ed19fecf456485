import { useCallback, useState } from 'react';
import type { IssueKey } from '../../domain/kernel/ids';
import { asInstant, formatDate, formatDateTime } from '../../domain/kernel/instant';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import { returnReasons } from '../../domain/prescriptions/decide-return';
import { withdrawReasons } from '../../domain/prescriptions/decide-withdraw';
import { itemEnd } from '../../domain/prescriptions/allowed';
import { lineIsOpen, remainingOf } from '../../domain/prescriptions/supplied';
import type { Item, PrescriptionState } from '../../domain/prescriptions/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { PersonView, PrescriptionView, Reads } from '../../usecases/views';
import { Button, Said, useKeys, useLive, useNow, Word } from '../../ui';
import { commandFor, nextStep } from './actions';
import { CodedReasonDialog } from './coded-reason-dialog';
import { ItemCard } from './item-card';
import { PatientBanner } from './patient-banner';
import { ReasonDialog } from './reason-dialog';
import { ScriptLog } from './script-log';
import { Side } from './side';
import { asPrescribed, choiceOf, SupplyChoice, type Chosen } from './supply-choice';
import { messageLook, messageName, messageSentence, messageState } from '../../domain/outbox/words';
import { custodySentence, typeSentence } from './words';

type Props = {
  readonly issue: IssueKey;
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly onBack: () => void;
};

const Strip = ({ state, now }: { readonly state: PrescriptionState; readonly now: number }) => {
  const { prescription } = state;
  const { prescriber } = prescription;
  const phone = prescriber.phone || prescriber.organisationPhone;
  return (
    <dl className="hf-strip">
      <div>
        <dt>Prescription</dt>
        <dd>
          <strong data-testid="short-id">{prescription.shortId}</strong>
        </dd>
      </div>
      <div>
        <dt>Type</dt>
        <dd>{typeSentence(state)}</dd>
      </div>
      <div>
        <dt>Prescriber</dt>
        <dd>
          {prescriber.name || 'not named'}
          {phone === '' ? '' : `, ${phone}`}
          {prescriber.organisation === '' ? '' : `, ${prescriber.organisation}`}
        </dd>
      </div>
      <div>
        <dt>Signed</dt>
        <dd>{prescription.signedAt === undefined ? 'not said' : formatDateTime(prescription.signedAt)}</dd>
      </div>
      {prescription.reviewDate === '' ? null : (
        <div>
          <dt>Review</dt>
          <dd>{formatDate(prescription.reviewDate)}</dd>
        </div>
      )}
      <div>
        <dt>Where it is</dt>
        <dd>{custodySentence(state.custody, asInstant(now))}</dd>
      </div>
    </dl>
  );
};

const Warnings = ({ state }: { readonly state: PrescriptionState }) => (
  <>
    {state.prescription.patientInstructions.map((words) => (
      <Said key={words} look="info">
        From the prescriber to the patient: {words}
      </Said>
    ))}
    {state.prescription.warnings.map((warning) => (
      <Said key={`${warning.code} ${warning.place}`} look="attention">
        {warning.sentence} <span className="hf-key">{warning.place}</span>
      </Said>
    ))}
  </>
);

const Messages = ({ view, now }: { readonly view: PrescriptionView; readonly now: number }) =>
  view.messages.length === 0 ? null : (
    <section className="hf-panel" aria-label="Messages to EPS">
      <h2>Messages to EPS</h2>
      {view.messages.map((message) => (
        <p key={message.messageId} data-testid={`message-${message.kind}`}>
          <Word look={messageLook(message)}>{messageState[message.progress.kind]}</Word>
          <strong>{messageName(message)}</strong>: {messageSentence(message, asInstant(now))}
        </p>
      ))}
    </section>
  );

type Ask = 'none' | 'return' | 'withdraw' | 'hold' | 'lift';

const useActions = (issue: IssueKey, engine: EngineClient) => {
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const run = async (command: PrescriptionCommand) => {
    if (busy) return;
    setBusy(true);
    const answer = await engine.execute(commandFor(issue, command));
    setBusy(false);
    setReply(answer);
  };
  return {
    reply,
    busy,
    run: (command: PrescriptionCommand) => void run(command),
    clear: () => setReply(undefined),
  };
};

type DialogsProps = {
  readonly ask: Ask;
  readonly shortId: string;
  readonly run: (command: PrescriptionCommand) => void;
  readonly close: () => void;
};

const Dialogs = ({ ask, shortId, run, close }: DialogsProps) => {
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
        consequence="EPS takes the script back to where it was before. Medicine that was handed out stays handed out: only withdraw what was sent by mistake or wrong."
        action="Withdraw it"
        keep="Let it stand"
        reasons={withdrawReasons}
        onClose={close}
        onDone={(reasonCode) => answer({ kind: 'WithdrawSupply', reasonCode })}
      />
    );
  if (ask === 'none') return null;
  const hold = ask === 'hold';
  return (
    <ReasonDialog
      title={hold ? `Put ${shortId} on hold?` : `Lift the hold of ${shortId}?`}
      label={hold ? 'Why must it wait?' : 'Why may it go on?'}
      action={hold ? 'Put on hold' : 'Lift the hold'}
      onClose={close}
      onDone={(reason) => answer({ kind: hold ? 'HoldPrescription' : 'LiftHold', reason })}
    />
  );
};

type Held = { readonly handOuts: number; readonly chosen: Readonly<Record<string, Chosen>> };

/** What was chosen for each line at this hand-out; all of it unless somebody says otherwise. */
const useChoices = (state: PrescriptionState) => {
  const handOuts = state.supplies.length;
  const [held, setHeld] = useState<Held>({ handOuts, chosen: {} });
  // What was chosen counts for one hand-out only.
  const chosen = held.handOuts === handOuts ? held.chosen : {};
  const open = state.work === 'ready' || state.work === 'part-supplied';
  const items = state.prescription.items.filter((item) => open && lineIsOpen(state, item));
  const of = (item: Item): Chosen => chosen[item.itemId] ?? asPrescribed;
  return {
    command: { kind: 'SupplyItems', choices: items.map((item) => choiceOf(item, of(item))) } as const,
    shownFor: (item: Item) => items.includes(item) && itemEnd(item, asInstant(Date.now())) === undefined,
    of,
    choose: (item: Item, one: Chosen) => setHeld({ handOuts, chosen: { ...chosen, [item.itemId]: one } }),
  };
};

type Choices = ReturnType<typeof useChoices>;

const Items = ({
  state,
  now,
  choices,
}: {
  readonly state: PrescriptionState;
  readonly now: number;
  readonly choices: Choices;
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
              remaining={remainingOf(state, item)}
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
const useDoing = ({ view, issue, engine, onBack }: LoadedProps) => {
  const { state } = view;
  const actions = useActions(issue, engine);
  const [ask, setAsk] = useState<Ask>('none');
  const [logShown, setLogShown] = useState(false);
  const choices = useChoices(state);
  const step = nextStep(state, choices.command);
  const { run } = actions;
  const doing = {
    step: () => (step ? run(step.command) : undefined),
    back: () => run({ kind: 'StepBackPrescription' }),
    hold: () => setAsk('hold'),
    lift: () => setAsk('lift'),
    giveBack: () => setAsk('return'),
    withdraw: () => setAsk('withdraw'),
    log: () => setLogShown(!logShown),
  };
  useKeys({
    Escape: onBack,
    ...(step ? { [step.key.toLowerCase()]: doing.step } : {}),
    u: doing.back,
    o: state.hold.kind === 'none' ? doing.hold : doing.lift,
    r: doing.giveBack,
    w: doing.withdraw,
    l: doing.log,
  });
  return { ...actions, ask, setAsk, logShown, choices, step, doing };
};

type LoadedProps = Omit<Props, 'reads'> & { readonly view: PrescriptionView };

const Loaded = (props: LoadedProps) => {
  const { view, issue, engine, person, onBack } = props;
  const { state } = view;
  const now = useNow(15_000);
  const { reply, busy, run, clear, ask, setAsk, logShown, choices, step, doing } = useDoing(props);
  return (
    <>
      <div className="hf-actions">
        <Button onPress={onBack} hint="Esc">
          Back to the list
        </Button>
      </div>
      <h1 className="hf-visually-hidden">Prescription {state.prescription.shortId}</h1>
      <PatientBanner patient={state.prescription.patient} now={now} />
      <Strip state={state} now={now} />
      {reply ? (
        <Said look={reply.kind === 'done' ? 'done' : 'refused'} onClose={clear}>
          {reply.sentence} {reply.kind === 'refused' ? reply.next : ''}
        </Said>
      ) : null}
      <Warnings state={state} />
      <div className="hf-columns">
        <div>
          <Messages view={view} now={now} />
          <Items state={state} now={now} choices={choices} />
          {logShown ? (
            <ScriptLog issue={issue} engine={engine} version={state.lastChangedAt + view.messages.length} />
          ) : null}
        </div>
        <Side state={state} step={step} person={person} now={now} busy={busy} doing={doing} />
      </div>
      <Dialogs ask={ask} shortId={state.prescription.shortId} run={run} close={() => setAsk('none')} />
    </>
  );
};

/** One script: who, what, where it is, what to do. */
export const PrescriptionScreen = (props: Props) => {
  const { reads, issue } = props;
  const view = useLive(
    useCallback(
      (onValue: (found: PrescriptionView | undefined) => void) => reads.prescription(issue, onValue),
      [reads, issue],
    ),
  );
  useKeys({ Escape: props.onBack }, view === undefined);
  if (!view) return <p role="status">Opening the script…</p>;
  return <Loaded {...props} view={view} />;
};
