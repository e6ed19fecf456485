import type { DecideContext } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { foldText } from '../patients/match';
import type { Patient, PrescriptionState } from '../prescriptions/model';
import { hasLeft, isWithUs } from '../reissue/rule';
import type { UnscriptedCommand } from './commands';
import type { UnscriptedDecision } from './decide';
import { namedFits } from './fit';
import { timesNotified } from './matches';
import { stillGuards, type UnscriptedState } from './model';

type NameSupplyScript = Extract<UnscriptedCommand, { kind: 'NameSupplyScript' }>;

const refuseScript = (script: PrescriptionState | undefined, state: UnscriptedState): Refusal | undefined => {
  if (!script)
    return refuse(
      'ScriptUnknown',
      'USC-13',
      'This script is not here.',
      'Ask the Spine for it by its id in the box at the top (/), then name it.',
    );
  const { shortId } = script.prescription;
  const leftElse = hasLeft(script) && timesNotified(state, script.prescription.key) === 0;
  if (!isWithUs(script) || leftElse)
    return refuse(
      'NotHere',
      'USC-13',
      `${shortId} is not with us any more, or something of it was handed out already.`,
      'Open it and look at its log. If it was supplied twice, speak to the patient and the prescriber.',
    );
  const { hold } = script;
  const isOurs = hold.kind === 'supplied-before' && hold.unscriptedId === state.id;
  return isOurs || hold.kind === 'none' || hold.kind === 'person'
    ? undefined
    : refuse(
        'HeldOtherwise',
        'USC-13',
        `${shortId} is held for another reason.`,
        'Open it and settle that first, then name it.',
      );
};

/** [USC-13] Where the NHS numbers do not tell, a name or a birth date must agree. */
const mayBeSame = (a: Patient, b: Patient): boolean => {
  if (a.nhsNumber && b.nhsNumber) return a.nhsNumber === b.nhsNumber;
  return a.birthDate === b.birthDate || foldText(a.family) === foldText(b.family);
};

/** [USC-13] A script that a pharmacist found: held and proposed like one that was found by itself. */
export const decideName = (
  state: UnscriptedState,
  script: PrescriptionState | undefined,
  { lines, items }: Pick<NameSupplyScript, 'lines' | 'items'>,
  context: DecideContext,
): UnscriptedDecision => {
  const refusal =
    needRole(context.user, ['pharmacist'], 'Naming the script of a supply') ?? refuseScript(script, state);
  if (refusal) return refusal;
  const other = script && state.proposal?.key === script.prescription.key ? undefined : state.proposal;
  if (!stillGuards(state) || other || !script)
    return refuse(
      'EntryClosed',
      'USC-13',
      other ? 'A script is proposed for this supply already.' : 'This entry is closed.',
      other ? 'Say first whether that one is it.' : 'Look at the entry for what closed it.',
    );
  const { key, shortId, patient } = script.prescription;
  if (!mayBeSame(state.entry.patient, patient))
    return refuse(
      'AnotherPatient',
      'USC-13',
      'This script is for another patient: NHS number, or name and birth date, are not those of the entry.',
      'Look for the patient’s own script. If the entry has them wrong, correct the entry.',
    );
  if (!namedFits(script, state, lines, items))
    return refuse(
      'LinesMissing',
      'USC-13',
      'Each item that was supplied needs a line of the script, or a word that it is not on it, and no line can stand for two.',
      'Choose for each item. Where none is on it, it is another script.',
    );
  return {
    kind: 'decided',
    sentence: `${shortId} is named for this supply, and held. Look at both once more, then say whether it is the one.`,
    events: [
      { type: 'prescription.supplied-before', key, unscriptedId: state.id },
      { type: 'unscripted.proposed', id: state.id, key, shortId, lines, ...(items ? { items } : {}) },
    ],
    messages: [],
  };
};
