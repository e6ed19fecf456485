import { refuse, type Refusal } from '../../domain/kernel/refusal';
import { decideTrust, type TrustCommand } from '../../domain/recovery/decide-trust';
import { commit } from '../commit';
import type { CommandReply } from '../commands';
import type { Deps } from '../deps';
import type { PackCommand } from './pack-commands';
import type { PackPort } from '../ports';
import { loadTrust } from './preview-pack';
import { signedOut } from '../signed-in';

export type TrustRequest = Exclude<PackCommand, { kind: 'ImportPack' | 'ImportList' }>;

const noKey: Refusal = refuse(
  'KeyUnfit',
  'PCK-16',
  'This file holds no signing key of a supplier.',
  'Ask the supplier for the file that ends in public.json.',
);

const withKey = async (packs: PackPort, request: TrustRequest): Promise<TrustCommand | Refusal> => {
  if (request.kind !== 'AcceptSupplierKey') return request;
  const { text, ...rest } = request;
  const key = await packs.readKey(text);
  return key ? { ...rest, key } : noKey;
};

const changeFolder = async (packs: PackPort, command: TrustCommand): Promise<Refusal | undefined> =>
  command.kind !== 'WatchPackFolder' || (await packs.watch(command.folder ?? undefined))
    ? undefined
    : refuse(
        'FolderUnfit',
        'PCK-16',
        'This folder cannot be watched.',
        'Choose a folder on this computer that you may read.',
      );

/** [PCK-16] Changes whose packs are accepted here, or which folder is watched. */
export const changeTrust = async (
  deps: Deps,
  packs: PackPort,
  request: TrustRequest,
): Promise<CommandReply> => {
  const actor = deps.who.current();
  if (!actor) return signedOut();
  const command = await withKey(packs, request);
  if (command.kind === 'refused') return command;
  const trust = await loadTrust(deps);
  const decision = decideTrust(trust, command, actor);
  if (decision.kind === 'refused') return decision;
  const refusal =
    (await changeFolder(packs, command)) ?? (await commit(deps, actor.name, [{ event: decision.event }]));
  if (!refusal) return { kind: 'done', sentence: decision.sentence };
  // The one before is watched as before.
  if (command.kind === 'WatchPackFolder') await packs.watch(trust?.folder);
  return refusal;
};
