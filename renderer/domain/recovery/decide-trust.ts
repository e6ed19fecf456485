import type { Actor } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PackEvent } from './pack-events';
import { acceptedKeys, trustId, type KeySlot, type PackTrust } from './pack-model';
import { leaders, needRole } from '../users/need-role';

export type SupplierKeyFound = { readonly kid: string; readonly x: string; readonly fingerprint: string };

export type TrustCommand =
  | {
      readonly kind: 'AcceptSupplierKey';
      readonly slot: KeySlot;
      readonly supplier: string;
      /** As the person saw and compared it. */
      readonly fingerprint: string;
      readonly key: SupplierKeyFound;
    }
  | { readonly kind: 'RemoveSupplierKey'; readonly slot: KeySlot }
  | { readonly kind: 'PromoteSupplierKey' }
  | { readonly kind: 'WatchPackFolder'; readonly folder: string | null };

type Decided = { readonly kind: 'decided'; readonly event: PackEvent; readonly sentence: string };

const unfit = (sentence: string, next: string): Refusal => refuse('KeyUnfit', 'PCK-16', sentence, next);
const decided = (event: PackEvent, sentence: string): Decided => ({ kind: 'decided', event, sentence });

const acceptKey = (
  trust: PackTrust | undefined,
  command: Extract<TrustCommand, { kind: 'AcceptSupplierKey' }>,
): Decided | Refusal => {
  const { slot, key } = command;
  const supplier = command.supplier.trim();
  if (supplier === '')
    return unfit('A key needs the name of its supplier.', 'Type the name of the supplier it belongs to.');
  if (command.fingerprint !== key.fingerprint)
    return unfit(
      'The key is not the one whose fingerprint was shown.',
      'Open the key file again and compare its fingerprint.',
    );
  if (acceptedKeys(trust).some(({ kid }) => kid === key.kid))
    return unfit('This key is accepted here already.', 'Nothing needs doing.');
  return decided(
    { type: 'pack.key-accepted', id: trustId, slot, supplier, ...key },
    `Packs signed with the key ${key.fingerprint} are accepted from now on.`,
  );
};

/** [PCK-16] Whose packs are believed is decided by a pharmacist or the manager, and is on record. */
export const decideTrust = (
  trust: PackTrust | undefined,
  command: TrustCommand,
  actor: Actor,
): Decided | Refusal => {
  const refusal = needRole(actor, leaders, 'Saying whose packs are accepted here', 'PCK-16');
  if (refusal) return refusal;
  switch (command.kind) {
    case 'AcceptSupplierKey':
      return acceptKey(trust, command);
    case 'RemoveSupplierKey':
      return trust?.[command.slot]
        ? decided(
            { type: 'pack.key-removed', id: trustId, slot: command.slot },
            'Packs signed with this key are not accepted any more.',
          )
        : unfit('There is no key here to remove.', 'Nothing needs doing.');
    case 'PromoteSupplierKey':
      return trust?.next
        ? decided(
            { type: 'pack.key-promoted', id: trustId },
            'The next key is the current one now. The one before it is not accepted any more.',
          )
        : unfit('There is no next key yet.', 'Open the supplier’s new key file first.');
    case 'WatchPackFolder':
      return decided(
        { type: 'pack.folder-chosen', id: trustId, folder: command.folder },
        command.folder === null
          ? 'No folder is watched any more.'
          : 'Packs that arrive in this folder are shown as soon as they are there.',
      );
  }
};
