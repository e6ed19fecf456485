import { useState } from 'react';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { roles, type Role } from '../../domain/users/model';
import { roleName } from '../../domain/users/words';
import { Button, Choices, Field, Said } from '../../ui';

type Props = { readonly engine: EngineClient; readonly onReply: (reply: CommandReply) => void };

const empty = { name: '', pin: '', sdsUserId: '', roleProfileId: '', jobRoleCode: 'R8003', phone: '' };

/** A new profile knows nobody: its first person is added here. */
export const AddFirstPerson = ({ engine, onReply }: Props) => {
  const [fields, setFields] = useState(empty);
  const [role, setRole] = useState<Role>('pharmacist');
  const [refusal, setRefusal] = useState('');
  const set = (name: keyof typeof empty) => (value: string) => setFields({ ...fields, [name]: value });
  const submit = async () => {
    const reply = await engine.execute({ kind: 'AddPerson', role, ...fields });
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
      <p>EPS wants to know who acts. Begin with a pharmacist; others are added later.</p>
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      <Field label="Name, as on the smartcard" value={fields.name} onChange={set('name')} autoFocus />
      <Choices
        legend="Role"
        name="role"
        choices={roles.map((one) => ({ code: one, display: roleName(one) }))}
        chosen={role}
        onChoose={(code) => setRole(roles.find((one) => one === code) ?? role)}
      />
      <div className="hf-two">
        <Field label="PIN (4 to 12 digits)" value={fields.pin} onChange={set('pin')} secret numeric />
        <Field label="Phone" value={fields.phone} onChange={set('phone')} />
        <Field label="SDS user id" value={fields.sdsUserId} onChange={set('sdsUserId')} numeric />
        <Field
          label="SDS role profile id"
          value={fields.roleProfileId}
          onChange={set('roleProfileId')}
          numeric
        />
        <Field label="Job role code" value={fields.jobRoleCode} onChange={set('jobRoleCode')} />
      </div>
      <Button look="primary" type="submit" onPress={() => undefined}>
        Add and go on
      </Button>
    </form>
  );
};
