import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk } from '../journal/disk';
import { fingerprintOf, readPublicKey } from '../packs/keys';
import type { Packs } from '../packs/packs';
import type { Offers } from '../packs/offers';
import type { SentPack } from '../training/drills/model';
import type { Script } from '../training/model';
import type { SiteInfo } from '../contract/channels';
import { supplierOf } from './supplier';

/** What stands between the supplier of a drill and the place where a person opens packs. */
export type Post = {
  /** Makes the pack, lays its file into the drill's folder, and offers it. */
  readonly deliver: (sent: SentPack) => Promise<void>;
  /** Offers a file that was delivered once more. */
  readonly offer: (name: string) => void;
  /** The supplier's public key as a file, and what is read out of it on the telephone. */
  readonly key: () => Promise<{ readonly file: string; readonly fingerprint: string }>;
};

type Parts = {
  /** Of the drill. */
  readonly folder: string;
  /** Scenario and seed. */
  readonly drill: string;
  readonly site: SiteInfo;
  readonly scripts: () => readonly Script[];
  readonly packs: Pick<Packs, 'keyFor'>;
  readonly offers: Pick<Offers, 'offer'>;
};

export const openPost = ({ folder, drill, site, scripts, packs, offers }: Parts): Post => {
  const supplier = supplierOf(drill);
  const inbox = join(folder, 'from-supplier');
  const offer = (name: string): void => void offers.offer(join(inbox, name));
  return {
    offer,
    key: async () => {
      const { keyFile, kid } = await supplier;
      return { file: keyFile, fingerprint: fingerprintOf(kid) };
    },
    deliver: async (sent) => {
      const ours = packs.keyFor(site);
      const to = ours && (await readPublicKey(JSON.parse(ours.file), 'X25519'));
      // Nobody can lock a pack for a key that cannot be read; Settings says so.
      if (!to) return;
      const { make } = await supplier;
      const bytes = await make(sent, scripts(), to);
      await mkdir(inbox, { recursive: true, mode: 0o700 });
      await realDisk.writeAll(join(inbox, sent.name), bytes);
      offer(sent.name);
    },
  };
};
