import type { Script } from '../../electron/training/model';
import {
  decideScan,
  type Opened,
  type ScanContext,
  type ScanDecision,
  type ScanWorld,
} from '../../renderer/domain/desk/decide-scan';
import { evolveDesk, followAsking } from '../../renderer/domain/desk/evolve';
import { followScript } from '../../renderer/domain/desk/follow-script';
import type { DeskEvent } from '../../renderer/domain/desk/events';
import type { DeskRow } from '../../renderer/domain/desk/model';
import type { Release, ReleaseOutcome } from '../../renderer/domain/inbox/model';
import { checkCharacterOf } from '../../renderer/domain/kernel/check-character';
import {
  asPrescriptionId,
  asRequestId,
  issueKeyOf,
  type PrescriptionId,
} from '../../renderer/domain/kernel/ids';
import type { Instant } from '../../renderer/domain/kernel/instant';
import type { Prescription, PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { ImportEntry, ImportSource } from '../../renderer/domain/recovery/import';
import { act, anActor, evolveAll, now } from './builders';
import { aPrescription } from './fhir';

/** The n-th of as many right ids as a test wants. */
export const anId = (n: number): PrescriptionId => {
  const hex = n.toString(16).toUpperCase().padStart(5, '0');
  const body = `24F5DAA83008${hex}`;
  return asPrescriptionId(`24F5DA-A83008-${hex}${checkCharacterOf(body) ?? ''}`);
};

export const aPack: ImportSource = { kind: 'pack', name: 'Pack 17', packId: 'p17', ods: 'FA565' };
export const aList: ImportSource = { kind: 'text', name: 'barcodes.txt' };

/** Another pharmacy that has a script, as the Spine names it. */
export const holder = {
  ods: 'VNFKT',
  name: 'The Simple Pharmacy',
  phone: '0113 318 0277',
  address: '17 Austhorpe Road',
};

/** What a pair says of its original. */
export const replaced = {
  title: 'REPLACED',
  sentence: 'A replacement was promised.',
  next: 'Supply nothing.',
};

let seq = 1000;
const at = (when: Instant = now, by = 'Tom Reed') => ({ seq: (seq += 1), at: when, by });

/** A row after what was done at the desk. */
export const aRow = (events: readonly DeskEvent[], from?: DeskRow): DeskRow => {
  const row = events.reduce<DeskRow | undefined>(
    (before, event) =>
      event.type === 'desk.found-here' ? before : evolveDesk(before, { ...event, ...at() }),
    from,
  );
  if (!row) throw new Error('no row');
  return row;
};

export const listed = (id: PrescriptionId, source: ImportSource = aList): DeskEvent => ({
  type: 'desk.listed',
  id,
  source,
  place: 'row 1',
});

/** A row after the Spine's answer to asking for it. */
export const answered = (row: DeskRow, outcome: ReleaseOutcome, when: Instant = now): DeskRow => {
  const release: Release = {
    requestId: asRequestId('00000000-0000-4000-8000-000000000001'),
    shortId: row.id,
    attended: true,
    intentSeq: 1,
    sha256: '',
    attempts: 1,
    progress: { kind: 'settled', at: when, outcome },
  };
  return followAsking(row, release, at(when)) ?? row;
};

export const followed = (row: DeskRow, state: PrescriptionState, type = 'prescription.received'): DeskRow =>
  followScript(row, state, { ...at(state.lastChangedAt), type });

export const refusedAs = (
  code: string,
  more: Partial<Extract<ReleaseOutcome, { kind: 'refused' }>> = {},
): ReleaseOutcome => ({
  kind: 'refused',
  code,
  sentence: 'No.',
  next: 'Nothing.',
  ...more,
});

/** What a supplier puts into a pack of a script that its broker holds. */
export const entryOf = (script: Script, inside = true): ImportEntry => ({
  shortId: script.shortId,
  issue: script.issue,
  releaseReference: `reference-${script.shortId}`,
  ...(inside ? { bundle: script.bundle } : {}),
});

/** A script released from a pack, the Spine not asked yet. */
export const offline = (script: Parameters<typeof aPrescription>[0] = {}): PrescriptionState => {
  const inside = aPrescription(script);
  return evolveAll(undefined, [
    {
      type: 'prescription.released-offline',
      key: inside.key,
      prescription: inside,
      source: { seq: 7, path: 'bundle' },
      pack: 'Pack 17',
    },
  ]);
};
/** The same, taken through the whole work. */
export const handedOutOffline = (script: Parameters<typeof aPrescription>[0] = {}): PrescriptionState =>
  (
    ['CheckPrescription', 'AssemblePrescription', 'AccuracyCheckPrescription', 'SupplyInFull'] as const
  ).reduce((state, kind) => act(state, { kind }), offline(script));

/** Handed out offline; then the Spine did not know it, and a pharmacist let that stand. */
export const settledAsNotKnown = (): PrescriptionState => {
  const state = handedOutOffline();
  const { key } = state.prescription;
  return evolveAll(state, [
    { type: 'prescription.conflicted', key, says: { kind: 'not-found' } },
    { type: 'prescription.reconciled', key, choice: 'spine', reason: 'Rang the helpdesk.' },
  ]);
};

const inside = aPrescription();
/** The prescription of the builders, as it lies in a pack. */
export const inPack17: Extract<Opened, { kind: 'read' }> = {
  kind: 'read',
  packed: {
    key: inside.key,
    issue: 1,
    source: { seq: 7, path: 'bundle' },
    pack: 'Pack 17',
    ods: 'FA565',
    releaseReference: 'r-17',
  },
  prescription: inside,
};

const scanContext: ScanContext = {
  now,
  user: anActor('technician', 'Tom Reed'),
  ods: 'FA565',
  companion: false,
};

/** What scanning its id comes to, where nothing is known but what the test says. */
export const aScanOf = (world: Partial<ScanWorld>, change: Partial<ScanContext> = {}): ScanDecision =>
  decideScan(
    { id: inside.shortId, scripts: [], row: undefined, opened: [], ...world },
    { ...scanContext, ...change },
  );

/** A row of its id that is so. */
export const rowWith = (custody: DeskRow['custody']): DeskRow => ({
  ...aRow([listed(inside.shortId)]),
  custody,
});

/** The same script as an issue of a repeat of six, under its own long form id or another. */
export const asIssue = (
  prescription: Prescription,
  issue: number,
  longId = prescription.longId,
): Prescription => ({
  ...prescription,
  longId,
  key: issueKeyOf(prescription.shortId, longId, issue),
  treatment: 'erd',
  issue,
  issues: 6,
});
export const stateOfIssue = (state: PrescriptionState, issue: number): PrescriptionState => ({
  ...state,
  prescription: asIssue(state.prescription, issue),
});
