import { useState } from 'react';
import type { PersonDetails, Role } from '../../domain/users/model';
import { roles } from '../../domain/users/model';
import { roleName } from '../../domain/users/words';
import { Choices, EpsFields, Field, SaveDialog } from '../../ui';

type Props = {
  readonly title: string;
  readonly details: PersonDetails;
  /** A new person needs a PIN. */
  readonly withPin: boolean;
  /** Whether EPS wants to know them: not in a companion. */
  readonly forEps: boolean;
  readonly onSave: (details: PersonDetails, pin: string) => Promise<string>;
  readonly onClose: () => void;
};

/** Adds or changes a person. `onSave` answers with what is not right yet, or with nothing. */
export const PersonDialog = ({ title, details, withPin, forEps, onSave, onClose }: Props) => {
  const [fields, setFields] = useState(details);
  const [pin, setPin] = useState('');
  const set = (name: Exclude<keyof PersonDetails, 'role'>) => (value: string) =>
    setFields({ ...fields, [name]: value });
  const choose = (code: string) =>
    setFields({ ...fields, role: roles.find((one): one is Role => one === code) ?? fields.role });
  return (
    <SaveDialog title={title} onSave={() => onSave(fields, pin)} onClose={onClose}>
      <Field label="Name, as on the smartcard" value={fields.name} onChange={set('name')} autoFocus />
      <Choices
        legend="Role here"
        choices={roles.map((one) => ({ code: one, display: roleName(one) }))}
        chosen={fields.role}
        onChoose={choose}
      />
      <div className="hf-two">
        {withPin ? <Field label="PIN (4 to 12 digits)" value={pin} onChange={setPin} secret numeric /> : null}
        <Field label="Phone (if not the pharmacy’s)" value={fields.phone} onChange={set('phone')} />
        {forEps ? <EpsFields known={fields} set={set} /> : null}
      </div>
    </SaveDialog>
  );
};
