import type { IssueKey } from '../../domain/kernel/ids';
import { askTime } from '../../domain/kernel/asked-time';
import { bestTime, latestBy, type ClockFault } from '../../domain/kernel/clock-fault';
import { asInstant, asLocalDate, type Instant } from '../../domain/kernel/instant';
import { readLocalTime, writeLocalTime } from '../../domain/kernel/local-time';
import { nobody } from '../../domain/patients/match';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { answersTo, questionsFor } from '../../domain/unscripted/asked';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import type {
  Answers,
  Authority,
  Entry,
  Route,
  SupplyQuestion,
  UnscriptedState,
} from '../../domain/unscripted/model';
import type { RefusedState, RefusedSupply } from '../../domain/unscripted/refused';
import type { AskedTimeProps } from '../../ui';
import { emptyItem, itemsOf, type DraftItem } from './items-field';
import type { ChosenPatient } from './patient-field';
import type { RefusalDraft } from './refusal-fields';

/** A supply while it is filled in. */
export type Draft = {
  readonly route: Route;
  readonly patient: ChosenPatient;
  readonly items: readonly DraftItem[];
  /** As typed; undefined while it is left as it stands there. */
  readonly when: string | undefined;
  readonly beganAt: Instant;
  readonly reason: string;
  readonly prescriber: Authority;
  readonly answers: Answers;
  readonly evidence: string;
  readonly whyNoPrescription: string;
  readonly writtenOn: string;
  readonly correction: string;
  /** Present while it is refused instead. */
  readonly refusing: RefusalDraft | undefined;
};

const unnamed: Authority = { name: '', address: '', phone: '' };

const emptyDraft = (now: Instant): Draft => ({
  route: 'prescriber',
  patient: { kind: 'searching', text: '' },
  items: [emptyItem],
  when: undefined,
  beganAt: now,
  reason: '',
  prescriber: unnamed,
  answers: {},
  evidence: '',
  whyNoPrescription: '',
  writtenOn: '',
  correction: '',
  refusing: undefined,
});

const draftItem = ({ quantity, days, limit, ...item }: RefusedSupply['items'][number]): DraftItem => ({
  ...emptyItem,
  ...item,
  quantity: quantity > 0 ? String(quantity) : '',
  days: days === undefined ? '' : String(days),
  limited: limit !== undefined && limit !== 'days',
});

const draftFrom = (entry: Entry): Draft => ({
  route: entry.route,
  patient: { kind: 'typed', patient: entry.patient },
  items: entry.items.map(draftItem),
  when: writeLocalTime(entry.suppliedAt),
  beganAt: entry.suppliedAt,
  reason: entry.reason,
  prescriber: { ...unnamed, ...entry.prescriber },
  answers: entry.answers ?? {},
  evidence: entry.interview?.evidence ?? '',
  whyNoPrescription: entry.interview?.whyNoPrescription ?? '',
  writtenOn: entry.writtenOn ?? '',
  correction: '',
  refusing: undefined,
});

const draftFromRefusal = ({ route, patient, items, askedAt, ...refused }: RefusedSupply): Draft => ({
  ...emptyDraft(askedAt),
  route,
  when: writeLocalTime(askedAt),
  patient: { kind: 'typed', patient },
  items: items.map(draftItem),
  answers: refused.answers ?? {},
  refusing: { askedBy: refused.askedBy, why: refused.why, advice: refused.advice },
});

/** What is on record already and is corrected by a record of its own. */
export type Correcting =
  | { readonly kind: 'supply'; readonly state: UnscriptedState }
  | { readonly kind: 'refusal'; readonly state: RefusedState };

/** `issue`: a script of the patient whom a new one is for. */
export const draftOf = (correcting: Correcting | undefined, now: Instant, issue?: IssueKey): Draft => {
  if (!correcting)
    return { ...emptyDraft(now), ...(issue ? { patient: { kind: 'known', key: issue } as const } : {}) };
  return correcting.kind === 'supply'
    ? draftFrom(correcting.state.entry)
    : draftFromRefusal(correcting.state.refused);
};

/**
 * [USC-22] The prescriber of the patient's script, offered so that nobody types a surgery's address twice. Who asks for
 * a supply may be another one, so nothing of it is taken for said.
 */
export const offeredAuthority = (known: PrescriptionState | undefined): Authority | undefined => {
  const from = known?.prescription.prescriber;
  if (!from || from.name === '') return undefined;
  const { name, organisation, address, phone, organisationPhone } = from;
  return {
    name,
    address: [organisation, address].filter((part) => part !== '').join(', '),
    phone: phone || organisationPhone,
  };
};

const isTaken = (prescriber: Authority, known: PrescriptionState | undefined): boolean =>
  JSON.stringify(prescriber) === JSON.stringify(offeredAuthority(known));

/** [USC-22] Another patient; a prescriber who was taken from the script of the one before goes with them. */
export const withPatient = (
  { prescriber }: Draft,
  known: PrescriptionState | undefined,
  patient: ChosenPatient,
): Partial<Draft> => ({ patient, ...(isTaken(prescriber, known) ? { prescriber: unnamed } : {}) });

/** What is supplied by which way, with what was asked about it and answered. */
const told = ({ route, items: drafts, answers }: Draft): Pick<Entry, 'route' | 'items' | 'answers'> => {
  const items = itemsOf(drafts, route);
  return { route, items, ...(route === 'paper' ? {} : { answers: answersTo({ route, items, answers }) }) };
};

/** Questions that are asked of it now. */
export const askedOf = (draft: Draft): readonly SupplyQuestion[] =>
  questionsFor({ ...told(draft), answers: draft.answers });

/** [USC-2] How the time is asked for, while the clock is known to be wrong; a correction has a time already. */
export const askedTimeOf = (
  { when, beganAt, refusing }: Draft,
  correcting: Correcting | undefined,
  clock: ClockFault | undefined,
): Pick<AskedTimeProps, 'words' | 'hint' | 'typed'> | undefined => {
  if (!clock || correcting) return undefined;
  const { words, hint, first } = askTime(
    clock,
    beganAt,
    `The ${refusing ? 'record' : 'register'} keeps the time below`,
  );
  return { words, hint, typed: { when: when ?? first, why: '' } };
};

/** What stands in the field. */
export const whenOf = (draft: Draft, clock: ClockFault | undefined): string =>
  draft.when ?? writeLocalTime(bestTime(draft.beganAt, clock));

/** What this computer's clock shows, and what is known to be wrong with it. */
type ByClock = { readonly now: Instant; readonly clock: ClockFault | undefined };

const entryOf = (draft: Draft, known: PrescriptionState | undefined, { now, clock }: ByClock): Entry => ({
  ...told(draft),
  // A time that cannot be read is refused by the domain as one that is not yet.
  suppliedAt: readLocalTime(whenOf(draft, clock), latestBy(clock, now)) ?? asInstant(Number.MAX_SAFE_INTEGER),
  patient: draft.patient.kind === 'typed' ? draft.patient.patient : (known?.prescription.patient ?? nobody),
  reason: draft.reason,
  ...(draft.route === 'patient'
    ? { interview: { evidence: draft.evidence, whyNoPrescription: draft.whyNoPrescription } }
    : { prescriber: draft.prescriber }),
  ...(draft.route === 'paper' ? { writtenOn: asLocalDate(draft.writtenOn) } : {}),
});

/** What was filled in, as it goes into the register. */
export const commandOf = (
  draft: Draft,
  known: PrescriptionState | undefined,
  correcting: Correcting | undefined,
  byClock: ByClock,
): UnscriptedCommand => {
  const patientOf = draft.patient.kind === 'known' ? { patientOf: draft.patient.key } : {};
  const entry = entryOf(draft, known, byClock);
  const reason = draft.correction;
  if (correcting?.kind === 'supply') return { kind: 'CorrectSupply', id: correcting.state.id, entry, reason };
  const { refusing } = draft;
  if (!refusing || entry.route === 'paper') return { kind: 'RecordSupply', entry, ...patientOf };
  const { route, patient, items, answers = {}, suppliedAt: askedAt } = entry;
  const refused = { route, patient, items, answers, askedAt, ...refusing };
  return correcting
    ? { kind: 'CorrectRefusal', id: correcting.state.id, refused, reason }
    : { kind: 'RecordRefusal', refused, ...patientOf };
};
