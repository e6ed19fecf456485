import { useState, type ReactNode } from 'react';
import type { ProfileKind } from '../../domain/settings/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { PersonRow } from '../../usecases/views';
import type { UserId } from '../../domain/kernel/ids';
import { roleName } from '../../domain/users/words';
import { Button, Field, Said, useKeys } from '../../ui';
import { AddFirstPerson } from './add-first-person';

type Props = {
  readonly people: readonly PersonRow[];
  readonly locked: number;
  /** Who left something unsaved. */
  readonly kept: readonly string[];
  readonly kind: ProfileKind;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
  readonly onChooseKind: () => void;
  /** The smartcard's part, in a live profile. */
  readonly children: ReactNode;
};

/** The PINs of the training pharmacy are no secret. */
const trainingHint = 'Training PINs: Grace Owusu 3333, Priya Shah 1111, Tom Reed 2222.';

const waiting = (locked: number): string =>
  locked === 0
    ? 'Nothing came while nobody was here.'
    : locked === 1
      ? '1 script came while nobody was here. It unlocks when you sign in.'
      : `${locked} scripts came while nobody was here. They unlock when you sign in.`;

type PinProps = {
  readonly person: PersonRow;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const PinForm = ({ person, engine, onReply }: PinProps) => {
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (pin === '' || busy) return;
    setBusy(true);
    const reply = await engine.execute({ kind: 'SignIn', userId: person.userId, pin });
    setBusy(false);
    setPin('');
    if (reply.kind === 'refused') setRefusal(`${reply.sentence} ${reply.next}`);
    else onReply(reply);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      <Field label={`PIN of ${person.name}`} value={pin} onChange={setPin} secret numeric autoFocus />
      <Button look="primary" type="submit" onPress={() => undefined} disabled={busy} hint="Enter">
        {busy ? 'Checking…' : 'Sign in'}
      </Button>
    </form>
  );
};

/** Who is here? One key for the person, then the PIN. */
export const SignInScreen = (props: Props) => {
  const { locked, kept, kind, engine, onReply, onChooseKind, children } = props;
  const people = props.people.filter(({ active, hasPin }) => active && hasPin);
  const [chosen, setChosen] = useState<UserId | undefined>(undefined);
  const person = people.find((one) => one.userId === chosen);
  useKeys(
    Object.fromEntries(people.slice(0, 9).map((one, i) => [String(i + 1), () => setChosen(one.userId)])),
  );
  if (props.people.length === 0)
    return <AddFirstPerson forEps={kind !== 'companion'} engine={engine} onReply={onReply} />;
  return (
    <section className="hf-panel hf-narrow" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">Who is here?</h1>
      {kind === 'companion' ? null : <p>{waiting(locked)}</p>}
      {kept.map((name) => (
        <p key={name}>
          What {name} had not saved is kept until {name} is here again. Nobody else sees it, and it is lost
          when Holdfast is closed.
        </p>
      ))}
      {children}
      {kind === 'live' ? (
        <>
          <h2>By PIN</h2>
          <p>For work on this computer. What is meant for EPS waits for your smartcard.</p>
        </>
      ) : null}
      <div className="hf-people">
        {people.map((one, i) => (
          <button
            key={one.userId}
            type="button"
            aria-pressed={one.userId === chosen}
            onClick={() => setChosen(one.userId)}
          >
            <strong>{one.name}</strong>{' '}
            <kbd className="hf-key" aria-hidden="true">
              {i + 1}
            </kbd>
            <br />
            {roleName(one.role)}
          </button>
        ))}
      </div>
      {person ? <PinForm key={person.userId} person={person} engine={engine} onReply={onReply} /> : null}
      {kind === 'training' ? (
        <>
          <p className="hf-key">{trainingHint}</p>
          <button type="button" className="hf-plain" onClick={onChooseKind}>
            Use Holdfast for real…
          </button>
        </>
      ) : null}
    </section>
  );
};
