import { useState } from 'react';
import { nameOf } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Area, SaveDialog } from '../../ui';

type Props = {
  readonly patient: Patient;
  readonly text: string;
  /** Answers with what is not right yet, or with nothing. */
  readonly onSave: (text: string) => Promise<string>;
  readonly onClose: () => void;
};

/** [PAT-8] What whoever serves this patient should know. */
export const NoteDialog = ({ patient, text: before, onSave, onClose }: Props) => {
  const [text, setText] = useState(before);
  return (
    <SaveDialog
      title={`Note about ${nameOf(patient)}`}
      action="Keep the note"
      hint="Ctrl+Enter"
      keep="Leave it as it is"
      onSave={() => onSave(text)}
      onClose={onClose}
    >
      <Area
        label="What should whoever serves them know?"
        hint="Such as “collects on Fridays”, “large print”. Empty takes the note away."
        value={text}
        onChange={setText}
        rows={4}
        autoFocus
      />
    </SaveDialog>
  );
};
