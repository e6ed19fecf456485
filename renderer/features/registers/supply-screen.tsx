import { useCallback, useState } from 'react';
import type { Site } from '../../domain/kernel/context';
import { asLocalDate } from '../../domain/kernel/instant';
import type { IssueKey, UnscriptedId } from '../../domain/kernel/ids';
import type { PlainPage, PrintPage } from '../../domain/kernel/print-page';
import type { Refusal } from '../../domain/kernel/refusal';
import { labelsForSupply } from '../../domain/labels/for-supply';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import { fitsOf, type Fit } from '../../domain/unscripted/fit';
import { toldBy, whyNotCorrected } from '../../domain/unscripted/decide';
import { whoEnters } from '../../domain/unscripted/decide-entry';
import { openItems } from '../../domain/unscripted/matches';
import { isOpen, routeNames, stillGuards, type UnscriptedState } from '../../domain/unscripted/model';
import { labelWords, recordPage } from '../../domain/unscripted/record';
import {
  Button,
  Field,
  NotTheirs,
  ReasonDialog,
  Said,
  unsaved,
  useKeys,
  useLive,
  useNow,
  Word,
} from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { Facts } from './facts';
import { RecordBar } from './record-bar';
import { ChooseLines, NameScript } from './name-script';
import { ScriptCard, useScript } from './script-card';
import { factsOf } from './supply-facts';
import { supplyReason } from './words';

/** Offers a page as paper. */
export type PrintRecord = (
  of: 'supply-record' | 'refusal-record' | 'supply-labels',
  page: PrintPage | PlainPage,
) => void;

type Props = {
  readonly id: UnscriptedId;
  readonly person: PersonView;
  readonly reads: Reads;
  readonly site: Site;
  readonly training: boolean;
  /** No script comes here: what the law wants of it is filled in by hand. */
  readonly companion: boolean;
  readonly print: PrintRecord;
  readonly onRefused: (refusal: Refusal) => void;
  readonly engine: EngineClient;
  readonly send: (command: UnscriptedCommand) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onCorrect: (state: UnscriptedState) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

type DatesProps = { readonly id: UnscriptedId; readonly send: Props['send'] };

const datesTitle = {
  companion: 'Its prescription came: on paper, or to the other system?',
  broker: 'The prescription came by another way?',
} as const;

const Dates = ({ id, send, title }: DatesProps & { readonly title: string }) => {
  const [writtenOn, setWritten] = useState('');
  const [receivedOn, setReceived] = useState('');
  return (
    <section
      className="hf-panel"
      aria-label={title.replace('?', '')}
      {...unsaved('these dates', writtenOn !== '' || receivedOn !== '')}
    >
      <h2>{title}</h2>
      <div className="hf-form-grid">
        <Field label="Signed on" hint="Such as 2026-11-24" value={writtenOn} onChange={setWritten} />
        <Field label="Received on" hint="Such as 2026-11-25" value={receivedOn} onChange={setReceived} />
      </div>
      <Button
        onPress={() =>
          send({
            kind: 'RecordPrescriptionDates',
            id,
            writtenOn: asLocalDate(writtenOn.trim()),
            receivedOn: asLocalDate(receivedOn.trim()),
            note: '',
          })
        }
      >
        Complete the entry
      </Button>
    </section>
  );
};

type Ask = 'close' | 'reopen' | undefined;

const asks = {
  close: {
    title: 'No script will come for this supply?',
    label: 'Why will none come?',
    action: 'Close it',
    kind: 'CloseSupply',
  },
  reopen: {
    title: 'Wait for its script again?',
    label: 'Why is one waited for again?',
    action: 'Open it again',
    kind: 'ReopenSupply',
  },
} as const;

type WordProps = {
  readonly ask: Ask;
  readonly id: UnscriptedId;
  readonly send: Props['send'];
  readonly onClose: () => void;
};

/** [USC-18] Asks why a supply no longer waits for its script, or does so again. */
const WaitingDialog = ({ ask, id, send, onClose }: WordProps) => {
  if (!ask) return null;
  const { kind, ...words } = asks[ask];
  return (
    <ReasonDialog
      {...words}
      onClose={onClose}
      onDone={(reason) => {
        onClose();
        send({ kind, id, reason });
      }}
    >
      {ask === 'close' ? (
        <p>It then keeps no incident open. A script that comes here all the same is held and asked about.</p>
      ) : null}
    </ReasonDialog>
  );
};

type DecideProps = DatesProps & { readonly paper: boolean; readonly unsure: boolean };

/** While lines are to be chosen, that is what the screen is about. */
const Decide = ({ id, send, paper, unsure }: DecideProps) => (
  <div className="hf-actions">
    <Button
      {...(unsure ? {} : { look: 'primary' })}
      onPress={() => send({ kind: 'ConfirmSupplyMatch', id, how: 'notified' })}
      hint="Y"
    >
      Yes: notify EPS with the time of the supply
    </Button>
    <Button onPress={() => send({ kind: 'RejectSupplyMatch', id })} hint="N">
      No, this script is another supply
    </Button>
    {paper ? (
      <Button onPress={() => send({ kind: 'ConfirmSupplyMatch', id, how: 'returned' })} hint="R">
        The paper goes in for payment: return the script
      </Button>
    ) : null}
  </div>
);

/** What may be done with an entry as it stands, each with its key. */
const useDeeds = (props: LoadedProps, ask: (what: Ask) => void) => {
  const { state, id, person, site, training, print, send, onRefused, onCorrect, onBack } = props;
  const { proposal } = state;
  const toPaper = () =>
    print('supply-record', {
      title: 'Supply without the script',
      html: recordPage(state, site, training),
      page: 'A4',
    });
  const toLabels = () => {
    const page = labelsForSupply(state, site);
    return 'rule' in page ? onRefused(page) : print('supply-labels', page);
  };
  const fixed = whyNotCorrected(state);
  const isTheirs = whoEnters(person) === undefined;
  const correct = fixed || !isTheirs ? undefined : () => onCorrect(state);
  const told = fixed && !state.correctedBy ? toldBy(state) : undefined;
  const openTold = told ? () => props.onOpen(told.key) : undefined;
  const waits = isOpen(state) && !proposal;
  const close = waits && isTheirs ? () => ask('close') : undefined;
  const mayReopen = state.closed && !proposal && !state.correctedBy && isTheirs;
  const reopen = mayReopen ? () => ask('reopen') : undefined;
  const answer = (command: UnscriptedCommand) => () => (proposal && isTheirs ? send(command) : undefined);
  useKeys({
    Escape: onBack,
    p: toPaper,
    l: toLabels,
    ...(correct ? { c: correct } : {}),
    ...(openTold ? { s: openTold } : {}),
    ...(close ? { x: close } : {}),
    ...(reopen ? { o: reopen } : {}),
    y: answer({ kind: 'ConfirmSupplyMatch', id, how: 'notified' }),
    n: answer({ kind: 'RejectSupplyMatch', id }),
    ...(state.entry.route === 'paper'
      ? { r: answer({ kind: 'ConfirmSupplyMatch', id, how: 'returned' }) }
      : {}),
  });
  return { toPaper, toLabels, correct, fixed, told, openTold, close, reopen, waits, isTheirs };
};

type LoadedProps = Props & { readonly state: UnscriptedState };

type BarProps = {
  readonly items: number;
  readonly deeds: ReturnType<typeof useDeeds>;
  readonly backTo: string;
  readonly onBack: () => void;
};

const Bar = ({
  items,
  deeds: { toPaper, toLabels, correct, told, openTold, close, reopen },
  backTo,
  onBack,
}: BarProps) => (
  <RecordBar backTo={backTo} onBack={onBack} onPrint={toPaper}>
    <Button onPress={toLabels} hint="L">
      {items === 1 ? 'Print the label' : 'Print the labels'}
    </Button>
    {correct ? (
      <Button onPress={correct} hint="C">
        Correct it
      </Button>
    ) : null}
    {openTold ? (
      <Button onPress={openTold} hint="S">
        Open {told?.shortId ?? 'its script'}
      </Button>
    ) : null}
    {close ? (
      <Button onPress={close} hint="X">
        No script will come…
      </Button>
    ) : null}
    {reopen ? (
      <Button onPress={reopen} hint="O">
        Wait for it again…
      </Button>
    ) : null}
  </RecordBar>
);

type ProposedProps = {
  readonly state: UnscriptedState;
  readonly unsure: boolean;
  readonly fits: readonly Fit[];
};

/** What is asked of the script that may be the one. */
const Proposed = ({ state, unsure, fits }: ProposedProps) => {
  const { proposal } = state;
  if (!proposal) return null;
  const left = openItems(state).filter((n) => !fits.some((fit) => fit.n === n));
  return (
    <Said look="attention">
      {proposal.shortId} {proposal.named ? `was named by ${proposal.named.by}` : 'may be'}
      {proposal.named ? ' as' : ''} the script of this supply. Nothing is handed out from it until a
      pharmacist says. Confirming is its clinical check.
      {unsure
        ? ' The names do not tell for sure: choose the line of each item and name it, then confirm.'
        : left.length > 0
          ? ` It is not for item ${left.map((n) => n + 1).join(', ')}, which goes on waiting for its own.`
          : ''}
    </Said>
  );
};

const Loaded = (props: LoadedProps) => {
  const { state, id, reads, engine, companion, send, onOpen, backTo, onBack } = props;
  const [ask, setAsk] = useState<Ask>(undefined);
  const now = useNow(30_000);
  const script = useScript(reads, state.proposal?.key ?? state.matched?.key);
  const reason = supplyReason(state, now);
  const { proposal } = state;
  const { fits, sure } = script && proposal ? fitsOf(script, state) : { fits: [], sure: true };
  const unsure = !sure;
  const deeds = useDeeds(props, setAsk);
  return (
    <>
      <Bar items={state.entry.items.length} deeds={deeds} backTo={backTo} onBack={onBack} />
      <h1>
        {routeNames[state.entry.route]} <Word look={reason.look}>{reason.text}</Word>
      </h1>
      {isOpen(state) ? <NotTheirs refusal={whoEnters(props.person)} /> : null}
      {proposal ? (
        <>
          <Proposed state={state} unsure={unsure} fits={fits} />
          {deeds.isTheirs ? (
            <Decide id={id} send={send} unsure={unsure} paper={state.entry.route === 'paper'} />
          ) : null}
        </>
      ) : null}
      <div className="hf-compare">
        <section className="hf-panel" aria-label="The entry">
          <h2>The entry</h2>
          {labelWords(state) ? <p className="hf-label-words">{labelWords(state)}</p> : null}
          <Facts rows={factsOf(state)} />
          {deeds.fixed ? (
            <p className="hf-key">
              {deeds.fixed.sentence} {deeds.fixed.next}
            </p>
          ) : null}
        </section>
        {script && unsure && deeds.isTheirs ? (
          <ChooseLines
            key={script.prescription.key}
            {...{ state, script, send, onOpen }}
            title="The script"
            onAnother={undefined}
          />
        ) : script ? (
          <ScriptCard title="The script" state={script} other={undefined} goes={false} onOpen={onOpen} />
        ) : stillGuards(state) && deeds.isTheirs ? (
          <div>
            {companion ? null : <NameScript {...{ state, engine, reads, send, onOpen }} />}
            {deeds.waits ? (
              <Dates id={id} send={send} title={datesTitle[companion ? 'companion' : 'broker']} />
            ) : null}
          </div>
        ) : null}
      </div>
      <WaitingDialog ask={ask} id={id} send={send} onClose={() => setAsk(undefined)} />
    </>
  );
};

/** One entry of the register, and the script that may be for it. */
export const SupplyScreen = (props: Props) => {
  const { reads, id } = props;
  const state = useLive(
    useCallback(
      (onValue: (found: UnscriptedState | undefined) => void) => reads.one('unscripted', id, onValue),
      [reads, id],
    ),
  );
  useKeys({ Escape: props.onBack }, state === undefined);
  return state ? <Loaded {...props} state={state} /> : <p role="status">Opening the entry…</p>;
};
