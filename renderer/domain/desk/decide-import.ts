import { readPrescriptionBundle } from '../fhir/read-bundle';
import { readTypedId } from '../kernel/check-character';
import type { Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { endsUnsupplied } from '../prescriptions/ended';
import type { Prescription } from '../prescriptions/model';
import type { ImportEntry, ImportSource, LeftOut } from '../recovery/import';
import type { DeskEvent } from './events';
import { hintOf } from './hint';
import type { DeskRow, Hint } from './model';

/** Where in the bytes of its journal entry an imported prescription lies. */
export const bundlePath = 'bundle';

type Listed = Extract<DeskEvent, { type: 'desk.listed' }>;

/** One entry of an import, judged. */
export type Judged =
  /**
   * `bundle` where the prescription is to be written with the event, for no entry holds it yet; `leftOut` where it
   * cannot be used, and the script is listed by its id alone.
   */
  | { readonly kind: 'listed'; readonly event: Listed; readonly bundle?: unknown; readonly leftOut?: LeftOut }
  | { readonly kind: 'refused'; readonly leftOut: LeftOut };

const cut = (text: string | undefined, length: number): string => (text ?? '').trim().slice(0, length);

const hintBy = ({ hint }: ImportEntry): Hint | undefined =>
  hint && {
    name: cut(hint.name, 200),
    birthDate: cut(hint.birthDate, 10),
    items: cut(hint.items, 300),
  };

/** A prescription in a pack must be the one that its entry says; its releaser's reference is kept (ADR 0028). */
const readInside = (entry: ImportEntry, id: string): Prescription | string => {
  const read = readPrescriptionBundle(entry.bundle, {
    releaseResponseId: cut(entry.releaseReference, 200),
    signature: 'passed',
  });
  if (read.kind === 'unusable') return read.sentence;
  if (read.prescription.shortId !== id) return 'The prescription with it bears another id.';
  if (entry.issue !== undefined && read.prescription.issue !== entry.issue)
    return 'The prescription with it is another issue.';
  return read.prescription;
};

/**
 * [DSK-3] An entry is taken in with a right id, and its prescription only if it bears that id; without it the script
 * is still one that hangs somewhere, and is listed by its id.
 */
export const judgeEntry = (entry: ImportEntry, source: ImportSource, now: Instant): Judged => {
  const place = cut(entry.place, 100);
  const leftOut = (what: LeftOut['what'], sentence: string): LeftOut => ({
    what,
    shortId: cut(entry.shortId, 40),
    place,
    sentence: cut(sentence, 300),
  });
  const read = readTypedId(entry.shortId);
  if (read.kind === 'wrong') return { kind: 'refused', leftOut: leftOut('entry', read.sentence) };
  const { id } = read;
  const base = { type: 'desk.listed', id, source, place } as const;
  const hint = hintBy(entry);
  const byId: Judged = { kind: 'listed', event: { ...base, ...(hint ? { hint } : {}) } };
  if (entry.bundle === undefined) return byId;
  const inside = readInside(entry, id);
  if (typeof inside === 'string') return { ...byId, leftOut: leftOut('prescription', inside) };
  const ends = endsUnsupplied(inside, now);
  return {
    kind: 'listed',
    ...(entry.inPart ? {} : { bundle: entry.bundle }),
    event: {
      ...base,
      hint: hintOf(inside),
      packed: {
        key: inside.key,
        issue: inside.issue,
        releaseReference: inside.releaseResponseId,
        path: bundlePath,
        ...(ends ? { ends } : {}),
        ...(entry.inPart ? { inPart: entry.inPart } : {}),
      },
    },
  };
};

/** [DSK-2] Whether a row has all of this already, so that the same import again adds nothing. */
export const isKnown = (row: DeskRow, { source, packed }: Listed): boolean =>
  row.sources.some(
    (one) => one.kind === source.kind && one.name === source.name && one.packId === source.packId,
  ) &&
  (packed === undefined || row.packed.some((one) => one.key === packed.key));

/** [DSK-4] A pack that was made for another pharmacy is not taken in at all. */
export const otherPharmacyRefusal = (source: ImportSource, ods: string): Refusal | undefined =>
  source.ods !== undefined && source.ods.toUpperCase() !== ods.toUpperCase()
    ? refuse(
        'OtherPharmacy',
        'DSK-4',
        `${source.name} was made for ${source.ods}, not for this pharmacy (${ods}).`,
        'Nothing was taken in. Ask the supplier for your own.',
      )
    : undefined;
