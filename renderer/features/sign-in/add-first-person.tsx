import { useState } from 'react';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { roles, type Role } from '../../domain/users/model';
import { roleName } from '../../domain/users/words';
import { Button, Choices, EpsFields, Field, Said } from '../../ui';

type Props = {
  /** Whether EPS wants to know who acts: not in a companion. */
  readonly forEps: boolean;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const empty = { name: '', pin: '', sdsUserId: '', roleProfileId: '', jobRoleCode: 'R8000', phone: '' };

/** A new profile knows nobody: its first person is added here. */
export const AddFirstPerson = ({ forEps, engine, onReply }: Props) => {
  const [fields, setFields] = useState(empty);
  const [role, setRole] = useState<Role>('pharmacist');
  const [refusal, setRefusal] = useState('');
  const set = (name: keyof typeof empty) => (value: string) => setFields({ ...fields, [name]: value });
  const submit = async () => {
    const known = forEps ? fields : { ...fields, jobRoleCode: '' };
    const reply = await engine.execute({ kind: 'AddPerson', role, ...known });
    if (reply.kind === 'refused') setRefusal(`${reply.sentence} ${reply.next}`);
    else onReply(reply);
  };
  return (
    <form
      className="hf-panel hf-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>Add the first person</h1>
      <p>
        {forEps ? 'EPS wants to know who acts. ' : 'The record says who did what. '}
        Begin with a pharmacist or the manager; others are added later.
      </p>
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      <Field
        label={forEps ? 'Name, as on the smartcard' : 'Name'}
        value={fields.name}
        onChange={set('name')}
        autoFocus
      />
      <Choices
        legend="Role"
        choices={roles.map((one) => ({ code: one, display: roleName(one) }))}
        chosen={role}
        onChoose={(code) => setRole(roles.find((one) => one === code) ?? role)}
      />
      <div className="hf-two">
        <Field label="PIN (4 to 12 digits)" value={fields.pin} onChange={set('pin')} secret numeric />
        <Field label="Phone (if not the pharmacy’s)" value={fields.phone} onChange={set('phone')} />
        {forEps ? <EpsFields known={fields} set={set} /> : null}
      </div>
      <Button look="primary" type="submit" onPress={() => undefined}>
        Add and go on
      </Button>
    </form>
  );
};
