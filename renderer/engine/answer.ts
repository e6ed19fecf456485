import { jsonAt } from '../domain/fhir/read-release';
import type { IncidentId } from '../domain/incidents/model';
import { assertNever } from '../domain/kernel/assert-never';
import type { DeskSearch } from '../store/desk-search';
import type { NeedOrder } from '../store/need-order';
import type { Search } from '../store/search';
import { readBacklogView, type BacklogView } from '../usecases/incidents/backlog';
import type { Answers, Question } from '../usecases/commands';
import { bestTimeOf } from '../usecases/best-time';
import type { Deps } from '../usecases/deps';
import type { EnginePacks } from './packs';
import { readSource } from '../usecases/prescriptions/read-source';
import { readPeople } from '../usecases/patients/read-people';
import { readPatient, readPatientRecords } from '../usecases/patients/patient-page';
import { decodeUtf8 } from '../usecases/utf8';
import { makeReport } from '../usecases/incidents/incident-report';
import { makeResultSheet } from '../usecases/desk/result-sheet';
import { readScriptLog } from '../usecases/prescriptions/script-log';
import { makeWaitingSheet, readWaiting } from '../usecases/prescriptions/waiting';

const gone = 'The journal holds no text for this.';

const rawScript = async (
  deps: Deps,
  key: Extract<Question, { kind: 'RawScript' }>['key'],
): Promise<string> => {
  const state = await deps.store.loadPrescription(key);
  const json = state && (await readSource(deps, state.source));
  return state && json !== undefined ? JSON.stringify(jsonAt(json, state.source.path), null, 2) : gone;
};

const messageBody = async (
  deps: Deps,
  question: Extract<Question, { kind: 'MessageBody' }>,
): Promise<string> => {
  const message = await deps.store.loadMessage(question.messageId);
  const entry = message && (await deps.journal.readOne(message.bodySeq));
  const text = entry?.bytes && decodeUtf8(entry.bytes);
  return text === undefined ? gone : JSON.stringify(JSON.parse(text), null, 2);
};

const backlog = async (deps: Deps, id: IncidentId | undefined): Promise<BacklogView> => {
  const [incident] = id === undefined ? [] : await deps.store.loadFromList('incidents', [id]);
  return readBacklogView(deps, incident);
};

/** What is held in memory beside the index. */
type Found = { readonly search: Search; readonly deskSearch: DeskSearch; readonly needs: NeedOrder };

/** Answers what only the journal or the search can. */
export const answerQuestion = (
  deps: Deps,
  { search, deskSearch, needs }: Found,
  packs: EnginePacks,
  question: Question,
): Promise<Answers[Question['kind']]> => {
  switch (question.kind) {
    case 'Log':
      return readScriptLog(deps, question.key);
    case 'Search':
      return Promise.resolve({
        rows: deps.who.current() ? search.find(question.text, question.limit) : [],
        complete: search.complete,
      });
    case 'ByNeed': {
      const { complete } = search;
      const page = deps.who.current()
        ? needs.page(question, bestTimeOf(deps))
        : { rows: [], from: 0, total: 0 };
      return Promise.resolve({ ...page, complete });
    }
    case 'People': {
      const { complete } = search;
      return readPeople(deps, search, question.text, question.limit).then((found) => ({
        ...found,
        complete,
      }));
    }
    case 'Patient':
      return readPatient(deps, search, question.of);
    case 'PatientRecords':
      return readPatientRecords(deps, search, question.of);
    case 'Waiting':
      return Promise.resolve(readWaiting(deps, needs.all(bestTimeOf(deps)), search.complete));
    case 'WaitingSheet':
      return makeWaitingSheet(deps, needs.all(bestTimeOf(deps)), question.part);
    case 'RawScript':
      return rawScript(deps, question.key);
    case 'MessageBody':
      return messageBody(deps, question);
    case 'Backlog':
      return backlog(deps, question.incident);
    case 'Report':
      return makeReport(deps, question.incident, question.form, question.withPatients);
    case 'PublicKeySet':
      return deps.kind === 'live' ? deps.identity.publicKeySet(question.keyId) : Promise.resolve(undefined);
    case 'PreviewPack':
    case 'ReadSupplierKey':
      return packs.ask(question);
    case 'DeskRows':
      return Promise.resolve(deps.who.current() ? deskSearch.find(question) : { rows: [], found: 0 });
    case 'ResultSheet':
      return makeResultSheet(deps, question.of);
    default:
      return assertNever(question);
  }
};
