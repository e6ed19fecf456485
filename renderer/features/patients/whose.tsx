import { formatDate, readWall } from '../../domain/kernel/instant';
import { differenceWords, unsettled, type Wordings } from '../../domain/patients/differences';
import { Button, Said, Word } from '../../ui';

/** [PAT-13] In one line, where it stays in sight. */
export const NotTheSame = ({ said }: { readonly said: Wordings }) => {
  const open = unsettled(said);
  return open.length === 0 ? null : (
    <Word look="stop">
      Other scripts of this NHS number have another {open.map(({ what }) => what.toLowerCase()).join(', ')}
    </Word>
  );
};

type Props = {
  readonly said: Wordings;
  /** Absent where this person may not say it. */
  readonly onOnePerson: (() => void) | undefined;
};

/** [PAT-6] [PAT-13] Every wording, and who may say that all are of one person. */
export const Whose = ({ said, onOnePerson }: Props) => {
  const { differences, agreed } = said;
  if (differences.length === 0) return null;
  const all = `Scripts of this NHS number do not say the same: ${differenceWords(differences)}.`;
  if (agreed)
    return (
      <Said look="info">
        {all} {agreed.by} said on {formatDate(readWall(agreed.at).date)} that they are of one person.
      </Said>
    );
  return (
    <Said look="attention">
      {all} Ask the patient, and the prescriber where one is wrong, before anything is supplied.{' '}
      {onOnePerson ? (
        <Button onPress={onOnePerson} hint="I">
          They are all of one person
        </Button>
      ) : (
        'A pharmacist or a technician says that they are of one person: ask one to sign in here.'
      )}
    </Said>
  );
};
