import type { DecideContext } from '../kernel/context';
import { readTypedId } from '../kernel/check-character';
import { asReissueId, type IssueKey, type PrescriptionId } from '../kernel/ids';
import { refuse, type Refusal } from '../kernel/refusal';
import { nobody, patientLink } from '../patients/match';
import { needRole } from '../prescriptions/allowed';
import type { PrescriptionState } from '../prescriptions/model';
import { sideOf } from './arrive';
import type { RegisterReissue } from './commands';
import type { ReissueEvent } from './events';
import type { ReissueState, Side, WantedItem } from './model';
import { compareWanted, wantedItems } from './rule';

type Registered =
  | { readonly kind: 'decided'; readonly event: Extract<ReissueEvent, { type: 'reissue.registered' }> }
  | Refusal;

const tooLittle = (): Refusal =>
  refuse(
    'TooLittleKnown',
    'RSU-1',
    'A script that is not here is told by its id, or by the patient’s family name, birth date and at least one item.',
    'Scan or type the id, or fill in patient and items.',
  );
const idWrong = (sentence: string): Refusal =>
  refuse('IdWrong', 'RSU-1', sentence, 'Type or scan it again, or leave it empty.');
const already = (): Refusal =>
  refuse(
    'AlreadyRegistered',
    'RSU-1',
    'For this script a re-sent one is registered already.',
    'Open it in Registers.',
  );

const wentBack = (): Refusal =>
  refuse(
    'WentBackAlready',
    'RSU-1',
    'This script went back already, because another one of the patient stays.',
    'There is nothing to register: if it comes again, it goes back again by itself.',
  );

const hasGoneBack = (
  pair: ReissueState,
  key: IssueKey | undefined,
  id: PrescriptionId | undefined,
): boolean => {
  const goer = pair.end?.how === 'returned' && pair.goes !== undefined ? pair[pair.goes] : undefined;
  return (
    goer !== undefined &&
    ((key !== undefined && goer.key === key) || (id !== undefined && goer.shortId === id))
  );
};

const toCompare = (): Refusal =>
  refuse(
    'WaitToBeCompared',
    'RSU-1',
    'Two such scripts of this patient are here already and wait to be compared.',
    'Compare them in Registers and say which one stays.',
  );

const readId = (typed: string | undefined): PrescriptionId | Refusal | undefined => {
  if (typed === undefined || typed.trim() === '') return undefined;
  const read = readTypedId(typed);
  return read.kind === 'ok' ? read.id : idWrong(read.sentence);
};

const isRefusal = (value: PrescriptionId | Refusal | undefined): value is Refusal =>
  typeof value === 'object';

const cleanItems = (items: readonly WantedItem[]): readonly WantedItem[] =>
  items
    .map(({ code, display }) => ({ code, display: display.trim() }))
    .filter(({ display }) => display !== '')
    .slice(0, 12);

const sideWith = (shortId: PrescriptionId | undefined): Side => (shortId === undefined ? {} : { shortId });

/** What is told of the original: a script that is here tells everything by itself. */
const told = (
  command: RegisterReissue,
  here: PrescriptionState | undefined,
  id: PrescriptionId | undefined,
) =>
  here
    ? {
        patient: here.prescription.patient,
        items: wantedItems(here.prescription),
        original: { key: here.prescription.key, shortId: here.prescription.shortId } satisfies Side,
      }
    : {
        patient: command.patient ?? nobody,
        items: cleanItems(command.items ?? []),
        original: sideWith(id),
      };

/** [RSU-1] "The GP re-sends this": for a script that is here, by its id, or by patient and items alone. */
export const decideRegister = (
  command: RegisterReissue,
  here: PrescriptionState | undefined,
  pairs: readonly ReissueState[],
  context: DecideContext,
): Registered => {
  const refusal = needRole(context.user, ['pharmacist'], 'Registering a re-sent script');
  if (refusal) return refusal;
  const id = readId(command.typedId);
  const replacementId = readId(command.replacementId);
  if (isRefusal(id)) return id;
  if (isRefusal(replacementId)) return replacementId;
  const { patient, items, original } = told(command, here, id);
  if (here && pairs.some((pair) => !pair.end && sideOf(pair, here.prescription.key))) return already();
  if (id !== undefined && pairs.some((pair) => !pair.end && pair.original.shortId === id)) return already();
  if (pairs.some((pair) => hasGoneBack(pair, here?.prescription.key, id))) return wentBack();
  const waiting = pairs.some(
    (pair) =>
      !pair.end && pair.decision === 'open' && compareWanted(pair, { patient, items }) !== 'different',
  );
  if (waiting) return toCompare();
  const known = patientLink(patient) !== undefined && patient.birthDate !== '' && items.length > 0;
  if (!here && id === undefined && replacementId === undefined && !known) return tooLittle();
  return {
    kind: 'decided',
    event: {
      type: 'reissue.registered',
      id: asReissueId(context.newId()),
      author: context.user,
      patient,
      items,
      note: command.note.trim().slice(0, 300),
      original,
      replacement: sideWith(replacementId),
    },
  };
};
