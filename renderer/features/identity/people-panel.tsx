import { useState } from 'react';
import type { PersonDetails } from '../../domain/users/model';
import { mayLead } from '../../domain/users/decide-people';
import { roleName } from '../../domain/users/words';
import type { Command, CommandReply, EngineClient } from '../../usecases/commands';
import type { PersonRow, PersonView } from '../../usecases/views';
import { Button, NotTheirs, Word } from '../../ui';
import { PersonDialog } from './person-dialog';
import { PinDialog } from './pin-dialog';

type Props = {
  readonly people: readonly PersonRow[];
  readonly me: PersonView;
  readonly forEps: boolean;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

type Asked =
  | { readonly kind: 'add' }
  | { readonly kind: 'change'; readonly person: PersonRow }
  | { readonly kind: 'pin'; readonly person: PersonRow };

const nobody: PersonDetails = {
  name: '',
  role: 'dispenser',
  sdsUserId: '',
  roleProfileId: '',
  jobRoleCode: 'R8000',
  phone: '',
};

const states = (person: PersonRow): string => {
  if (!person.active) return 'off the list';
  return person.hasPin ? 'signs in by PIN' : 'smartcard only, no PIN yet';
};

type RowProps = {
  readonly person: PersonRow;
  readonly own: boolean;
  /** Of whoever may change others than themselves. */
  readonly leads: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onRun: (command: Command) => void;
};

const Row = ({ person, own, leads, onAsk, onRun }: RowProps) => (
  <tr>
    <th scope="row">{person.name}</th>
    <td>{roleName(person.role)}</td>
    <td>
      <Word look={person.active ? 'plain' : 'attention'}>{states(person)}</Word>
    </td>
    <td className="hf-people-acts">
      {leads ? <Button onPress={() => onAsk({ kind: 'change', person })}>Change</Button> : null}
      {leads || own ? (
        <Button onPress={() => onAsk({ kind: 'pin', person })}>{own ? 'My PIN' : 'Set PIN'}</Button>
      ) : null}
      {own || !leads ? null : (
        <Button
          onPress={() =>
            onRun({ kind: person.active ? 'DeactivatePerson' : 'ReactivatePerson', userId: person.userId })
          }
        >
          {person.active ? 'Take off the list' : 'Put back'}
        </Button>
      )}
    </td>
  </tr>
);

type EverybodyProps = Pick<Props, 'people' | 'me'> & Pick<RowProps, 'leads' | 'onAsk' | 'onRun'>;

const Everybody = ({ people, me, ...acts }: EverybodyProps) => (
  <table className="hf-log">
    <tbody>
      {people.map((person) => (
        <Row key={person.userId} person={person} own={person.userId === me.userId} {...acts} />
      ))}
    </tbody>
  </table>
);

/** Who may work here. What the domain refuses it explains. */
export const PeoplePanel = ({ people, me, forEps, engine, onReply }: Props) => {
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const close = () => setAsked(undefined);
  const notTheirs = mayLead(me);
  const run = (command: Command) => void engine.execute(command).then(onReply);
  /** For a dialog: closes it when done, else says what is not right. */
  const save = async (command: Command): Promise<string> => {
    const reply = await engine.execute(command);
    if (reply.kind === 'refused') return `${reply.sentence} ${reply.next}`;
    close();
    onReply(reply);
    return '';
  };
  return (
    <section className="hf-panel" aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      <NotTheirs refusal={notTheirs} />
      <Everybody {...{ people, me }} leads={notTheirs === undefined} onAsk={setAsked} onRun={run} />
      {notTheirs ? null : <Button onPress={() => setAsked({ kind: 'add' })}>Add a person</Button>}
      {asked?.kind === 'add' ? (
        <PersonDialog
          title="Add a person"
          details={nobody}
          withPin
          forEps={forEps}
          onSave={(details, pin) => save({ kind: 'AddPerson', ...details, pin })}
          onClose={close}
        />
      ) : null}
      {asked?.kind === 'change' ? (
        <PersonDialog
          title={`Change ${asked.person.name}`}
          details={asked.person}
          withPin={false}
          forEps={forEps}
          onSave={(details) => save({ kind: 'ChangePerson', userId: asked.person.userId, details })}
          onClose={close}
        />
      ) : null}
      {asked?.kind === 'pin' ? (
        <PinDialog
          name={asked.person.name}
          asksPresent={asked.person.userId === me.userId && asked.person.hasPin}
          onSave={(pin, present) => save({ kind: 'ChangePin', userId: asked.person.userId, pin, present })}
          onClose={close}
        />
      ) : null}
    </section>
  );
};
