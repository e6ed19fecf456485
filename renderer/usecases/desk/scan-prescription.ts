import { pairSays, type PairSays } from '../../domain/desk/beside-pair';
import { decideScan, type Opened, type ScanDecision, type ScanWorld } from '../../domain/desk/decide-scan';
import type { DeskRow, Packed } from '../../domain/desk/model';
import { sayHeldRelease, standsAs } from '../../domain/desk/scan-now';
import { sayScan, type Scanned } from '../../domain/desk/scan-words';
import type { DomainEvent } from '../../domain/events';
import { jsonAt } from '../../domain/fhir/read-release';
import { readPrescriptionBundle } from '../../domain/fhir/read-bundle';
import { isLaterIssue, isSameScript, type PrescriptionId } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import type { Refusal } from '../../domain/kernel/refusal';
import type { PrescriptionEvent } from '../../domain/prescriptions/events';
import { evolvePrescription } from '../../domain/prescriptions/evolve';
import type { Custody, PrescriptionState } from '../../domain/prescriptions/model';
import { bestTimeOf } from '../best-time';
import { write } from '../commit';
import { withComparison } from '../registers/compare-scripts';
import type { Deps } from '../deps';
import { pairsOfId } from './pairs-of-id';
import { readSource } from '../prescriptions/read-source';
import { signedOut } from '../signed-in';
import type { PrescriptionView } from '../views';

/** [DSK-23] Since when the pack that holds it counts no longer. */
const expiredSince = async (deps: Deps, { packId }: Packed): Promise<Instant | undefined> => {
  const [record] = packId === undefined ? [] : await deps.store.loadFromList('packs', [packId]);
  return record?.kind === 'pack' && record.expiresAt <= bestTimeOf(deps) ? record.expiresAt : undefined;
};

/** Where the supplier gave no reference of its release, the prescription's own message id stands for it (ADR 0028). */
const withReference = (
  prescription: Extract<Opened, { kind: 'read' }>['prescription'],
  { releaseReference }: Packed,
) => ({ ...prescription, releaseResponseId: releaseReference || prescription.messageId });

/** Read by the same reader as any other, and used only where it is what its row says. */
const readPacked = (
  json: Awaited<ReturnType<typeof readSource>>,
  { id }: DeskRow,
  packed: Packed,
): Exclude<Opened, { kind: 'expired' }> => {
  const read = readPrescriptionBundle(json === undefined ? undefined : jsonAt(json, packed.source.path), {
    releaseResponseId: packed.releaseReference,
    signature: 'passed',
  });
  if (read.kind === 'unusable') return { kind: 'unusable', packed, sentence: read.sentence };
  return read.prescription.shortId === id && read.prescription.key === packed.key
    ? { kind: 'read', packed, prescription: withReference(read.prescription, packed) }
    : { kind: 'unusable', packed, sentence: 'It bears another id.' };
};

/** The prescription that lies in a pack. */
const openPacked = async (deps: Deps, row: DeskRow, packed: Packed): Promise<Opened> => {
  const [expiredAt, json] = await Promise.all([expiredSince(deps, packed), readSource(deps, packed.source)]);
  const opened = readPacked(json, row, packed);
  if (expiredAt === undefined) return opened;
  const inside = opened.kind === 'read' ? { prescription: opened.prescription } : {};
  return { kind: 'expired', packed, expiredAt, ...inside };
};

/** [DSK-4] [RSU-14] What the register of reissues says of an id, where nothing of it is here. */
const supersededBy = async (deps: Deps, id: PrescriptionId): Promise<{ readonly superseded?: PairSays }> => {
  const { pairs, around } = await pairsOfId(deps, id);
  const superseded = pairSays(pairs, id, around);
  return superseded ? { superseded } : {};
};

const isOurs = ({ kind }: Custody): boolean => kind === 'ours' || kind === 'ours-unconfirmed';

const lookUp = async (deps: Deps, id: PrescriptionId): Promise<ScanWorld> => {
  const [scripts, [row], superseded] = await Promise.all([
    deps.store.findByShortId(id),
    deps.store.loadFromList('desk', [id]),
    supersededBy(deps, id),
  ]);
  // A pack is opened only where its prescription may be wanted.
  const here = scripts.flatMap(({ custody, prescription: { key } }) => (isOurs(custody) ? [key] : []));
  const wanted =
    row?.packed.filter(({ key }) => here.every((one) => isLaterIssue(key, one) || !isSameScript(key, one))) ??
    [];
  const opened = row ? await Promise.all(wanted.map((one) => openPacked(deps, row, one))) : [];
  return { id, scripts, row, opened, ...superseded };
};

/** Something is known of the id: a row, a script, or that a replacement of it was promised or dispensed. */
const isKnown = ({ row, scripts, superseded }: ScanWorld): boolean =>
  row !== undefined || scripts.length > 0 || superseded !== undefined;

export type ScanAnswer =
  | { readonly kind: 'scanned'; readonly scanned: Scanned; readonly view?: PrescriptionView }
  | { readonly kind: 'unknown' }
  | Refusal;

/** [SCN-29] What the scan found is what its screen shows first: nothing is read a second time for it. */
const viewOf = async (
  deps: Deps,
  { outcome }: ScanDecision,
): Promise<{ readonly view?: PrescriptionView }> => {
  if (!('state' in outcome) || !outcome.state) return {};
  const { state } = outcome;
  return { view: { state, messages: await deps.store.messagesOf(state.prescription.key) } };
};

/** [DSK-5] A release that its pair, or an earlier supply, holds in the same write, is not said to be free. */
const saidOf = (
  { clock }: Deps,
  decision: ScanDecision,
  world: ScanWorld,
  written: readonly DomainEvent[],
): Scanned => {
  const scanned = sayScan(decision, world);
  const { outcome } = decision;
  if (outcome.kind !== 'released-offline') return scanned;
  const { key } = outcome.prescription;
  const place = { at: clock.now(), by: '', seq: 0 };
  const state = written
    .filter((event): event is PrescriptionEvent => event.type.startsWith('prescription.'))
    .filter((event) => event.key === key)
    .reduce<PrescriptionState | undefined>(
      (before, event) => evolvePrescription(before, { ...event, ...place }),
      world.scripts.find(({ prescription }) => prescription.key === key),
    );
  return state ? sayHeldRelease(scanned, state, outcome.pack) : scanned;
};

type Asked = {
  readonly id: PrescriptionId;
  /** Away from the desk: an id that nobody heard of is answered so and not put on the desk, and a script that is here is shown. */
  readonly onlyKnown: boolean;
  /** [DSK-24] Also the next issue of a repeat that is not due yet. */
  readonly early?: boolean;
};

/**
 * [DSK-4] One scan: looked up, decided, and answered as soon as what it changes is on the disk. It ends when the index
 * shows that; until then nothing else may be decided.
 */
export const scanPrescription = async (
  deps: Deps,
  { id, onlyKnown, early = false }: Asked,
  answer: (answer: ScanAnswer) => void,
): Promise<void> => {
  const user = deps.who.current();
  if (!user) return answer(signedOut('Sign in, then scan it again.'));
  const world = await lookUp(deps, id);
  if (onlyKnown && !isKnown(world)) return answer({ kind: 'unknown' });
  const decision = decideScan(world, {
    now: deps.clock.now(),
    user,
    ods: deps.site.ods,
    companion: deps.kind === 'companion',
    early,
  });
  const at = deps.clock.now();
  const written = await write(deps, user.name, await withComparison(deps, decision.events));
  if (written.kind === 'refused') return answer(written);
  const as = standsAs(decision, world);
  answer({
    kind: 'scanned',
    scanned: {
      ...saidOf(deps, decision, world, written.events),
      ...(as === undefined ? {} : { stands: { at, as } }),
    },
    ...(onlyKnown ? await viewOf(deps, decision) : {}),
  });
  await written.show();
};
