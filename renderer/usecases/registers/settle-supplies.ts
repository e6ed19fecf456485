import type { Place } from '../../domain/broker-entries';
import type { DomainEvent } from '../../domain/events';
import type { IssueKey, UnscriptedId } from '../../domain/kernel/ids';
import { keyLink } from '../../domain/kernel/links';
import type { Refusal } from '../../domain/kernel/refusal';
import { everyLink } from '../../domain/patients/match';
import type { PrescriptionEvent } from '../../domain/prescriptions/events';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import { earlierSupplyRefusal } from '../../domain/unscripted/match';
import { keysOf, type UnscriptedState } from '../../domain/unscripted/model';
import { afterEvents, settleSupplies, type Supplies, type SupplyEvent } from '../../domain/unscripted/settle';
import { programName, type Deps } from '../deps';
import { distinct, scriptsOf } from './scripts-around';

/** After these a script may be one to hold for an earlier supply, or no longer. */
const turns: readonly PrescriptionEvent['type'][] = [
  'prescription.received',
  'prescription.received-again',
  'prescription.released-offline',
  'prescription.release-undone',
  'prescription.confirmed',
  'prescription.confirmation-wanted',
  'prescription.reconciled',
  'prescription.cleared',
  'prescription.hold-lifted',
  'prescription.returned',
  'prescription.return-refused',
  'prescription.supply-withdrawn',
];

const isOurs = (event: DomainEvent): event is SupplyEvent =>
  event.type.startsWith('prescription.') || event.type.startsWith('unscripted.');
const isTurn = (event: SupplyEvent): event is Extract<SupplyEvent, PrescriptionEvent> =>
  turns.some((type) => type === event.type);

const placeOf = (deps: Deps): Place => ({ at: deps.clock.now(), by: programName, seq: 0 });

const loadScripts = async (deps: Deps, keys: readonly IssueKey[]): Promise<readonly PrescriptionState[]> =>
  (await deps.store.loadPrescriptions([...new Set(keys)])).filter((state) => state !== undefined);

const entriesAround = async (
  deps: Deps,
  scripts: readonly PrescriptionState[],
): Promise<readonly UnscriptedState[]> => {
  if (scripts.length === 0) return [];
  const links = new Set(
    scripts.flatMap(({ prescription: { key, patient } }) => [keyLink(key), ...everyLink(patient)]),
  );
  return (await Promise.all([...links].map((link) => deps.store.findByLink('unscripted', link)))).flat();
};

/** Supplies that these scripts and entries have to do with, and every script that may be for one of them. */
const readAround = async (
  deps: Deps,
  keys: readonly IssueKey[],
  ids: readonly UnscriptedId[],
  events: readonly SupplyEvent[],
): Promise<Supplies> => {
  const named = await loadScripts(deps, keys);
  const own = afterEvents({ entries: [], scripts: named }, events, placeOf(deps));
  const [around, loaded] = await Promise.all([
    entriesAround(deps, own.scripts),
    deps.store.loadFromList('unscripted', ids),
  ]);
  const known = [...around, ...loaded.filter((entry) => entry !== undefined)];
  const { entries } = afterEvents(
    { entries: distinct(known, ({ id }) => id), scripts: [] },
    events,
    placeOf(deps),
  );
  const patients = entries.map(({ entry }) => entry.patient);
  const [siblings, others] = await Promise.all([
    scriptsOf(deps, patients),
    loadScripts(deps, entries.flatMap(keysOf)),
  ]);
  const scripts = distinct([...siblings, ...others, ...named], ({ prescription }) => prescription.key);
  return { entries, scripts: afterEvents({ entries: [], scripts }, events, placeOf(deps)).scripts };
};

/** [USC-16] What follows for supplies without a script from what is about to be written, in the same write. */
export const suppliesAfter = async (
  deps: Deps,
  written: readonly DomainEvent[],
): Promise<readonly SupplyEvent[]> => {
  const events = written.filter(isOurs);
  const keys = events.filter(isTurn).map(({ key }) => key);
  const ids = events.flatMap((event) => ('id' in event ? [event.id] : []));
  if (ids.length === 0 && (keys.length === 0 || deps.store.surelyEmpty('unscripted'))) return [];
  return settleSupplies(await readAround(deps, keys, ids, events), placeOf(deps)).events;
};

/** [USC-7] The second look, within the step that hands out; `events` are to be written with it. */
export const lookAtSupplies = async (
  deps: Deps,
  key: IssueKey,
  before: readonly DomainEvent[],
): Promise<{ readonly events: readonly SupplyEvent[]; readonly refusal: Refusal | undefined }> => {
  const around = await readAround(deps, [key], [], before.filter(isOurs));
  const { events, entries, scripts } = settleSupplies(around, placeOf(deps));
  const script = scripts.find(({ prescription }) => prescription.key === key);
  return { events, refusal: script && earlierSupplyRefusal(script, entries) };
};
