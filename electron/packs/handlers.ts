import type { FileKind } from '../contract/files';
import type { FileDialogs } from '../files/dialogs';
import { openFiles } from '../files/files';
import type { Handlers } from '../ipc/router';
import type { Offers } from './offers';
import type { OpenPacks } from './open-packs';
import { isPackName } from './watch';

/** What may come from a supplier: a pack, or a list of any make. */
const kinds: readonly FileKind[] = ['pack', 'pdf', 'csv', 'text', 'picture'];

type PackChannel = Extract<keyof Handlers, `packs.${string}`>;
type Parts = {
  readonly offers: Offers;
  readonly dialogs: FileDialogs;
  /** Throws while no profile is open. */
  readonly packs: () => OpenPacks;
};

export const packHandlers = ({ offers, dialogs, packs }: Parts): Pick<Handlers, PackChannel> => ({
  'packs.offers': async () => offers.all,
  'packs.choose': async () => {
    const chosen = await dialogs.askOpen(kinds, true);
    for (const path of (chosen ?? []).filter(isPackName)) offers.offer(path);
    const lists = chosen?.filter((path) => !isPackName(path));
    return openFiles({ ...dialogs, askOpen: async () => lists }, kinds, true);
  },
  'packs.drop': (piece) => offers.drop(piece),
  'packs.dismiss': async ({ offerId, refused }) => {
    const version = offers.versionOf(offerId);
    await packs().packs.dismiss(offerId);
    if (version !== undefined && refused !== '') await packs().reported.note(version, refused);
    return null;
  },
  'packs.folder': async () => packs().watch.state,
  'packs.key': async (site) => packs().packs.keyFor(site),
  'packs.choose-folder': async () => (await dialogs.askFolder()) ?? null,
  'packs.open': ({ offerId, signers }) => packs().packs.open(offerId, signers),
  'packs.store-part': (request) => packs().packs.storePart(request),
  'packs.read-key': ({ text }) => packs().packs.readKey(text),
  'packs.watch': ({ folder }) => packs().watch.follow(folder ?? undefined),
});
