import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { isToldOnly } from '../../renderer/domain/reissue/stays';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import { hasLeft, isWithUs } from '../../renderer/domain/reissue/rule';
import { isOpen, type UnscriptedState } from '../../renderer/domain/unscripted/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import type { RegistersCommand } from '../../renderer/usecases/commands';
import { actInRegisters } from '../../renderer/usecases/registers/registers';
import { scan } from './desk-world';
import { download, supply } from './on-the-way';
import type { OneSupply } from './one-supply';
import { sendDue } from './send-due';
import { later } from './world';

const rounds = 12;
/** From this round on nobody waits any longer for what does not come. */
const givesUp = 6;
const reason = 'Nothing more comes of it.';

/** Somebody who answers whatever is asked and ends whatever waits, by what the screens offer. */
export class Diligent {
  readonly #all: OneSupply;
  #round = 0;

  constructor(all: OneSupply) {
    this.#all = all;
  }

  /** What cannot be ended, however one goes about it; empty is right. */
  async leaves(): Promise<readonly string[]> {
    for (this.#round = 0; this.#round < rounds; this.#round += 1) {
      await this.#oneRound();
      const left = await this.#left();
      if (left.length === 0 || this.#round === rounds - 1) return left;
    }
    return [];
  }

  /** The first of these that is not refused. */
  async #say(...commands: readonly RegistersCommand[]): Promise<void> {
    for (const command of commands)
      if ((await actInRegisters(this.#all.world.deps, command)).kind === 'done') return;
  }

  async #oneRound(): Promise<void> {
    const { world } = this.#all;
    later(world.clock, 180_000);
    await download(world);
    await sendDue(world);
    for (const entry of await this.#all.entries()) await this.#end(entry);
    for (const pair of await this.#all.pairs()) if (!pair.end) await this.#decide(pair);
    for (const script of await this.#all.scripts()) await this.#handle(script);
    await sendDue(world);
  }

  async #end(entry: UnscriptedState): Promise<void> {
    const { id } = entry;
    if (entry.proposal)
      await this.#say({ kind: 'ConfirmSupplyMatch', id, how: 'notified' }, { kind: 'RejectSupplyMatch', id });
    else if (isOpen(entry) && this.#round >= givesUp) await this.#say({ kind: 'CloseSupply', id, reason });
  }

  async #decide({ id, proposal, decision, staysGone }: ReissueState): Promise<void> {
    if (proposal) return this.#say({ kind: 'ConfirmProposal', id }, { kind: 'RejectProposal', id });
    if (decision === 'open' || staysGone)
      return this.#say(
        { kind: 'DecideReissue', id, stays: 'replacement', reason },
        { kind: 'DecideReissue', id, stays: 'original', reason },
        { kind: 'DeclareDifferent', id, reason },
      );
    if (this.#round >= givesUp)
      await this.#say({ kind: 'CallOffReissue', id, reason }, { kind: 'CloseReissue', id, reason });
  }

  async #handle(script: PrescriptionState): Promise<void> {
    const { world } = this.#all;
    const { key, shortId } = script.prescription;
    if (script.custody.kind === 'sealed') await scan(world, shortId);
    if (!isWithUs(script)) return;
    if (script.hold.kind === 'none') await supply(world, key);
    else if (isToldOnly(script))
      await actOnPrescription(world.deps, key, { kind: 'WithdrawSupply', reasonCode: 'ONC' });
    else if (this.#round >= givesUp)
      await actOnPrescription(world.deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
  }

  async #left(): Promise<readonly string[]> {
    const all = await this.#all.scripts();
    const [scripts, pairs, entries] = [
      all.filter((one) => isWithUs(one) && !hasLeft(one)),
      (await this.#all.pairs()).filter(({ end }) => !end),
      (await this.#all.entries()).filter(isOpen),
    ];
    const messages = await this.#all.world.deps.store.openMessages();
    return [
      ...scripts.map(({ hold, custody }) => `script: ${custody.kind}, ${hold.kind}`),
      ...pairs.map(({ decision, goes }) => `pair: ${decision}, ${goes ?? 'nobody'} goes`),
      ...entries.map(({ proposal }) => `entry: ${proposal ? 'asks' : 'waits'}`),
      ...messages.map(({ kind, progress }) => `message: ${kind}, ${progress.kind}`),
    ];
  }
}
