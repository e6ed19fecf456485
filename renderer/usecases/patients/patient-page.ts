import { readWordings, wordingMark, type Wordings } from '../../domain/patients/differences';
import { handedOut, type HandedOut } from '../../domain/patients/handed-out';
import { comparePatients, everyLink, patientIdOf, type PatientRef } from '../../domain/patients/match';
import type { PatientRecord } from '../../domain/patients/model';
import type { Patient, PrescriptionState } from '../../domain/prescriptions/model';
import type { UnscriptedState } from '../../domain/unscripted/model';
import type { CollectionStates } from '../collections';
import type { Deps } from '../deps';
import type { WorklistRow } from '../views';
import { rowsOfPerson, type ScriptSearch } from './find-people';

type Kept = { readonly own: PatientRecord | undefined; readonly perhaps: readonly PatientRecord[] };

/** What is kept about a patient and of people who are perhaps the same, and how their scripts name them. */
export type PatientRecords = Kept & Wordings;

/** A patient with all that is here about them. */
export type PatientView = PatientRecords & {
  readonly patient: Patient;
  /** Their scripts, newest first. */
  readonly scripts: readonly WorklistRow[];
  /** Scripts of somebody who is perhaps the same (PAT-2). */
  readonly perhapsScripts: readonly WorklistRow[];
  readonly handedOut: readonly HandedOut[];
  /** So many more scripts than are opened for a page. */
  readonly older: number;
  /** False while scripts are still being read after a start: there may be more. */
  readonly complete: boolean;
};

/** So many scripts of one patient are opened for a page; older ones are named by their number. */
const mostScripts = 200;
/** So many wordings of one patient are read beside a script that is open. */
const mostWordings = 40;

type Linked = 'patients' | 'unscripted';

const linkedTo = async <T extends Linked>(
  { store }: Deps,
  table: T,
  ref: PatientRef,
): Promise<readonly CollectionStates[T][]> => {
  const found = await Promise.all(everyLink(ref).map((link) => store.findByLink(table, link)));
  return [...new Map(found.flat().map((state) => [state.id, state])).values()];
};

/** Whether something about a patient is about this one, perhaps about them, or about somebody else. */
const aboutWhom = (patient: Patient, other: Patient): 'theirs' | 'perhaps' | 'another' => {
  const id = patientIdOf(patient);
  if (id !== undefined && id === patientIdOf(other)) return 'theirs';
  return comparePatients(patient, other) === 'different' ? 'another' : 'perhaps';
};

const keptOf = async (deps: Deps, patient: Patient): Promise<Kept> => {
  const found = await linkedTo(deps, 'patients', patient);
  const of = (who: 'theirs' | 'perhaps') =>
    found.filter((record) => aboutWhom(patient, record.patient) === who);
  return { own: of('theirs')[0], perhaps: of('perhaps') };
};

/** Rows that may be about a patient: of one NHS number, or of one family name and birth date. */
const rowsAbout = (search: ScriptSearch, { nhsNumber, family, birthDate }: PatientRef) => {
  const byNumber = nhsNumber === undefined ? [] : search.every(nhsNumber);
  const byName = family === '' ? [] : search.every(family, (row) => row.birthDate === birthDate);
  return [...new Map([...byNumber, ...byName].map((row) => [row.key, row])).values()].sort(
    // Those that came together stand in one order, after a restart too.
    (a, b) => b.receivedAt - a.receivedAt || (a.key < b.key ? -1 : 1),
  );
};

type Opened = { readonly row: WorklistRow; readonly state: PrescriptionState };

const openRows = async ({ store }: Deps, rows: readonly WorklistRow[]): Promise<readonly Opened[]> => {
  const states = await store.loadPrescriptions(rows.map(({ key }) => key));
  return rows.flatMap((row, i) => {
    const state = states[i];
    return state ? [{ row, state }] : [];
  });
};

/** [PAT-6] What other scripts of this patient say differently, the latest first; of each wording one is opened. */
const otherWordings = async (
  deps: Deps,
  search: ScriptSearch,
  patient: Patient,
): Promise<readonly Patient[]> => {
  const latest = new Map<number, WorklistRow>();
  for (const row of rowsOfPerson(search, patient)) if (!latest.has(row.wording)) latest.set(row.wording, row);
  latest.delete(wordingMark(patient));
  const rows = [...latest.values()].slice(0, mostWordings);
  return (await openRows(deps, rows)).map(({ state }) => state.prescription.patient);
};

/** [PAT-7] [PAT-10] [PAT-13] What is kept about the patient of a script; nothing while nobody is signed in. */
export const readPatientRecords = async (
  deps: Deps,
  search: ScriptSearch,
  patient: Patient,
): Promise<PatientRecords> => {
  if (!deps.who.current()) return { own: undefined, perhaps: [], wordings: [], differences: [] };
  const kept = await keptOf(deps, patient);
  const others = await otherWordings(deps, search, patient);
  return { ...kept, ...readWordings([patient, ...others], kept.own) };
};

/** The patient in full, as the latest that names them has it. */
const inFull = (
  ref: PatientRef,
  opened: readonly Opened[],
  others: readonly { readonly patient: Patient }[],
): Patient | undefined => {
  const id = patientIdOf(ref);
  const all = [...opened.map(({ state }) => state.prescription.patient), ...others.map((one) => one.patient)];
  return all.find((patient) => id !== undefined && patientIdOf(patient) === id);
};

const supplied = (entries: readonly UnscriptedState[]) =>
  entries.map((state) => ({ state, patient: state.entry.patient }));

/** [PAT-5] to [PAT-10] One patient's page; undefined where nothing is here about them, or nobody is signed in. */
export const readPatient = async (
  deps: Deps,
  search: ScriptSearch & { readonly complete: boolean },
  ref: PatientRef,
): Promise<PatientView | undefined> => {
  if (!deps.who.current()) return undefined;
  const rows = rowsAbout(search, ref);
  const opened = await openRows(deps, rows.slice(0, mostScripts));
  const entries = supplied(await linkedTo(deps, 'unscripted', ref));
  const kept = await linkedTo(deps, 'patients', ref);
  const patient = inFull(ref, opened, [...entries, ...kept]);
  if (!patient) return undefined;
  const whose = ({ state }: Opened) => aboutWhom(patient, state.prescription.patient);
  const theirs = opened.filter((one) => whose(one) === 'theirs');
  const own = entries.filter((one) => aboutWhom(patient, one.patient) === 'theirs');
  const records = await keptOf(deps, patient);
  return {
    patient,
    ...records,
    ...readWordings(
      theirs.map(({ state }) => state.prescription.patient),
      records.own,
    ),
    scripts: theirs.map(({ row }) => row),
    perhapsScripts: opened.filter((one) => whose(one) === 'perhaps').map(({ row }) => row),
    handedOut: handedOut(
      theirs.map(({ state }) => state),
      own.map(({ state }) => state),
    ),
    older: Math.max(0, rows.length - mostScripts),
    complete: search.complete,
  };
};
