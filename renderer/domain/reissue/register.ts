import type { Actor, DecideContext } from '../kernel/context';
import { readTypedId } from '../kernel/check-character';
import { asReissueId, type IssueKey, type PrescriptionId } from '../kernel/ids';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal';
import { nobody, patientLink } from '../patients/match';
import { mistyped } from '../patients/typed';
import { needRole } from '../users/need-role';
import type { PrescriptionState } from '../prescriptions/model';
import { sideOf } from './arrive';
import type { RegisterReissue } from './commands';
import type { ReissueEvent } from './events';
import type { ReissueState, Side, WantedItem } from './model';
import { compareWanted, hasLeft, isWithUs, wantedItems } from './rule';

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
    'This script went back already, or was left where it is, because another one of the patient stays.',
    'There is nothing to register: if it comes again, it goes back again by itself.',
  );

/** What a registration names: a script that is here, or an id. `several`: the id stands for several issues. */
type Named = {
  readonly key: IssueKey | undefined;
  readonly id: PrescriptionId | undefined;
  readonly several: boolean;
};

/** [RSU-1] Of an id that stands for several issues, an issue that is known is that one alone. */
const isNamed = (side: Side, { key, id, several }: Named): boolean =>
  (key !== undefined && side.key === key) ||
  (id !== undefined && side.shortId === id && !(several && side.key !== undefined));

const hasGoneBack = (pair: ReissueState, named: Named): boolean =>
  (pair.end?.how === 'returned' || pair.end?.how === 'left') &&
  pair.goes !== undefined &&
  isNamed(pair[pair.goes], named);

const isErd = ({ prescription }: PrescriptionState): boolean => prescription.treatment === 'erd';

/**
 * [RSU-1] The script that a registration is about: chosen from the screen, or one with the id that is with us. Of
 * repeat dispensing it is the first issue of which nothing was handed out: what was, nobody sends again.
 */
const scriptOf = (
  { key }: RegisterReissue,
  found: readonly PrescriptionState[],
): PrescriptionState | undefined =>
  key === undefined
    ? [...found]
        .sort((a, b) => a.prescription.issue - b.prescription.issue)
        .find((one) => isWithUs(one) && !(isErd(one) && hasLeft(one)))
    : found.find(({ prescription }) => prescription.key === key);

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

const cleanItems = (items: readonly WantedItem[]): readonly WantedItem[] =>
  items
    .map(({ code, display }) => ({ code, display: display.trim() }))
    .filter(({ display }) => display !== '')
    .slice(0, 12);

const sideWith = (shortId: PrescriptionId | undefined): Side => (shortId === undefined ? {} : { shortId });

/** What is told of the original: a script that is here, or another issue of it, tells everything by itself. */
const told = (
  command: RegisterReissue,
  here: PrescriptionState | undefined,
  found: readonly PrescriptionState[],
  id: PrescriptionId | undefined,
) => {
  const known = (here ?? found.find(isErd))?.prescription;
  const original: Side = here
    ? { key: here.prescription.key, shortId: here.prescription.shortId }
    : sideWith(id);
  return known
    ? { patient: known.patient, items: wantedItems(known), original }
    : { patient: command.patient ?? nobody, items: cleanItems(command.items ?? []), original };
};

/** Asked by the form too, before anybody fills it in for nothing. */
export const whoRegisters = (user: Pick<Actor, 'name' | 'role'>): Refusal | undefined =>
  needRole(user, ['pharmacist'], 'Registering a re-sent script');

/**
 * [RSU-1] "The GP re-sends this": for a script that is here, by its id, or by patient and items alone. `found`: the
 * script that was chosen, or all that have the id.
 */
export const decideRegister = (
  command: RegisterReissue,
  found: readonly PrescriptionState[],
  pairs: readonly ReissueState[],
  context: DecideContext,
): Registered => {
  const refusal = whoRegisters(context.user);
  if (refusal) return refusal;
  const id = readId(command.typedId);
  const replacementId = readId(command.replacementId);
  if (isRefusal(id)) return id;
  if (isRefusal(replacementId)) return replacementId;
  const here = scriptOf(command, found);
  const slip = here || !command.patient ? undefined : mistyped(command.patient);
  if (slip) return slip;
  const { patient, items, original } = told(command, here, found, id);
  if (here && pairs.some((pair) => !pair.end && sideOf(pair, here.prescription.key))) return already();
  const named = { key: here?.prescription.key, id, several: found.some(isErd) };
  if (pairs.some((pair) => !pair.end && isNamed(pair.original, named))) return already();
  if (pairs.some((pair) => hasGoneBack(pair, named))) return wentBack();
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
