import { useState } from 'react';
import { nameOf } from '../../domain/patients/words';
import type { Patient } from '../../domain/prescriptions/model';
import { Area, Button, Dialog } from '../../ui';

type Props = {
  readonly patient: Patient;
  readonly text: string;
  readonly onDone: (text: string) => void;
  readonly onClose: () => void;
};

/** [PAT-8] What whoever serves this patient should know. */
export const NoteDialog = ({ patient, text: before, onDone, onClose }: Props) => {
  const [text, setText] = useState(before);
  return (
    <Dialog title={`Note about ${nameOf(patient)}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDone(text);
        }}
      >
        <Area
          label="What should whoever serves them know?"
          hint="Such as “collects on Fridays”, “large print”. Empty takes the note away."
          value={text}
          onChange={setText}
          rows={4}
          autoFocus
        />
        <div className="hf-actions">
          <Button look="primary" type="submit" onPress={() => undefined}>
            Keep the note
          </Button>
          <Button onPress={onClose} hint="Esc">
            Leave it as it is
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
