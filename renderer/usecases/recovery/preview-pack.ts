import type { Refusal } from '../../domain/kernel/refusal';
import { asInstant } from '../../domain/kernel/instant';
import { decidePreview, type PackPreview } from '../../domain/recovery/decide-pack';
import type { PackEvent } from '../../domain/recovery/pack-events';
import {
  acceptedKeys,
  ownerOf,
  trustId,
  type Pack,
  type PackRecord,
  type PackSaid,
  type PackTrust,
} from '../../domain/recovery/pack-model';
import { bestTimeOf } from '../best-time';
import { commit } from '../commit';
import { programName, type Deps, type InTurn } from '../deps';
import type { PackPort } from '../ports';

export const loadTrust = async (deps: Deps): Promise<PackTrust | undefined> => {
  const [record] = await deps.store.loadFromList('packs', [trustId]);
  return record?.kind === 'trust' ? record : undefined;
};

const isPack = (record: PackRecord): record is Pack => record.kind === 'pack';
export const loadPacks = async (deps: Deps): Promise<readonly Pack[]> => [
  ...(await deps.store.loadTab('packs', 'finished')).filter(isPack),
  ...(await deps.store.loadTab('packs', 'unfinished')).filter(isPack),
];

type Checking = {
  readonly deps: Deps;
  readonly packs: PackPort;
  readonly inTurn: InTurn;
};

/** [PCK-20] A pack that is not to be used is on record; one that was used before is no news. */
const noteRefused = async (
  { deps, inTurn }: Checking,
  fileName: string,
  refusal: Refusal,
): Promise<Refusal> => {
  const event: PackEvent = {
    type: 'pack.refused',
    id: fileName.slice(0, 255),
    code: refusal.code,
    rule: refusal.rule,
  };
  if (refusal.code !== 'PackImportedBefore' && refusal.code !== 'PackGone')
    await inTurn(() => commit(deps, deps.who.current()?.name ?? programName, [{ event }]));
  return refusal;
};

export type CheckedPack = {
  readonly kind: 'checked';
  readonly said: PackSaid;
  readonly preview: PackPreview;
};

/** [PCK-13] Opens a pack and checks it in the order of SPEC.md; nothing is imported by it. */
export const checkPack = async (
  parts: Checking,
  offer: { readonly offerId: string; readonly name: string },
): Promise<CheckedPack | Refusal> => {
  const { deps, packs } = parts;
  const trust = await loadTrust(deps);
  const opened = await packs.open(offer.offerId, acceptedKeys(trust));
  if (opened.kind === 'refused') return noteRefused(parts, offer.name, opened);
  const { kind: _kind, ...said } = opened;
  const refusal = decidePreview(said, {
    now: bestTimeOf(deps),
    ods: deps.site.ods,
    packs: await loadPacks(deps),
    trust,
  });
  if (refusal) return noteRefused(parts, said.fileName, refusal);
  const preview: PackPreview = {
    ...said,
    kind: 'preview',
    from: ownerOf(trust, said.signerKid) ?? '',
    issued: asInstant(Date.parse(said.issuedAt)),
    expires: asInstant(Date.parse(said.expiresAt)),
    acceptedAs: trust?.current?.kid === said.signerKid ? 'current' : 'next',
  };
  return { kind: 'checked', said, preview };
};
