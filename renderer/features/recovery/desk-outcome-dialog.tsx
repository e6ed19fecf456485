import { useState } from 'react';
import { missingOf, noteWanted, outcomesFor } from '../../domain/desk/decide-desk';
import type { DeskOutcome } from '../../domain/desk/events';
import type { PrescriptionId } from '../../domain/kernel/ids';
import { Button, Choices, Dialog, Field, Said, useLeaving } from '../../ui';

const names: Readonly<Record<DeskOutcome['kind'], string>> = {
  'released-there': 'Released in the other system',
  elsewhere: 'With another pharmacy',
  cancelled: 'Cancelled',
  expired: 'Expired',
  'needs-gp': 'Needs the GP',
  closed: 'Nothing is left to do',
  listed: 'Not so after all: back on the list',
};

type Props = {
  readonly id: PrescriptionId;
  readonly companion: boolean;
  readonly onRecord: (outcome: DeskOutcome, note: string) => void;
  readonly onClose: () => void;
};

const outcomeOf = (
  kind: DeskOutcome['kind'],
  holder: { readonly name: string; readonly phone: string },
): DeskOutcome => (kind === 'elsewhere' ? { kind, holder: { ods: '', address: '', ...holder } } : { kind });

/** [DSK-15] A person says what became of a script: it stands as their word, not as the Spine's. */
export const DeskOutcomeDialog = ({ id, companion, onRecord, onClose }: Props) => {
  const kinds = outcomesFor(companion);
  // Beside another system most rows end alike; where there is a broker nothing is said beforehand.
  const [kind, setKind] = useState<DeskOutcome['kind'] | undefined>(companion ? 'released-there' : undefined);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState('');
  const choose = (code: string) => {
    setKind(kinds.find((choice) => choice === code) ?? kind);
    setMissing('');
  };
  const { onInput, leave, question } = useLeaving(onClose);
  return (
    <>
      <Dialog title={`What became of ${id}?`} onClose={leave}>
        <form
          onInput={onInput}
          onSubmit={(event) => {
            event.preventDefault();
            if (!kind) return setMissing('What became of it is not chosen. Choose it, then record it.');
            const outcome = outcomeOf(kind, { name, phone });
            const refusal = missingOf(outcome, note, companion);
            if (refusal) setMissing(`${refusal.sentence} ${refusal.next}`);
            else onRecord(outcome, note);
          }}
        >
          <Choices
            legend="It is"
            choices={kinds.map((code) => ({ code, display: names[code] }))}
            chosen={kind ?? ''}
            onChoose={choose}
          />
          {kind === 'elsewhere' ? (
            <>
              <Field label="Pharmacy" value={name} onChange={setName} />
              <Field label="Its phone" value={phone} onChange={setPhone} />
            </>
          ) : null}
          <Field label={(kind && noteWanted(kind, companion)) || 'Note'} value={note} onChange={setNote} />
          {missing === '' ? null : <Said look="refused">{missing}</Said>}
          <div className="hf-actions">
            <Button look="primary" type="submit" onPress={() => undefined} hint="Enter">
              Record it
            </Button>
            <Button onPress={leave} hint="Esc">
              Not now
            </Button>
          </div>
        </form>
      </Dialog>
      {question}
    </>
  );
};
