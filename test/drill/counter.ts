import { medicinesOf, personOf } from '../../electron/training/drills/same';
import { numberAt } from '../../electron/training/drills/handed-out';
import { resourcesOf, str } from '../../electron/training/json';
import type { Script } from '../../electron/training/model';
import type { Seeded } from '../../electron/training/seeded';
import type { IssueKey, PrescriptionId } from '../../renderer/domain/kernel/ids';
import { standingSupplies } from '../../renderer/domain/prescriptions/supplied';
import type { Entry } from '../../renderer/domain/unscripted/model';
import { asked } from '../support/supplies';
import type { Stage } from './stage';

/** A patient now and then knows no NHS number. */
const unknownNumber = 0.2;
const mistake = 0.1;

/** What a pharmacist does besides handing out scripts: emergency supplies, corrections, withdrawals. */
export class Counter {
  readonly #stage: Stage;
  readonly #random: Seeded;
  /** Patients who have it already. */
  readonly #served = new Set<string>();

  constructor(stage: Stage, random: Seeded) {
    this.#stage = stage;
    this.#random = random;
  }

  /** A patient whose script does not come asks for it, and the prescriber for an emergency supply. */
  async serveWithoutScript(): Promise<void> {
    const missing = this.#stage.spine.scripts().filter(({ stuck, status }) => stuck || status === '0001');
    for (const script of this.#random.shuffled(missing)) {
      if (this.#served.has(script.nhsNumber) || (await this.#isHere(script))) continue;
      this.#served.add(script.nhsNumber);
      await this.#stage.execute({ kind: 'RecordSupply', entry: this.#entryOf(script) });
      return;
    }
  }

  async #isHere({ shortId }: Script): Promise<boolean> {
    const found = await this.#stage.deps.store.findByShortId(shortId as PrescriptionId); // as the Spine has it
    return found.length > 0;
  }

  #entryOf(script: Script): Entry {
    const { nhsNumber, family, given, birthDate } = personOf(script);
    const unsaid = { title: '', gender: '', addressLines: ['1 Mill Lane'], postcode: 'LS99 8ZZ', phone: '' };
    const requests = resourcesOf(script.bundle, 'MedicationRequest');
    return {
      route: 'prescriber',
      suppliedAt: this.#stage.clock.at,
      patient: {
        ...unsaid,
        nhsNumber: this.#random.chance(unknownNumber) ? '' : nhsNumber,
        family,
        given,
        birthDate,
      },
      items: medicinesOf(script).map(({ name }, n) => ({
        display: name,
        code: '',
        quantity: numberAt(requests[n], 'dispenseRequest', 'quantity', 'value'),
        unit: str(requests[n], 'dispenseRequest', 'quantity', 'unit'),
        schedule: 'none',
        directions: 'As before',
      })),
      reason: 'The broker is down.',
      prescriber: { name: 'Dr Hale', address: 'Leeds', phone: '01632 960302' },
      answers: asked,
    };
  }

  /** Says of what came for a supply that it is the script of it; answers with those. */
  async match(): Promise<readonly IssueKey[]> {
    const matched: IssueKey[] = [];
    for (const { id, proposal } of await this.#stage.deps.store.loadTab('unscripted', 'to-decide')) {
      const reply = await this.#stage.execute({ kind: 'ConfirmSupplyMatch', id, how: 'notified' });
      if (reply.kind === 'done' && proposal) matched.push(proposal.key);
    }
    return matched;
  }

  /** Now and then what was just handed out was told wrongly: it is corrected to less, or taken back. */
  async mistake(key: IssueKey): Promise<void> {
    if (!this.#random.chance(mistake)) return;
    const state = await this.#stage.deps.store.loadPrescription(key);
    const [first] = state?.prescription.items ?? [];
    if (!state || !first || standingSupplies(state).length === 0) return;
    if (this.#random.chance(0.5)) {
      await this.#stage.execute({ kind: 'WithdrawSupply', key, reasonCode: 'QU' });
      return;
    }
    const choices = state.prescription.items.map(({ itemId, quantity }) =>
      itemId === first.itemId && quantity.value > 1
        ? ({ kind: 'part', itemId, quantity: quantity.value - 1 } as const)
        : ({ kind: 'full', itemId } as const),
    );
    await this.#stage.execute({ kind: 'AmendSupply', key, choices });
  }
}
