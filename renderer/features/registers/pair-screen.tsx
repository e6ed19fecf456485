import { useCallback, useState } from 'react';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import type { IssueKey, ReissueId } from '../../domain/kernel/ids';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { markWords, type ReissueCommand, type ReissueMark } from '../../domain/reissue/commands';
import { otherOf, type ReissueState, type Which } from '../../domain/reissue/model';
import { Button, ReasonDialog, Said, useKeys, useLive, useNow } from '../../ui';
import type { Reads } from '../../usecases/views';
import { ScriptCard, useScript } from './script-card';
import { pairSentence, patientName } from './words';

type Props = {
  readonly id: ReissueId;
  readonly reads: Reads;
  readonly send: (command: ReissueCommand) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onBack: () => void;
};

type Ask = 'none' | 'different' | 'call-off' | 'close';

const asks: Readonly<Record<Exclude<Ask, 'none'>, { title: string; label: string; action: string }>> = {
  different: {
    title: 'Two different supplies?',
    label: 'Why are both meant to be supplied?',
    action: 'Both go on',
  },
  'call-off': {
    title: 'Call it off?',
    label: 'Why will no other script come?',
    action: 'Call it off',
  },
  close: { title: 'Close this pair?', label: 'What was done about it?', action: 'Close it' },
};

const names: Readonly<Record<Which, string>> = { original: 'Original', replacement: 'Replacement' };
const marks: readonly ReissueMark[] = ['came', 'supplied', 'returned', 'cancelled'];

type MissingProps = {
  readonly which: Which;
  readonly pair: ReissueState;
  readonly send: Props['send'];
};

const Missing = ({ which, pair, send }: MissingProps) => {
  const { shortId, mark } = pair[which];
  return (
    <section className="hf-panel" aria-label={names[which]}>
      <h2>{names[which]}</h2>
      <p>Not here{shortId === undefined ? '.' : `: ${shortId}.`}</p>
      {mark ? (
        <p>
          {mark.words}, {formatDateTime(mark.at)}, {mark.by}.
        </p>
      ) : null}
      {pair.end ? null : (
        <>
          <p className="hf-key">If it is in another system, say what became of it there:</p>
          <div className="hf-actions">
            {marks.map((one) => (
              <Button key={one} onPress={() => send({ kind: 'MarkReissue', id: pair.id, which, mark: one })}>
                {markWords[one]}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
};

const mayChoose = (pair: ReissueState): boolean =>
  !pair.end &&
  !pair.proposal &&
  !pair.bothSupplied &&
  pair.returns.every(({ outcome }) => outcome === 'refused');

type DecideProps = {
  readonly pair: ReissueState;
  readonly both: boolean;
  readonly send: Props['send'];
  readonly onAsk: (ask: Ask) => void;
};

const Decide = ({ pair, both, send, onAsk }: DecideProps) => {
  if (pair.end) return null;
  const { id } = pair;
  if (pair.proposal)
    return (
      <div className="hf-actions">
        <Button look="primary" onPress={() => send({ kind: 'ConfirmProposal', id })} hint="Y">
          Yes, this is the one
        </Button>
        <Button onPress={() => send({ kind: 'RejectProposal', id })} hint="N">
          No, another one
        </Button>
      </div>
    );
  return (
    <div className="hf-actions">
      {pair.returns.at(-1)?.outcome === 'refused' ? (
        <Button look="primary" onPress={() => send({ kind: 'ReturnAgain', id })} hint="A">
          Ask for the return again
        </Button>
      ) : null}
      {both && mayChoose(pair) ? (
        <Button onPress={() => onAsk('different')} hint="B">
          Different supplies: both go on
        </Button>
      ) : null}
      {!both && pair.decision === 'same' ? (
        <Button onPress={() => onAsk('call-off')} hint="X">
          Call it off
        </Button>
      ) : null}
      {pair.bothSupplied ? (
        <Button look="primary" onPress={() => onAsk('close')} hint="X">
          Close with what was done
        </Button>
      ) : null}
    </div>
  );
};

const usePairKeys = (
  pair: ReissueState,
  both: boolean,
  { send, onBack }: Props,
  onAsk: (ask: Ask) => void,
) => {
  const { id } = pair;
  const choose = (stays: Which) => () =>
    mayChoose(pair) ? send({ kind: 'DecideReissue', id, stays, reason: '' }) : undefined;
  useKeys({
    Escape: onBack,
    1: choose('original'),
    2: choose('replacement'),
    y: () => (pair.proposal ? send({ kind: 'ConfirmProposal', id }) : undefined),
    n: () => (pair.proposal ? send({ kind: 'RejectProposal', id }) : undefined),
    a: () => send({ kind: 'ReturnAgain', id }),
    b: () => (both && mayChoose(pair) ? onAsk('different') : undefined),
    x: () => (pair.bothSupplied ? onAsk('close') : both ? undefined : onAsk('call-off')),
  });
  return choose;
};

const keyOf = (pair: ReissueState, which: Which): IssueKey | undefined =>
  pair[which].key ?? (pair.proposal?.which === which ? pair.proposal.key : undefined);

const titleOf = (pair: ReissueState, which: Which): string => {
  if (pair.origin === 'suspected') return which === 'original' ? 'Here before' : 'Came after';
  return pair.proposal?.which === which ? `${names[which]}?` : names[which];
};

type SidesProps = {
  readonly pair: ReissueState;
  readonly here: Readonly<Record<Which, PrescriptionState | undefined>>;
  readonly both: boolean;
  readonly choose: (stays: Which) => () => void;
  readonly props: Props;
};

const Sides = ({ pair, here, both, choose, props }: SidesProps) => (
  <div className="hf-compare">
    {(['original', 'replacement'] as const).map((which) => {
      const state = here[which];
      if (!state) return <Missing key={which} which={which} pair={pair} send={props.send} />;
      const other = otherOf(which);
      return (
        <ScriptCard
          key={which}
          title={titleOf(pair, which)}
          state={state}
          other={here[other]}
          goes={pair.goes === which}
          onOpen={props.onOpen}
        >
          {mayChoose(pair) && keyOf(pair, which) !== undefined && pair.goes !== other ? (
            <Button onPress={choose(which)} hint={which === 'original' ? '1' : '2'}>
              {both ? 'One supply: this one stays' : 'Use this one after all'}
            </Button>
          ) : null}
        </ScriptCard>
      );
    })}
  </div>
);

const dialogCommands = {
  different: 'DeclareDifferent',
  'call-off': 'CallOffReissue',
  close: 'CloseReissue',
} as const;

const Loaded = (props: Props & { readonly pair: ReissueState }) => {
  const { pair, reads, send, onBack } = props;
  const now = useNow(30_000);
  const [ask, setAsk] = useState<Ask>('none');
  const here = {
    original: useScript(reads, keyOf(pair, 'original')),
    replacement: useScript(reads, keyOf(pair, 'replacement')),
  };
  const both = pair.original.key !== undefined && pair.replacement.key !== undefined;
  const choose = usePairKeys(pair, both, props, setAsk);
  return (
    <>
      <div className="hf-actions">
        <Button onPress={onBack} hint="Esc">
          Back to Registers
        </Button>
      </div>
      <h1>
        {pair.origin === 'registered' ? 'Re-sent by the prescriber:' : 'One supply or two?'}{' '}
        {patientName(pair.patient)}
      </h1>
      <Said look={pair.end ? 'info' : 'attention'}>{pairSentence(pair, asInstant(now))}</Said>
      {pair.note === '' ? null : <p>Note: {pair.note}</p>}
      <Sides pair={pair} here={here} both={both} choose={choose} props={props} />
      <Decide pair={pair} both={both} send={send} onAsk={setAsk} />
      {ask === 'none' ? null : (
        <ReasonDialog
          {...asks[ask]}
          onClose={() => setAsk('none')}
          onDone={(reason) => {
            setAsk('none');
            send({ kind: dialogCommands[ask], id: pair.id, reason });
          }}
        />
      )}
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
