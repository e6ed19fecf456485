import type { Actor } from '../kernel/context';
import { asInstant, dayMs, formatDateTime, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PackEvent } from './pack-events';
import { isSameSupplier, ownerOf, type Pack, type PackSaid, type PackTrust } from './pack-model';
import { needRole } from '../users/need-role';

const longestValidMs = 31 * dayMs;
/** A supplier's clock, or ours, may be wrong by this much. */
const clockSlackMs = dayMs;

export type PackContext = {
  readonly now: Instant;
  readonly ods: string;
  readonly packs: readonly Pack[];
  readonly trust: PackTrust | undefined;
};

/** What a person sees of a pack before anything is imported (PCK-13). */
export type PackPreview = PackSaid & {
  readonly kind: 'preview';
  /** The name that the pharmacy gave the supplier whose key it is signed with; `supplier` is the pack's own word. */
  readonly from: string;
  readonly issued: Instant;
  readonly expires: Instant;
  readonly acceptedAs: 'current' | 'next';
};

const checkDates = (issued: number, expires: number, now: Instant): Refusal | undefined => {
  const whole = Number.isFinite(issued) && Number.isFinite(expires);
  if (!whole || expires <= issued || expires - issued > longestValidMs || issued - clockSlackMs > now)
    return refuse(
      'PackDatesWrong',
      'PCK-11',
      'The dates of this pack cannot be right: it is dated ahead of now, or it would be valid for more than 31 days.',
      'Check the date and time of this computer. If they are right, ask the supplier for a new pack.',
    );
  if (expires <= now)
    return refuse(
      'PackExpired',
      'PCK-10',
      `This pack expired on ${formatDateTime(asInstant(expires))}. Its scripts may have moved on since.`,
      'Ask the supplier for a new pack.',
    );
  return undefined;
};

/** [PCK-12] Each supplier counts for itself. Where it is not known whose a pack was, it counts for all. */
const isFromSame = (trust: PackTrust | undefined, kid: string) => {
  const owner = ownerOf(trust, kid);
  return ({ signerKid }: Pack): boolean => {
    const other = ownerOf(trust, signerKid);
    return owner === undefined || other === undefined || isSameSupplier(owner, other);
  };
};

const checkSequence = (said: PackSaid, { packs, trust }: PackContext): Refusal | undefined => {
  const same = packs.find(({ id }) => id === said.packId);
  if (same)
    return refuse(
      'PackImportedBefore',
      'PCK-12',
      `This pack was imported on ${formatDateTime(same.importedAt)} by ${same.by}.`,
      'Nothing needs doing: its scripts are on the PWAD desk.',
    );
  const newest = packs
    .filter(isFromSame(trust, said.signerKid))
    .reduce((highest, { sequence }) => Math.max(highest, sequence), 0);
  if (said.sequence <= newest)
    return refuse(
      'PackOutOfSequence',
      'PCK-12',
      `This is pack ${said.sequence} of its supplier, and their pack ${newest} was imported already, so this one is out of date.`,
      'Use the newest pack. If this one is the newest, ask the supplier to number it after the last.',
    );
  return undefined;
};

/** [PCK-8] [PCK-10] [PCK-11] [PCK-12] Whether a pack that is proved right may be used here and now. */
export const decidePreview = (said: PackSaid, context: PackContext): Refusal | undefined => {
  if (said.ods !== context.ods)
    return refuse(
      'PackForAnotherPharmacy',
      'PCK-8',
      `This pack is for ${said.ods}, and this pharmacy is ${context.ods}. Nothing of it was used.`,
      'Tell the supplier that a pack of another pharmacy came here, and delete the file.',
    );
  return (
    checkDates(Date.parse(said.issuedAt), Date.parse(said.expiresAt), context.now) ??
    checkSequence(said, context)
  );
};

/** [PCK-15] Who may bring scripts to the desk. */
export const mayImport = (actor: Pick<Actor, 'name' | 'role'> | undefined): Refusal | undefined =>
  needRole(actor, ['pharmacist', 'technician', 'manager'], 'Importing scripts', 'PCK-15');

/** [PCK-14] The one event by which a pack begins to count, when all of it is in the journal. */
export const packImported = (said: PackSaid, partSeqs: readonly number[]): PackEvent => ({
  type: 'pack.imported',
  id: said.packId,
  sequence: said.sequence,
  supplier: said.supplier,
  signerKid: said.signerKid,
  fileName: said.fileName,
  issuedAt: asInstant(Date.parse(said.issuedAt)),
  expiresAt: asInstant(Date.parse(said.expiresAt)),
  ...(said.incident === undefined ? {} : { incident: said.incident }),
  ...(said.instructions === undefined ? {} : { instructions: said.instructions }),
  count: said.count,
  bundles: said.bundles,
  partSeqs,
});

/**
 * What a pack is called at the desk: `Pack 17`. Where another supplier's pack with that number was taken in before, by
 * its supplier too, so that the one is not taken for the other.
 */
export const packName = (pack: Pack, packs: readonly Pack[], trust: PackTrust | undefined): string => {
  const placeOf = ({ partSeqs }: Pack): number => partSeqs[0] ?? 0;
  const taken = packs.some((one) => one.sequence === pack.sequence && placeOf(one) < placeOf(pack));
  return taken
    ? `Pack ${pack.sequence} of ${ownerOf(trust, pack.signerKid) ?? pack.supplier}`
    : `Pack ${pack.sequence}`;
};
