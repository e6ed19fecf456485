import { Cast } from '../../electron/training/drills/cast';
import { atTheBeginning, Director } from '../../electron/training/drills/director';
import type { Evidence } from '../../electron/training/drills/judge';
import type { Scenario } from '../../electron/training/drills/model';
import { dayOf, planOf } from '../../electron/training/drills/plan';
import { seeded, type Seeded } from '../../electron/training/seeded';
import { aSite } from '../support/builders';
import { seeds } from '../support/seeds';
import { Operator } from './operator';
import { Stage } from './stage';

const hourMs = 60 * 60_000;
const stepMs = hourMs / 2;
/** Steps after which somebody looks through Messages. */
const tidyEvery = 6;
/** For so many supplies a pharmacist finds the time to ask for one id of a list in each step. */
const suppliesForAnId = 220;
/** In the last hours of a drill all that is left is done. */
const hurryMs = 3 * hourMs;

export type Drill = { readonly evidence: Evidence; readonly failures: readonly unknown[] };

const { ods, name, phone, addressLines, postcode } = aSite;

/** A scenario without a person: the world as the scenario has it, and a pharmacist who does what screens offer. */
class Play {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #count: number;
  readonly #mood: Seeded;
  readonly #operator: Operator;
  readonly #director: Director;
  /** When each script was handed out, and how far the journal was read for it. */
  readonly #handedOut = new Map<string, number>();
  #readTo = 0;

  constructor(scenario: Scenario, seed: number, count: number) {
    // One stream for the story, one for who does what, one for ids and jitter: none disturbs another.
    const story = seeded(seed);
    this.#scenario = scenario;
    this.#stage = new Stage(`drill-${scenario.id}-${seed}`, dayOf(scenario, 0).opens, seeded(seed + 1));
    this.#count = count;
    this.#mood = seeded(seed + 2);
    this.#operator = new Operator(this.#stage, this.#mood);
    const { spine, faults, network } = this.#stage;
    this.#director = new Director({
      cast: new Cast({ seeds, ods, random: story, count }),
      steps: planOf(scenario, story, count),
      ground: {
        spine,
        faults,
        network,
        us: { ods, name, phone, lines: addressLines, postcode },
        handedOutAt: (shortId) => this.#handedOutAt(shortId),
      },
      progress: atTheBeginning,
    });
  }

  #handedOutAt(shortId: string): number | undefined {
    const { entries } = this.#stage.journal;
    for (const { kind, subject, at } of entries.slice(this.#readTo))
      if (kind === 'prescription.supplied') {
        const [id = ''] = subject.split('|');
        this.#handedOut.set(id, this.#handedOut.get(id) ?? at);
      }
    this.#readTo = entries.length;
    return this.#handedOut.get(shortId);
  }

  /** What somebody finds the time for in one step: ids of a list, and scripts. */
  #pace(): { readonly ids: number; readonly scripts: number; readonly mayErr: boolean } {
    const { days, hours } = this.#scenario;
    const { closes } = dayOf(this.#scenario, days - 1);
    if (closes - this.#stage.clock.at <= hurryMs)
      return { ids: this.#count, scripts: this.#count, mayErr: false };
    const steps = (days * (hours[1] - hours[0]) * hourMs) / stepMs;
    return {
      ids: Math.ceil(this.#count / suppliesForAnId),
      scripts: 1 + this.#mood.below(Math.ceil((3 * this.#count) / steps)),
      mayErr: true,
    };
  }

  async #step(n: number): Promise<void> {
    for (const news of this.#director.advance(this.#stage.clock.at)) {
      if (news.fact.kind === 'pack') await this.#stage.bring(news.fact.pack);
      await this.#operator.hear(news);
    }
    const { ids, scripts, mayErr } = this.#pace();
    await this.#operator.askFromList(ids);
    await this.#operator.decidePairs();
    await this.#operator.serveFromPack(scripts);
    await this.#operator.serveWithoutScript(mayErr);
    await this.#operator.dispense(scripts, mayErr);
    if (n % tidyEvery === tidyEvery - 1) {
      await this.#operator.tidyMessages();
      await this.#operator.callOffRepeats();
      await this.#operator.settleConflicts();
    }
    await this.#stage.pass(stepMs);
  }

  async #day(day: number): Promise<void> {
    const { opens, closes } = dayOf(this.#scenario, day);
    await this.#stage.pass(opens - this.#stage.clock.at);
    await this.#stage.open();
    await this.#operator.signIn();
    for (let n = 0; opens + n * stepMs < closes; n += 1) await this.#step(n);
    if (day === this.#scenario.days - 1) await this.#operator.closeIncident();
    await this.#stage.close();
  }

  async run(): Promise<Drill> {
    for (let day = 0; day < this.#scenario.days; day += 1) await this.#day(day);
    const { spine, heard, journal, clock, failures } = this.#stage;
    await this.#stage.end();
    return {
      evidence: { scripts: spine.scripts(), heard, journal: journal.entries, ods, now: clock.at },
      failures,
    };
  }
}

/** Plays a scenario with so many supplies that patients need; scripts that are sent again come on top of them. */
export const play = (scenario: Scenario, seed: number, count: number): Promise<Drill> =>
  new Play(scenario, seed, count).run();
