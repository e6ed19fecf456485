import { useState } from 'react';
import type { DeskOutcome } from '../../domain/desk/events';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { Button, Choices, Dialog, Field } from '../../ui';

const choices: readonly { readonly code: DeskOutcome['kind']; readonly display: string }[] = [
  { code: 'released-there', display: 'Released in the other system' },
  { code: 'elsewhere', display: 'With another pharmacy' },
  { code: 'cancelled', display: 'Cancelled' },
  { code: 'expired', display: 'Expired' },
  { code: 'needs-gp', display: 'Needs the GP' },
  { code: 'closed', display: 'Nothing is left to do' },
  { code: 'listed', display: 'Not so after all: back on the list' },
];

type Props = {
  readonly id: PrescriptionId;
  readonly onRecord: (outcome: DeskOutcome, note: string) => void;
  readonly onClose: () => void;
};

/** [DSK-15] A person says what became of a script where no Spine can be asked. */
export const DeskOutcomeDialog = ({ id, onRecord, onClose }: Props) => {
  const [kind, setKind] = useState<DeskOutcome['kind']>('released-there');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [note, setNote] = useState('');
  const outcome: DeskOutcome =
    kind === 'elsewhere' ? { kind, holder: { ods: '', name, phone, address: '' } } : { kind };
  const choose = (code: string) =>
    setKind(choices.find((choice) => choice.code === code)?.code ?? 'released-there');
  return (
    <Dialog title={`What became of ${id}?`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRecord(outcome, note);
        }}
      >
        <Choices legend="It is" name="outcome" choices={choices} chosen={kind} onChoose={choose} />
        {kind === 'elsewhere' ? (
          <>
            <Field label="Pharmacy" value={name} onChange={setName} />
            <Field label="Its phone" value={phone} onChange={setPhone} />
          </>
        ) : null}
        <Field label="Note" value={note} onChange={setNote} />
        <div className="hf-actions">
          <Button onPress={onClose} hint="Esc">
            Not now
          </Button>
          <Button look="primary" type="submit" onPress={() => undefined} hint="Enter">
            Record it
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
