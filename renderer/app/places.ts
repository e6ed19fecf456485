import type { Site } from '../domain/kernel/context';
import { siteIsSet, type ProfileKind } from '../domain/settings/model';
import type { IssueKey } from '../domain/kernel/ids';
import { patientIdOf, type PatientRef } from '../domain/patients/match';
import type { RegistersPlace } from '../features/registers/places';
import type { PrescriptionView } from '../usecases/views';

type From = 'today' | 'patients' | 'desk' | 'claims' | 'messages' | 'outage' | 'registers';

export type ScriptPlace = {
  readonly kind: 'prescription';
  readonly key: IssueKey;
  readonly from: From;
  /** As a scan found it; shown until the index answers. */
  readonly found?: PrescriptionView;
  /** The patient's page or the entry of a register from which it was opened. */
  readonly page?: PatientPlace | RegisterPlace;
};

/** The page of a patient. */
export type PatientPlace = {
  readonly kind: 'patients';
  readonly of: PatientRef;
  /** What was looked for when they were found. */
  readonly text?: string;
  /** The row to begin with: the script that was opened from it last. */
  readonly row?: IssueKey;
  /** The script over which their page was opened. */
  readonly over?: ScriptPlace;
};

/** A screen of the registers. */
export type RegisterPlace = {
  readonly kind: 'registers';
  readonly at: RegistersPlace;
  /** The screen over which it was opened. */
  readonly over?: Place;
};

/** Where somebody is. */
export type Place =
  | { readonly kind: 'today' }
  | ScriptPlace
  /** Everybody; `text`: what was looked for, `last`: whose page was left. */
  | PatientPlace
  | {
      readonly kind: 'patients';
      readonly of?: undefined;
      readonly text?: string;
      readonly last?: PatientRef;
    }
  | { readonly kind: 'desk' }
  | { readonly kind: 'claims' }
  | { readonly kind: 'messages' }
  | { readonly kind: 'outage' }
  | { readonly kind: 'drill' }
  | { readonly kind: 'settings'; readonly at?: 'scanner'; readonly ledTo?: { readonly heading: string } }
  | RegisterPlace;

const menu = [
  { kind: 'today', name: 'Today', key: 'F2' },
  { kind: 'patients', name: 'Patients', key: 'F3' },
  { kind: 'desk', name: 'PWAD', key: 'F4' },
  { kind: 'claims', name: 'Claims', key: 'F5' },
  { kind: 'messages', name: 'Messages', key: 'F6' },
  { kind: 'outage', name: 'Outage', key: 'F7' },
  { kind: 'settings', name: 'Settings', key: 'F8' },
  { kind: 'registers', name: 'Registers', key: 'F9' },
  { kind: 'drill', name: 'Drill', key: 'F10' },
] as const satisfies readonly { kind: Place['kind']; name: string; key: string }[];

/** [SET-4] A companion has none: nothing in it pretends to talk to EPS. */
export const hasBroker = (kind: ProfileKind): boolean => kind !== 'companion';

const needsBroker = (kind: Place['kind']): boolean => kind === 'claims' || kind === 'messages';

/** [SET-4] Without a broker there are no claims and no messages. Only a drill has the place of one. */
export const menuOf = (kind: ProfileKind, isDrill: boolean): readonly (typeof menu)[number][] =>
  menu.filter(
    (entry) => (hasBroker(kind) || !needsBroker(entry.kind)) && (entry.kind !== 'drill' || isDrill),
  );

const menuKind = (place: Place): Place['kind'] => (place.kind === 'prescription' ? place.from : place.kind);

export const sameMenu = (place: Place, kind: Place['kind']): boolean => menuKind(place) === kind;

/** The entry of the menu that a place is under. */
const menuName = (place: Place): string =>
  menu.find(({ kind }) => kind === menuKind(place))?.name ?? 'This place';

/** [SET-7] The place that opens only once the pharmacy is named; undefined where it is open already. */
export const closedUntilNamed = (place: Place, kind: ProfileKind, site: Site): string | undefined =>
  kind === 'training' || siteIsSet(site) || place.kind === 'settings' ? undefined : menuName(place);

const isSamePatient = (one: PatientRef | undefined, other: PatientRef | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    patientIdOf(one) !== undefined &&
    patientIdOf(one) === patientIdOf(other));

/** Whether what is filled in at one place is still on the screen at the other. */
export const isSameScreen = (one: Place, other: Place): boolean => {
  if (one.kind === 'prescription') return other.kind === 'prescription' && one.key === other.key;
  if (one.kind === 'settings') return other.kind === 'settings' && one.at === other.at;
  if (one.kind === 'outage') return other.kind === 'outage';
  if (one.kind === 'patients') return other.kind === 'patients' && isSamePatient(one.of, other.of);
  if (one.kind !== 'registers' || other.kind !== 'registers') return false;
  const [from, to] = [one.at, other.at];
  const isForm = from.kind === 'new-reissue' || from.kind === 'new-supply';
  return isForm && from.kind === to.kind && from.key === to.key;
};

/** A section of the settings, by its heading. */
export const settingsAt = (heading: string): Place => ({ kind: 'settings', ledTo: { heading } });

export const registers = (at: RegistersPlace, over?: Place): RegisterPlace => ({
  kind: 'registers',
  at,
  ...(over ? { over } : {}),
});

/** A form of the registers, begun anywhere: Esc leads back to there. */
export const registersOver = (at: RegistersPlace, place: Place): RegisterPlace =>
  registers(at, place.kind === 'registers' ? place.over : place);

export const go = (kind: Place['kind']): Place =>
  kind === 'registers'
    ? registers({ kind: 'list' })
    : kind === 'patients'
      ? { kind }
      : kind === 'messages' ||
          kind === 'settings' ||
          kind === 'claims' ||
          kind === 'outage' ||
          kind === 'desk' ||
          kind === 'drill'
        ? { kind }
        : { kind: 'today' };

/** [DRL-7] Who comes into a drill reads first what it is and how it goes on. */
export const firstPlace = (isDrill: boolean): Place => go(isDrill ? 'drill' : 'today');

/** There a supply is entered already. */
export const isNewSupply = (place: Place): boolean =>
  place.kind === 'registers' && place.at.kind === 'new-supply';

/** There a name is typed at once, `/` and all. */
export const isEverybody = (place: Place): boolean => place.kind === 'patients' && !place.of;

export const isOnePatient = (place: Place): boolean => place.kind === 'patients' && place.of !== undefined;

/** Where Esc leads from a screen of the registers: to what it was opened over, or to all that stands in them. */
export const backFromRegister = ({ over }: RegisterPlace): Place => over ?? registers({ kind: 'list' });

/** What a place is called by a button that leads back to it. */
export const placeName = (place: Place): string => {
  if (place.kind === 'prescription') return 'the script';
  if (place.kind === 'registers' && place.at.kind !== 'list') return 'the register';
  if (place.kind === 'patients' && place.of) return 'the patient';
  return menu.find(({ kind }) => kind === place.kind)?.name ?? 'the list';
};

/** Where Esc leads from a script: to the list, the patient or the entry that it was opened from. */
export const backFrom = ({ from, page }: ScriptPlace): Place => page ?? go(from);

/** The patient of a script: the page from which it was opened, else theirs, from which Esc leads to the script again. */
export const patientOf = (script: ScriptPlace, of: PatientRef): Place =>
  script.page?.kind === 'patients' && isSamePatient(script.page.of, of)
    ? backFrom(script)
    : { kind: 'patients', of, row: script.key, over: script };

/** Where Esc leads from the page of a patient: to the script over which it was opened, or to everybody. */
export const backFromPatient = ({ of, text = '', over }: PatientPlace): Place =>
  over ?? { kind: 'patients', text, last: of };
