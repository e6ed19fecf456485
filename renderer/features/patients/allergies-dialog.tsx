import { useState } from 'react';
import type { Allergies, PatientRecord } from '../../domain/patients/model';
import { nameOf, readAllergies, writeAllergies } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Area, SaveDialog } from '../../ui';

type Props = {
  readonly patient: Patient;
  readonly record: PatientRecord | undefined;
  /** Answers with what is not right yet, or with nothing. */
  readonly onSave: (allergies: Allergies) => Promise<string>;
  readonly onClose: () => void;
};

/** [PAT-7] What the patient, or whoever knows, answered when they were asked. */
export const AllergiesDialog = ({ patient, record, onSave, onClose }: Props) => {
  const before = record?.allergies;
  const [text, setText] = useState(before?.kind === 'known' ? writeAllergies(before.list) : '');
  const list = readAllergies(text);
  const none = list.length === 0;
  return (
    <SaveDialog
      title={`What is ${nameOf(patient)} allergic to?`}
      action="Put it on record"
      hint="Ctrl+Enter"
      disabled={none}
      onSave={() => onSave({ kind: 'known', list })}
      other={{
        action: 'Asked: none is known',
        disabled: !none,
        onSave: () => onSave({ kind: 'none-known' }),
      }}
      keep="Leave it as it is"
      onClose={onClose}
    >
      <Area
        label="Each on a line of its own, with what happens after a colon"
        hint={`Such as “penicillin: rash”. ${
          before === undefined
            ? 'Where none is known, the button below says so.'
            : 'It takes the place of what stood here.'
        }`}
        value={text}
        onChange={setText}
        rows={5}
        autoFocus
      />
    </SaveDialog>
  );
};
