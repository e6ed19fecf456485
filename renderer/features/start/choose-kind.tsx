import { useState } from 'react';
import type { ProfileKind, StartState } from '../../../electron/contract/channels';
import type { FileRefused, TakeUpReply } from '../../../electron/contract/files';
import { Button, Said, useKeys } from '../../ui';

type Choosing = Extract<StartState, { kind: 'choose' }>;
type Props = {
  readonly state: Choosing;
  readonly onChoose: (kind: ProfileKind) => void;
  readonly onTakeUp: () => Promise<TakeUpReply | undefined>;
  readonly onQuit: () => void;
};

/** Training, companion and live in a sentence each, and what each needs. */
const kinds: Readonly<
  Record<ProfileKind, { readonly name: string; readonly sentence: string; readonly needs: string }>
> = {
  training: {
    name: 'Training',
    sentence:
      'An invented pharmacy on a training Spine inside this program, to learn and to rehearse an outage; nothing real belongs in it.',
    needs: 'Needs nothing.',
  },
  companion: {
    name: 'Companion',
    sentence:
      'Stands beside the system you have now and carries you through its outage: lists, packs and scanning, with every outcome noted by a person; it never talks to EPS.',
    needs: 'Needs the name of your pharmacy.',
  },
  live: {
    name: 'Live',
    sentence:
      'Your pharmacy’s own record: receives real prescriptions from the broker, dispenses them and tells EPS.',
    needs: 'Needs a broker, a registration with NHS CIS2, and smartcards.',
  },
};

const Kind = ({
  choice,
  hint,
  onChoose,
}: {
  readonly choice: Choosing['choices'][number];
  readonly hint: string;
  readonly onChoose: () => void;
}) => {
  const { name, sentence, needs } = kinds[choice.kind];
  return (
    <li className="hf-kind">
      <h2>{name}</h2>
      <p>{sentence}</p>
      <p className="hf-kind__small">{needs}</p>
      <p className="hf-kind__small">
        {choice.exists ? 'Is set up in ' : 'Would live in '}
        <span className="hf-kind__folder">{choice.folder}</span>
      </p>
      {choice.refused === '' ? null : <Said look="attention">{choice.refused}</Said>}
      <Button onPress={onChoose} hint={hint} disabled={choice.refused !== ''}>
        {choice.exists ? `Open ${name.toLowerCase()}` : `Set up ${name.toLowerCase()}`}
      </Button>
    </li>
  );
};

type TakeUpProps = Pick<Props, 'onTakeUp'> & { readonly hint: string };

/** [FIL-8] For a pharmacy whose computer is gone: it goes on from a copy. */
const TakeUp = ({ onTakeUp, hint }: TakeUpProps) => {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<FileRefused | undefined>(undefined);
  const take = (): void => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    void onTakeUp()
      .then((reply) => setRefusal(reply?.kind === 'refused' ? reply : undefined))
      .finally(() => setBusy(false));
  };
  useKeys({ [hint]: take });
  return (
    <section className="hf-take-up" aria-labelledby="take-up-title">
      <h2 id="take-up-title">Has the computer of this pharmacy failed?</h2>
      <p>
        Go on from its second copy or a backup. You need the disk that it is on, and, but for training, the
        passphrase or the recovery code on paper.
      </p>
      {refusal ? (
        <Said look="refused" answer={refusal}>
          {refusal.sentence} {refusal.next}
        </Said>
      ) : null}
      {busy ? <progress className="hf-progress" aria-label="Copying to this computer" /> : null}
      <Button onPress={take} hint={hint}>
        {busy ? 'Copying to this computer…' : 'Go on from a copy…'}
      </Button>
    </section>
  );
};

/** The first question of all: what is this computer to be? */
export const ChooseKind = ({ state, onChoose, onTakeUp, onQuit }: Props) => {
  const open = state.choices.filter(({ refused }) => refused === '');
  const hintOf = (kind: ProfileKind): string =>
    String(state.choices.findIndex((choice) => choice.kind === kind) + 1);
  useKeys(Object.fromEntries(open.map(({ kind }) => [hintOf(kind), () => onChoose(kind)])));
  return (
    <>
      <h1>What is Holdfast to be on this computer?</h1>
      <p>
        Each kind has its own folder and its own key. Nothing passes from one to another, and a profile keeps
        its kind for ever.
      </p>
      {state.switches.map((sentence) => (
        <Said key={sentence} look="attention">
          {sentence}
        </Said>
      ))}
      <ul className="hf-kinds">
        {state.choices.map((choice) => (
          <Kind
            key={choice.kind}
            choice={choice}
            hint={hintOf(choice.kind)}
            onChoose={() => onChoose(choice.kind)}
          />
        ))}
      </ul>
      <TakeUp onTakeUp={onTakeUp} hint={String(state.choices.length + 1)} />
      <Button onPress={onQuit}>Close Holdfast</Button>
    </>
  );
};
