import { fingerprintOf } from '../../electron/packs/keys';
import type { SentPack } from '../../electron/training/drills/model';
import type { DeskRow } from '../../renderer/domain/desk/model';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { Stage } from './stage';

/** What a pharmacist does with recovery packs: looks, imports, scans, and settles what the Spine says otherwise. */
export class PackDesk {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Opens a pack that came, and imports it where it may be used; answers with what came of it. */
  async take({ name }: SentPack): Promise<string> {
    let shown = await this.#stage.preview(name);
    if (shown.kind === 'refused' && shown.code === 'SignerUnknown') {
      await this.#acceptKey();
      shown = await this.#stage.preview(name);
    }
    if (shown.kind === 'refused') return shown.sentence;
    const { packId } = shown;
    const reply = await this.#stage.execute({ kind: 'ImportPack', offerId: name, packId });
    return reply.sentence;
  }

  /** The key came with the pack, and its fingerprint was read out on the telephone. */
  async #acceptKey(): Promise<void> {
    const text = await this.#stage.supplierKeyFile();
    const key = await this.#stage.readKey(text);
    await this.#stage.execute({
      kind: 'AcceptSupplierKey',
      slot: 'current',
      supplier: 'The supplier',
      fingerprint: fingerprintOf(key?.kid ?? ''),
      text,
    });
  }

  async #rows(tab: 'to-scan' | 'needs-person'): Promise<readonly DeskRow[]> {
    return this.#stage.deps.store.loadTab('desk', tab);
  }

  /** Scans the paper of so many scripts that lie in a pack; what was released is handed back. */
  async scan(atMost: number): Promise<readonly IssueKey[]> {
    const sealed = (await this.#rows('to-scan')).filter(({ custody }) => custody.kind === 'sealed');
    const released: IssueKey[] = [];
    for (const { id } of sealed.slice(0, atMost)) {
      const reply = await this.#stage.execute({ kind: 'ScanPrescription', id, onlyKnown: false });
      const scanned = reply.kind === 'done' ? reply.found?.scanned : undefined;
      if (scanned?.undo === 'release' && scanned.key) released.push(scanned.key);
    }
    return released;
  }

  /** The Spine says it is with another pharmacy: what was handed out is asked for again, anything else is let go. */
  async settle(): Promise<void> {
    for (const { script, custody } of await this.#rows('needs-person')) {
      const state = script && (await this.#stage.deps.store.loadPrescription(script));
      if (custody.kind === 'conflict' && state) await this.#settleOne(state);
    }
  }

  async #settleOne(state: PrescriptionState): Promise<void> {
    const { key } = state.prescription;
    if (standingSupplies(state).length > 0) {
      await this.#stage.execute({ kind: 'AskToConfirm', key });
      return;
    }
    const reason = 'The other pharmacy has it, and nothing was handed out here.';
    await this.#stage.execute({ kind: 'SettleConflict', key, choice: 'spine', reason });
  }
}
