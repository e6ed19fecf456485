import { useState } from 'react';
import type { Allergies, PatientRecord } from '../../domain/patients/model';
import { nameOf, readAllergies, writeAllergies } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Area, Button, Dialog } from '../../ui';

type Props = {
  readonly patient: Patient;
  readonly record: PatientRecord | undefined;
  readonly onDone: (allergies: Allergies) => void;
  readonly onClose: () => void;
};

/** [PAT-7] What the patient, or whoever knows, answered when they were asked. */
export const AllergiesDialog = ({ patient, record, onDone, onClose }: Props) => {
  const before = record?.allergies;
  const [text, setText] = useState(before?.kind === 'known' ? writeAllergies(before.list) : '');
  const list = readAllergies(text);
  const none = list.length === 0;
  return (
    <Dialog title={`What is ${nameOf(patient)} allergic to?`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDone({ kind: 'known', list });
        }}
      >
        <Area
          label="Each on a line of its own, with what happens after a colon"
          hint="Such as “penicillin: rash”. All that is known: it takes the place of what stood here."
          value={text}
          onChange={setText}
          rows={5}
          autoFocus
        />
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined} disabled={none}>
            Put it on record
          </Button>
          <Button onPress={() => onDone({ kind: 'none-known' })} disabled={!none}>
            Asked: none is known
          </Button>
          <Button onPress={onClose} hint="Esc">
            Leave it as it is
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
