import { useCallback, useState } from 'react';
import { asInstant, formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { IssueKey, ReissueId } from '../../domain/kernel/ids';
import { rivalsOf } from '../../domain/reissue/asked-once';
import type { ReissueCommand } from '../../domain/reissue/commands';
import { whoDecides } from '../../domain/reissue/decide';
import { markSentence, markWords, type ReissueMark } from '../../domain/reissue/mark';
import { otherOf, type ReissueState, type Which } from '../../domain/reissue/model';
import { isWithUs } from '../../domain/reissue/rule';
import { isAway } from '../../domain/reissue/settle';
import { Button, NotTheirs, Said, useKeys, useLive, useNow } from '../../ui';
import type { PersonView, Reads } from '../../usecases/views';
import { PairDialogs, type Ask } from './pair-dialogs';
import { mayNothing, pairMay, type Here, type May } from './pair-may';
import { ScriptCard, useScript } from './script-card';
import { useTab } from './use-tab';
import { pairSentence, patientName, registrationName } from './words';

type Props = {
  readonly id: ReissueId;
  readonly reads: Reads;
  readonly person: PersonView;
  readonly companion: boolean;
  readonly send: (command: ReissueCommand) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

const names: Readonly<Record<Which, string>> = { original: 'Original', replacement: 'Replacement' };
/** What a person may say here; that another pharmacy has it is said at the desk, with its name. */
const marks: readonly ReissueMark[] = ['came', 'supplied', 'dispensed', 'returned', 'cancelled', 'expired'];

type MissingProps = {
  readonly which: Which;
  readonly pair: ReissueState;
  readonly may: May;
  readonly onMark: (which: Which, mark: ReissueMark) => void;
};

/** What became of one that is not here, as a person saw it. */
const Marks = ({ which, may, onMark }: Omit<MissingProps, 'pair'>) =>
  may.mark ? (
    <>
      <p className="hf-key">If it is in another system or pharmacy, say what became of it there:</p>
      <div className="hf-actions">
        {marks.map((one) => (
          <Button key={one} onPress={() => onMark(which, one)}>
            {markWords[one]}
          </Button>
        ))}
      </div>
    </>
  ) : null;

const Missing = ({ which, pair, may, onMark }: MissingProps) => {
  const { shortId, mark } = pair[which];
  return (
    <section className="hf-panel" aria-label={names[which]}>
      <h2>{names[which]}</h2>
      <p>Not here{shortId === undefined ? '.' : `: ${shortId}.`}</p>
      {mark ? <p>{markSentence(mark, formatDateTime(mark.at))}</p> : null}
      <Marks {...{ which, may, onMark }} />
    </section>
  );
};

type DecideProps = {
  readonly pair: ReissueState;
  readonly may: May;
  /** Other registrations that the proposed script may be of. */
  readonly rivals: readonly ReissueState[];
  readonly now: Instant;
  readonly send: Props['send'];
  readonly onAsk: (ask: Ask) => void;
};

const Decide = ({ pair, may, rivals, now, send, onAsk }: DecideProps) => {
  const { id } = pair;
  return (
    <div className="hf-actions">
      {may.say ? (
        <>
          <Button look="primary" onPress={() => send({ kind: 'ConfirmProposal', id })} hint="Y">
            Yes, this is the one
          </Button>
          {rivals.map((one, i) => (
            <Button
              key={one.id}
              onPress={() => send({ kind: 'ConfirmProposal', id, of: one.id })}
              {...(i === 0 ? { hint: 'O' } : {})}
            >
              No, it is {registrationName(one, now)}
            </Button>
          ))}
          <Button onPress={() => send({ kind: 'RejectProposal', id })} hint="N">
            No, another supply
          </Button>
        </>
      ) : null}
      {may.again ? (
        <Button look="primary" onPress={() => send({ kind: 'ReturnAgain', id })} hint="A">
          Ask for the return again
        </Button>
      ) : null}
      {may.different ? (
        <Button onPress={() => onAsk({ kind: 'different' })} hint="B">
          Different supplies: both go on
        </Button>
      ) : null}
      {may.callOff ? (
        <Button onPress={() => onAsk({ kind: 'call-off' })} hint="X">
          Call it off
        </Button>
      ) : null}
      {may.close ? (
        <Button
          {...(pair.bothSupplied ? { look: 'primary' as const } : {})}
          onPress={() => onAsk({ kind: 'close' })}
          hint="X"
        >
          {pair.bothSupplied ? 'Close with what was done' : 'Close: EPS does not take it back'}
        </Button>
      ) : null}
      {may.leave ? (
        <Button onPress={() => onAsk({ kind: 'leave' })} hint="W">
          Close without {pair[may.leave].shortId ?? 'the other one'}
        </Button>
      ) : null}
      {may.reopen ? (
        <Button onPress={() => onAsk({ kind: 'reopen' })} hint="U">
          Not so after all: open it again
        </Button>
      ) : null}
    </div>
  );
};

/** A key does what its button does, and nothing where there is none. */
const usePairKeys = (
  { pair, may, rivals, onAsk }: Pick<DecideProps, 'pair' | 'may' | 'rivals' | 'onAsk'>,
  { send, onBack }: Props,
) => {
  const { id } = pair;
  const [rival] = rivals;
  const where = (allowed: boolean, act: () => void) => () => (allowed ? act() : undefined);
  useKeys({
    Escape: onBack,
    1: where(may.stay('original'), () => onAsk({ kind: 'stay', which: 'original' })),
    2: where(may.stay('replacement'), () => onAsk({ kind: 'stay', which: 'replacement' })),
    y: where(may.say, () => send({ kind: 'ConfirmProposal', id })),
    n: where(may.say, () => send({ kind: 'RejectProposal', id })),
    o: where(may.say && rival !== undefined, () =>
      send({ kind: 'ConfirmProposal', id, ...(rival ? { of: rival.id } : {}) }),
    ),
    a: where(may.again, () => send({ kind: 'ReturnAgain', id })),
    b: where(may.different, () => onAsk({ kind: 'different' })),
    w: where(may.leave !== undefined, () => onAsk({ kind: 'leave' })),
    u: where(may.reopen, () => onAsk({ kind: 'reopen' })),
    x: where(may.callOff || may.close, () => onAsk({ kind: may.close ? 'close' : 'call-off' })),
  });
};

const keyOf = (pair: ReissueState, which: Which): IssueKey | undefined =>
  pair[which].key ?? (pair.proposal?.which === which ? pair.proposal.key : undefined);

const titleOf = (pair: ReissueState, which: Which): string => {
  if (pair.origin === 'suspected') return which === 'original' ? 'Here before' : 'Came after';
  return pair.proposal?.which === which ? `${names[which]}?` : names[which];
};

type SidesProps = {
  readonly pair: ReissueState;
  readonly here: Here;
  readonly may: May;
  readonly onAsk: (ask: Ask) => void;
  readonly props: Props;
};

const Sides = ({ pair, here, may, onAsk, props }: SidesProps) => {
  const mark = (which: Which, said: ReissueMark) =>
    (said === 'supplied' || said === 'dispensed') && here[otherOf(which)]
      ? onAsk({ kind: 'supplied', which, mark: said })
      : props.send({ kind: 'MarkReissue', id: pair.id, which, mark: said });
  return (
    <div className="hf-compare">
      {(['original', 'replacement'] as const).map((which) => {
        const state = here[which];
        if (!state) return <Missing key={which} {...{ which, pair, may }} onMark={mark} />;
        const other = here[otherOf(which)];
        return (
          <ScriptCard
            key={which}
            title={titleOf(pair, which)}
            state={state}
            other={other}
            goes={pair.goes === which && !pair.staysGone}
            onOpen={props.onOpen}
          >
            {may.stay(which) ? (
              <Button onPress={() => onAsk({ kind: 'stay', which })} hint={which === 'original' ? '1' : '2'}>
                {other && isWithUs(other) ? 'One supply: this one stays' : 'Use this one after all'}
              </Button>
            ) : null}
            {isAway(state) && pair.proposal?.which !== which ? (
              <Marks which={which} may={may} onMark={mark} />
            ) : null}
          </ScriptCard>
        );
      })}
    </div>
  );
};

/** [RSU-21] Other registrations that wait for such a script as the one that is proposed. */
const useRivals = (reads: Reads, pair: ReissueState, here: Here): readonly ReissueState[] => {
  const open = useTab(reads, 'reissues', 'open');
  const toDecide = useTab(reads, 'reissues', 'to-decide');
  const script = pair.proposal && here[pair.proposal.which];
  return script ? rivalsOf(pair, [...(open ?? []), ...(toDecide ?? [])], script) : [];
};

const Loaded = (props: Props & { readonly pair: ReissueState }) => {
  const { pair, reads, person, companion, send, backTo, onBack } = props;
  const now = useNow(30_000);
  const [ask, setAsk] = useState<Ask>({ kind: 'none' });
  const here: Here = {
    original: useScript(reads, keyOf(pair, 'original')),
    replacement: useScript(reads, keyOf(pair, 'replacement')),
  };
  const notTheirs = whoDecides(person);
  const may = notTheirs ? mayNothing : pairMay(pair, here);
  const rivals = useRivals(reads, pair, here);
  usePairKeys({ pair, may, rivals, onAsk: setAsk }, props);
  return (
    <>
      <div className="hf-actions">
        <Button onPress={onBack} hint="Esc">
          Back to {backTo}
        </Button>
      </div>
      <h1>
        {pair.origin === 'registered' ? 'Re-sent by the prescriber:' : 'One supply or two?'}{' '}
        {patientName(pair.patient)}
      </h1>
      <Said look={pair.end ? 'info' : 'attention'}>
        {pairSentence(pair, asInstant(now), { companion, rivals, goer: pair.goes && here[pair.goes] })}
      </Said>
      <NotTheirs refusal={notTheirs} />
      {pair.note === '' ? null : <p>Note: {pair.note}</p>}
      <Sides pair={pair} here={here} may={may} onAsk={setAsk} props={props} />
      <Decide pair={pair} may={may} rivals={rivals} now={asInstant(now)} send={send} onAsk={setAsk} />
      <PairDialogs ask={ask} pair={pair} here={here} send={send} onClose={() => setAsk({ kind: 'none' })} />
    </>
  );
};

/** Two scripts for one supply, side by side, and what a pharmacist may say about them. */
export const PairScreen = (props: Props) => {
  const { reads, id } = props;
  const pair = useLive(
    useCallback(
      (onValue: (state: ReissueState | undefined) => void) => reads.one('reissues', id, onValue),
      [reads, id],
    ),
  );
  useKeys({ Escape: props.onBack }, pair === undefined);
  return pair ? <Loaded {...props} pair={pair} /> : <p role="status">Opening the pair…</p>;
};
