import type {
  PackOpened,
  PackPartData,
  PackPartStored,
  PackRefused,
  PharmacyKey,
  SupplierKey,
} from '../contract/packs';
import type { Journal } from '../journal/journal';
import { fingerprintOf, publicKeyFile, readPublicKey, type PrivateKey, type PublicKey } from './keys';
import type { Offers } from './offers';
import { openPack, openPart, type OpenPack } from './read-pack';
import { packRefusals } from './refusals';
import type { PackSource } from './source';

type Parts = {
  /** Undefined where the key file does not open. */
  readonly key: PrivateKey | undefined;
  readonly journal: Pick<Journal, 'append'>;
  readonly offers: Pick<Offers, 'nameOf' | 'sourceOf' | 'dismiss'>;
};

type Opened = { readonly offerId: string; readonly source: PackSource; readonly pack: OpenPack };

/** Recovery packs in main: the key, the sealed file and the journal never leave it. One pack is open at a time. */
export class Packs {
  readonly #parts: Parts;
  #opened: Opened | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Our public key, in a file that says whose it is. */
  keyFor(site: { readonly ods: string; readonly name: string }): PharmacyKey | null {
    const { key } = this.#parts;
    if (!key) return null;
    const { kid } = key;
    const whose = { for: 'packs to this pharmacy', ods: site.ods, name: site.name };
    const file = publicKeyFile({ crv: key.crv, x: key.x, kid }, whose);
    return { kid, fingerprint: fingerprintOf(kid), file };
  }

  /** A supplier's key out of its file; null where it is none. */
  async readKey(text: string): Promise<SupplierKey | null> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return null;
    }
    const key = await readPublicKey(json, 'Ed25519');
    return key ? { kid: key.kid, x: key.x, fingerprint: fingerprintOf(key.kid) } : null;
  }

  /** Proves a pack right and says what it says of itself. Nothing of it is kept. */
  async open(offerId: string, signers: readonly { readonly x: string }[]): Promise<PackOpened | PackRefused> {
    await this.#shut();
    const { key } = this.#parts;
    if (!key) return packRefusals.keyDamaged();
    const source = await this.#parts.offers.sourceOf(offerId);
    if (!source) return packRefusals.gone();
    const keys = await Promise.all(
      signers.map(({ x }) => readPublicKey({ kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519')),
    );
    const pack = await openPack(
      source,
      key,
      keys.filter((one): one is PublicKey => one !== undefined),
    ).catch(() => packRefusals.gone());
    if (pack.kind === 'refused') {
      await source.close();
      return pack;
    }
    this.#opened = { offerId, source, pack };
    const { v: _v, parts, ...said } = pack.manifest;
    const fileName = this.#parts.offers.nameOf(offerId) ?? '';
    return { ...said, kind: 'opened', fileName, signerKid: pack.signer.kid, parts: parts.length };
  }

  /** [PCK-14] Writes one part of the open pack to the journal, which alone holds what is in it. */
  async storePart(request: {
    readonly offerId: string;
    readonly part: number;
    readonly by: string;
    readonly at: number;
  }): Promise<PackPartStored | PackRefused> {
    const opened = this.#opened;
    const { key } = this.#parts;
    if (!key || opened?.offerId !== request.offerId) return packRefusals.gone();
    const { source, pack } = opened;
    const part = await openPart(source, pack, request.part - 1, key).catch(() => packRefusals.gone());
    if (part.kind === 'refused') return part;
    const { packId } = pack.manifest;
    const appended = await this.#parts.journal.append([
      {
        at: request.at,
        by: request.by,
        kind: 'pack.part-stored',
        subject: packId,
        v: 1,
        data: { id: packId, part: request.part, count: part.entries.length } satisfies PackPartData,
        bytes: part.bytes,
      },
    ]);
    // Nothing but what is about a message is overtaken.
    if (appended.kind === 'overtaken') throw new Error('a part of a pack was overtaken');
    return appended.kind === 'appended'
      ? { kind: 'stored', seq: appended.firstSeq }
      : packRefusals.notStored(appended);
  }

  /** Closes the pack that is open, and lets go of the file. */
  async dismiss(offerId: string): Promise<void> {
    if (this.#opened?.offerId === offerId) await this.#shut();
    await this.#parts.offers.dismiss(offerId);
  }

  async #shut(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.source.close();
  }
}
