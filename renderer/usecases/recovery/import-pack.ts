import type { Actor } from '../../domain/kernel/context';
import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { judgeEntry } from '../../domain/desk/decide-import';
import { mayImport, packImported, packName } from '../../domain/recovery/decide-pack';
import type { ImportEntry, ImportSource, LeftOut } from '../../domain/recovery/import';
import type { PackEvent } from '../../domain/recovery/pack-events';
import type { Pack } from '../../domain/recovery/pack-model';
import { bundleSpans } from '../../domain/recovery/bundle-spans';
import { catchUp, commit } from '../commit';
import type { Deps, InTurn } from '../deps';
import { decodeUtf8 } from '../utf8';
import type { ImportReport } from '../desk/import-to-desk';
import { notWhole, reportDone, reportFinished } from './import-words';
import type { ImportEnd, ImportProgress, ImportReply } from './pack-commands';
import type { PackPort } from '../ports';
import { checkPack, loadPacks, loadTrust } from './preview-pack';
import { signedOut } from '../signed-in';

/** Puts entries on the PWAD desk, a few at a time, so that scans pass in between. */
export type ToDesk = (
  source: ImportSource,
  entries: readonly ImportEntry[],
  onProgress: (done: number) => void,
) => Promise<ImportReport | Refusal>;

export type PackParts = {
  readonly deps: Deps;
  readonly packs: PackPort;
  /** The scripts of one part, as `domain/recovery/read-part.ts` reads them. */
  readonly readPart: (text: string) => Promise<readonly ImportEntry[]>;
  readonly toDesk: ToDesk;
  readonly inTurn: InTurn;
  readonly show: (progress: ImportProgress | undefined) => void;
};

const gone: Refusal = refuse(
  'PackGone',
  'PCK-13',
  'This is not the pack that was shown.',
  'Open it again and look at what it says.',
);

const sourceOf = async (deps: Deps, pack: Pack): Promise<ImportSource> => ({
  kind: 'pack',
  name: packName(pack, await loadPacks(deps), await loadTrust(deps)),
  packId: pack.id,
  ods: deps.site.ods,
  issuedAt: pack.issuedAt,
});

/**
 * [PCK-23] The scripts of one part, as its journal entry holds them. A prescription is read anew from the very bytes
 * that stand for it from now on, so that what is judged is what will be opened.
 */
const entriesOfPart = async (
  { deps, readPart }: PackParts,
  seq: number,
  before: number,
): Promise<readonly ImportEntry[]> => {
  const bytes = (await deps.journal.readOne(seq))?.bytes;
  const text = bytes && decodeUtf8(bytes);
  if (!bytes || text === undefined) return [];
  const spans = bundleSpans(bytes);
  return (await readPart(text)).map((inPart, i) => {
    const entry = { ...inPart, place: `entry ${before + i + 1}` };
    const span = spans[i];
    if (entry.bundle === undefined || !span) return entry;
    const own = decodeUtf8(bytes.subarray(span.from, span.from + span.length)) ?? '';
    return { ...entry, bundle: JSON.parse(own) as unknown, inPart: { seq, span } };
  });
};

const nothing: ImportReport = { kind: 'imported', added: 0, known: 0, repeated: 0, leftOut: [] };
const sum = (a: ImportReport, b: ImportReport): ImportReport => ({
  kind: 'imported',
  added: a.added + b.added,
  known: a.known + b.known,
  repeated: a.repeated + b.repeated,
  leftOut: [...a.leftOut, ...b.leftOut],
});

const partListed = ({ id }: Pack, part: number, leftOut: readonly LeftOut[]): PackEvent => ({
  type: 'pack.part-listed',
  id,
  part,
  ...(leftOut.length > 0 ? { leftOut } : {}),
});

/** What could not be used of parts that are on the desk already: said with the rest once all of them are. */
const leftOutBefore = (
  { clock }: Deps,
  entries: readonly ImportEntry[],
  source: ImportSource,
): readonly LeftOut[] => entries.flatMap((entry) => judgeEntry(entry, source, clock.now()).leftOut ?? []);

/** [PCK-19] Puts the parts that are not on the desk yet there; what is there already stays as it is. */
const listParts = async (
  parts: PackParts,
  pack: Pack,
  source: ImportSource,
): Promise<ImportReport | Refusal> => {
  const { deps, toDesk, inTurn, show } = parts;
  let listed = nothing;
  let before = 0;
  for (const [i, seq] of pack.partSeqs.entries()) {
    const entries = await entriesOfPart(parts, seq, before);
    if (i < pack.partsListed) {
      listed = sum(listed, { ...nothing, leftOut: leftOutBefore(deps, entries, source) });
    } else {
      const progress = (done: number) =>
        show({ name: source.name, doing: 'listing', done: before + done, total: pack.count });
      const part = await toDesk(source, entries, progress);
      if (part.kind === 'refused') return part;
      listed = sum(listed, part);
      const by = deps.who.current()?.name ?? pack.by;
      const refusal = await inTurn(() =>
        commit(deps, by, [{ event: partListed(pack, i + 1, part.leftOut) }]),
      );
      if (refusal) return refusal;
    }
    before += entries.length;
  }
  return listed;
};

const putOnDesk = async (parts: PackParts, pack: Pack, source: ImportSource): Promise<ImportReply> => {
  const listed = await listParts(parts, pack, source);
  if (listed.kind === 'refused') return notWhole(source.name, listed);
  return pack.partsListed > 0 ? reportFinished(source.name, listed) : reportDone(source.name, listed);
};

/** [PCK-14] Writes every part to the journal; only then the one event by which they count. */
const storeParts = async (
  parts: PackParts,
  request: { readonly offerId: string; readonly packId: string },
  actor: Actor,
): Promise<Pack | Refusal> => {
  const { deps, packs, inTurn, show } = parts;
  const checked = await checkPack(parts, { offerId: request.offerId, name: request.packId });
  if (checked.kind === 'refused') return checked;
  const { said } = checked;
  if (said.packId !== request.packId) return gone;
  const seqs: number[] = [];
  for (let part = 1; part <= said.parts; part += 1) {
    show({ name: `Pack ${said.sequence}`, doing: 'storing', done: part - 1, total: said.parts });
    const stored = await packs.storePart({
      offerId: request.offerId,
      part,
      by: actor.name,
      at: deps.clock.now(),
    });
    if (stored.kind === 'refused') return stored;
    seqs.push(stored.seq);
    await inTurn(() => catchUp(deps));
  }
  const refusal = await inTurn(() => commit(deps, actor.name, [{ event: packImported(said, seqs) }]));
  if (refusal) return refusal;
  const [pack] = await deps.store.loadFromList('packs', [said.packId]);
  return pack?.kind === 'pack' ? pack : gone;
};

/** Imports a pack that somebody has looked at. */
export const importPack = async (
  parts: PackParts,
  request: { readonly offerId: string; readonly packId: string },
): Promise<ImportReply> => {
  const actor = parts.deps.who.current();
  if (!actor) return signedOut('Sign in, then open it again.');
  const refusal = mayImport(actor);
  if (refusal) return refusal;
  try {
    const pack = await storeParts(parts, request, actor);
    if (pack.kind === 'refused') return pack;
    const source = await sourceOf(parts.deps, pack);
    return await putOnDesk(parts, pack, source);
  } finally {
    parts.show(undefined);
  }
};

/** [PCK-19] [PCK-25] After a restart in the middle, a pack that is in the journal comes onto the desk by itself; each end is told. */
export const finishPacks = async (parts: PackParts): Promise<readonly ImportEnd[]> => {
  const { deps, show } = parts;
  const ends: ImportEnd[] = [];
  const actor = deps.who.current();
  if (!actor || mayImport(actor)) return ends;
  try {
    for (const pack of await deps.store.loadTab('packs', 'unfinished')) {
      if (pack.kind !== 'pack') continue;
      const source = await sourceOf(deps, pack);
      const reply = await putOnDesk(parts, pack, source);
      ends.push({ id: deps.ids.newId(), name: source.name, packId: pack.id, reply });
    }
    return ends;
  } finally {
    show(undefined);
  }
};
