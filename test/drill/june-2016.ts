import type { Holder, Script } from '../../electron/training/model';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { wantedItemsOf, personOf } from './by-phone';
import { aSite } from '../support/builders';
import { seeded, type Seeded } from '../support/seeded';
import { Cast, type Need } from './cast';
import { Operator } from './operator';
import { Stage } from './stage';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const stepMs = 30 * minuteMs;
/** Doors open at nine and close at six, as in June in England. */
const stepsADay = 18;
/** Ids of the list that a pharmacist finds the time to ask for in one step. */
const paceThen = 2;
const paceAtTheEnd = 12;
const opensAt = (day: number): number => Date.UTC(2016, 5, day, 8, 0, 0);

const us: Holder = {
  ods: aSite.ods,
  name: aSite.name,
  phone: aSite.phone,
  lines: aSite.addressLines,
  postcode: aSite.postcode,
};
const neighbour: Holder = {
  ods: 'FNB77',
  name: 'The Neighbour Pharmacy',
  phone: '01632 960777',
  lines: ['9 Other Road'],
  postcode: 'LS99 8ZZ',
};

/** Something that happens at a step of a day, counted from nine. */
type Due = { readonly day: number; readonly step: number; readonly happen: () => Promise<unknown> };

/** Ten days in June 2016: the broker dies with scripts inside, comes back slowly, and is well on the sixteenth. */
class June {
  readonly stage: Stage;
  readonly #story: Seeded;
  readonly #operator: Operator;
  readonly #cast: Cast;
  readonly #due: Due[] = [];
  /** Ids of a list that are still looked for. */
  #list: string[] = [];
  #letGoAStep = 0;

  constructor(seed: number, count: number) {
    this.#story = seeded(seed);
    this.stage = new Stage(`drill-june-2016-${seed}`, opensAt(6), seeded(seed + 1));
    this.#operator = new Operator(this.stage, this.#story);
    this.#cast = new Cast(this.#story, seed, count);
  }

  #at(day: number, step: number, happen: () => unknown): void {
    this.#due.push({ day, step, happen: async () => happen() });
  }

  #write(need: Need, daysAgo = 0): Script {
    const script = this.#cast.write(need, this.stage.clock.at, daysAgo);
    this.stage.spine.add([script]);
    return script;
  }

  #plan(): void {
    const { needs } = this.#cast;
    const part = (from: number, to: number): readonly Need[] =>
      needs.slice(Math.floor(needs.length * from), Math.floor(needs.length * to));
    const here = part(0, 0.25).map((need) => ({ need, script: this.#write(need, this.#story.below(3)) }));
    const diesAt = 3 + this.#story.below(4);
    this.#at(6, diesAt, () => this.#die(part(0.25, 0.8)));
    this.#at(7, 2 + this.#story.below(4), () => this.#comeBack());
    for (const need of part(0.8, 1)) this.#sometime(7, 14, () => this.#write(need));
    // Some practices re-send what is here and handed out already, and nobody tells the pharmacy.
    for (const { need, script } of here.slice(0, Math.ceil(here.length / 12)))
      this.#sometime(7, 7, () => (this.#isLacking(script) ? this.#write(need) : undefined), 8);
    const promises = [8, 10, 13];
    for (const day of promises) this.#at(day - 1, 9, () => this.#promise(opensAt(day) + 4 * hourMs));
    this.#at(16, 4 + this.#story.below(6), () => this.#resolve());
  }

  #sometime(from: number, to: number, happen: () => unknown, earliest = 0): void {
    const day = from + this.#story.below(to - from + 1);
    this.#at(day, earliest + this.#story.below(stepsADay - 4 - earliest), happen);
  }

  /** What was collected for us hangs; nobody reaches anybody. */
  async #die(needs: readonly Need[]): Promise<void> {
    const { spine } = this.stage;
    const written = needs.map((need) => ({ need, script: this.#write(need, this.#story.below(2)) }));
    this.stage.broker({ dead: true, trouble: 0 });
    spine.swallow(us, written.length);
    const elsewhere = written.slice(0, Math.ceil(written.length / 20));
    for (const { script } of elsewhere)
      spine.restore([{ ...script, status: '0002', holder: neighbour, lines: with0008(script) }]);
    this.#at(13, 6, () => this.#neighbourActs(elsewhere.map(({ script }) => script)));
    const resent = written.slice(elsewhere.length, elsewhere.length + Math.floor(written.length * 0.35));
    for (const { need, script } of resent) this.#resend(need, script);
    // The supplier sends round what it knows to be inside.
    this.#at(8, 2, () => {
      this.#list = written.map(({ script }) => script.shortId);
      this.#letGoAStep = Math.max(1, Math.round(written.length / (stepsADay * 10)));
    });
    await this.#operator.tellIncident({ kind: 'Note', text: 'Nothing comes from the broker.' });
    await this.stage.execute({
      kind: 'OpenIncident',
      title: 'The broker is dead',
      parts: ['broker'],
      severity: 1,
      beganAt: this.stage.clock.at,
    });
  }

  /** The practice writes it once more, and may say so before, after, or not at all. */
  #resend(need: Need, original: Script): void {
    const { below, pick } = this.#story;
    const day = 8 + below(6);
    const step = below(stepsADay - 5);
    const told = pick(['before', 'before', 'after', 'never'] as const);
    const byId = this.#story.chance(0.5);
    const register = () =>
      this.#operator.register(
        byId
          ? { typedId: original.shortId, note: 'The practice rang.' }
          : { patient: personOf(original), items: wantedItemsOf(original), note: 'The practice rang.' },
      );
    let sends = false;
    this.#at(day, step, () => {
      sends = this.#isLacking(original);
      return sends && told === 'before' ? register() : undefined;
    });
    this.#at(day, step + 1, () => (sends ? this.#write(need) : undefined));
    if (told === 'after') this.#at(day, step + 2 + below(3), () => (sends ? register() : undefined));
  }

  /** Nobody asks the practice for what they have had for more than a day. */
  #isLacking({ shortId }: Script): boolean {
    const { entries } = this.stage.journal;
    const left = entries.find(
      ({ kind, subject }) => kind === 'prescription.supplied' && subject.startsWith(shortId),
    );
    return left === undefined || this.stage.clock.at - left.at < dayMs;
  }

  async #comeBack(): Promise<void> {
    this.stage.broker({ dead: false, trouble: 0.15 });
    this.stage.spine.drip({ count: 3, everyMs: 30 * minuteMs });
    await this.#operator.tellIncident({ kind: 'Note', text: 'The broker answers again, slowly.' });
  }

  #promise(clearBy: number): Promise<void> {
    return this.#operator.tellIncident({
      kind: 'LogPromise',
      clearBy: asInstant(clearBy),
      saidBy: 'The supplier’s service desk',
    });
  }

  /** The neighbour sends half of what it has back, and supplies the other half. */
  #neighbourActs(scripts: readonly Script[]): void {
    for (const [n, script] of scripts.entries())
      this.stage.spine.restore([
        n % 2 === 0
          ? { ...script, status: '0001', nominated: '', holder: undefined }
          : {
              ...script,
              status: '0006',
              holder: neighbour,
              lines: script.lines.map(({ id }) => ({ id, status: '0001' })),
            },
      ]);
  }

  async #resolve(): Promise<void> {
    const { spine } = this.stage;
    this.stage.broker({ dead: false, trouble: 0 });
    spine.drip(undefined);
    spine.letGo(spine.scripts().length);
    this.#letGoAStep = 0;
    await this.#operator.tellIncident({ kind: 'MarkFixed', text: 'The supplier says: all is through.' });
    await this.#operator.tellIncident({
      kind: 'Explain',
      impact: 'Scripts were late by up to ten days.',
      rootCause: 'The broker collected scripts and did not deliver them.',
      prevention: 'Lists of ids are kept at hand.',
    });
  }

  /** Ids of the list that are not here yet; a few of them are asked for in every step. */
  async #askFromList(atMost: number): Promise<void> {
    const asked = this.#list.splice(0, atMost);
    for (const shortId of asked) {
      if (!(await this.#operator.isHere(shortId))) await this.#operator.ask(shortId);
      if (!(await this.#operator.isHere(shortId))) this.#list.push(shortId);
    }
  }

  async #step(day: number, step: number, pace: number): Promise<void> {
    for (const due of this.#due.filter((one) => one.day === day && one.step === step)) await due.happen();
    if (this.#letGoAStep > 0) this.stage.spine.letGo(this.#letGoAStep);
    await this.#askFromList(pace);
    await this.#operator.decidePairs();
    await this.#operator.dispense(1 + this.#story.below(6 * pace));
    if (step % 6 === 5) {
      await this.#operator.tidyMessages(this.#list);
      await this.#operator.callOffRepeats();
    }
    await this.stage.pass(stepMs);
  }

  async run(): Promise<void> {
    this.#plan();
    for (let day = 6; day <= 17; day += 1) {
      await this.stage.open();
      await this.#operator.signIn();
      for (let step = 0; step < stepsADay; step += 1)
        await this.#step(day, step, day < 16 ? paceThen : paceAtTheEnd);
      await this.stage.close();
      await this.stage.pass(opensAt(day + 1) - this.stage.clock.at);
    }
    await this.stage.open();
    await this.#operator.signIn();
    await this.#operator.tellIncident({ kind: 'Close' });
    await this.stage.close();
  }
}

const with0008 = ({ lines }: Script): Script['lines'] => lines.map(({ id }) => ({ id, status: '0008' }));

export type Drill = { readonly stage: Stage; readonly seed: number };

/** Plays June 2016 with so many supplies; re-sent scripts come on top of them. */
export const playJune2016 = async (seed: number, count: number): Promise<Drill> => {
  const june = new June(seed, count);
  await june.run();
  return { stage: june.stage, seed };
};
