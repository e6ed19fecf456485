import type { Script } from '../../electron/training/model';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { closeRelease } from '../../renderer/usecases/inbox/close-release';
import { catchUp } from '../../renderer/usecases/commit';
import { handOverMessage, retryMessage } from '../../renderer/usecases/outbox/deliver';
import { requestById } from '../../renderer/usecases/inbox/request-by-id';
import { alteredBytes, disagreements, keyOf } from './agreement';
import { aSite, now as start } from './builders';
import { Running, type Ground, type Seen } from './fault-program';
import { turns } from './faulty-broker';
import { MemoryJournal } from './memory-journal';
import { MemoryStore } from './memory-store';
import { recalledIn, Recalls } from './recalls';
import { seeded, type Seeded } from '../../electron/training/seeded';
import { commandOf, stepsOfWork, type Wish } from './wishes';
import { aSpine } from './world';
import { signIn } from './sign-in';

const deeds: readonly Wish['do'][] = ['supply', 'supply', 'supply', 'withdraw', 'return', 'amend', 'claim'];
const choices: readonly Wish['kinds'][number][] = ['full', 'full', 'part', 'owing', 'not-dispensed'];

const minuteMs = 60_000;

/** One seeded life of a pharmacy: work in a storm, blows, restarts; then calm, and the reckoning. */
class Life {
  readonly #random: Seeded;
  readonly #ground: Ground;
  readonly #recalls = new Recalls();
  readonly #seen: Seen;
  #program: Running;

  constructor(seed: number, seen: Seen) {
    this.#seen = seen;
    this.#random = seeded(seed);
    const clock = { at: start };
    this.#ground = {
      spine: aSpine(2 + this.#random.below(3), () => clock.at),
      journal: new MemoryJournal(),
      store: new MemoryStore(),
      clock,
      sent: [],
    };
    this.#program = this.#open();
  }

  #open(): Running {
    return new Running(this.#ground, this.#random, this.#random, this.#seen);
  }

  async #signIn(): Promise<void> {
    const { deps } = this.#program;
    await this.#program.do(async () => {
      await catchUp(deps);
      await signIn({ deps });
    });
  }

  /** Whatever was running ends here and now; what is written stays. */
  async #restart(): Promise<void> {
    this.#program.dead = true;
    await this.#program.rest();
    this.#ground.journal.restart();
    this.#ground.sent.push(...this.#program.broker.sent);
    if (this.#random.chance(0.3)) this.#ground.store = new MemoryStore();
    this.#program = this.#open();
    await this.#signIn();
  }

  async #work(): Promise<void> {
    const { pick, next, chance } = this.#random;
    const key = keyOf(pick(this.#ground.spine.scripts()));
    const { deps, queue } = this.#program;
    for (const kind of stepsOfWork) await queue.run(() => actOnPrescription(deps, key, { kind }));
    const state = await deps.store.loadPrescription(key);
    if (!state) return;
    const wish = { kinds: [0, 1, 2, 3].map(() => pick(choices)), part: 0.1 + next() * 0.8, do: pick(deeds) };
    const command = commandOf(state, { ...wish, other: chance(0.3) });
    await queue.run(() => actOnPrescription(deps, key, command));
    if (!chance(0.4)) return;
    // Where it is in hand already the recall meets the attempt.
    await turns(this.#random.below(5));
    await this.#recalls.putRight(this.#program, key, this.#random);
  }

  async #ask(shortId: string): Promise<void> {
    const { deps, queue } = this.#program;
    const checked = await queue.run(() => requestById(deps, shortId));
    if (checked.kind === 'ask') await this.#program.inbox.ask(checked.id);
  }

  async #storm(): Promise<void> {
    const { pick, below, chance } = this.#random;
    const program = this.#program;
    program.broker.storm = 0.45;
    if (chance(0.25)) program.stepsLeft = 1 + below(60);
    const what = pick([
      'download',
      'work',
      'work',
      'work',
      'pass',
      'pass',
      'ask',
      'land',
      'sign',
      'time',
    ] as const);
    await program.do(async () => {
      switch (what) {
        case 'download':
          return program.inbox.download();
        case 'work':
          return this.#work();
        case 'ask':
          return this.#ask(pick(this.#ground.spine.scripts()).shortId);
        case 'pass':
          return program.pass(below(12 * minuteMs));
        case 'land':
          return program.broker.land();
        case 'time':
          for (const { subject } of await program.deps.store.openMessages())
            await this.#recalls.putRight(program, subject, this.#random);
          return;
        case 'sign':
          program.deps.who.become(undefined);
          await program.rest();
          return this.#signIn();
      }
    });
    if (program.dead || chance(0.06)) await this.#restart();
  }

  /** What a person does when the storm is over: tries again, asks for what is missing, closes what stays in doubt. */
  async #tidy(): Promise<void> {
    const { deps, inbox, queue } = this.#program;
    await inbox.download();
    for (const { messageId, progress } of await deps.store.openMessages())
      if (progress.kind === 'parked') {
        const again = await queue.run(() => retryMessage(deps, messageId));
        // EPS refused it for good: the script stands as before, and the person who saw to that says so.
        if (again.kind === 'refused')
          await queue.run(() =>
            handOverMessage(deps, { kind: 'HandOver', messageId, note: 'Looked at on its script.' }),
          );
      }
    for (const release of await deps.store.openReleases()) {
      if (release.progress.kind !== 'lost') continue;
      for (const script of await this.#missing()) await this.#ask(script.shortId);
      if ((await this.#missing()).length > 0) continue;
      const { requestId } = release;
      const reason = 'Every script was asked for by its id.';
      await queue.run(() => closeRelease(deps, { kind: 'CloseRelease', requestId, reason }));
    }
  }

  /** What is with us as the Spine counts it, and not here. */
  async #missing(): Promise<readonly Script[]> {
    const held = this.#ground.spine.scripts().filter((script) => script.status === '0002');
    const states = await this.#program.deps.store.loadPrescriptions(held.map(keyOf));
    return held.filter((_, i) => states[i]?.custody.kind !== 'ours');
  }

  /** A notification that EPS refused is made anew with the same hand-out. */
  async #correct(): Promise<void> {
    const { deps, queue } = this.#program;
    for (const { subject, progress, kind } of await deps.store.openMessages()) {
      if (kind !== 'notification' || progress.kind !== 'parked' || !progress.certain) continue;
      const state = await deps.store.loadPrescription(subject);
      const wish: Wish = { kinds: ['full', 'full', 'full', 'full'], part: 1, do: 'amend', other: false };
      if (state) await queue.run(() => actOnPrescription(deps, subject, commandOf(state, wish)));
    }
  }

  async run(): Promise<readonly string[]> {
    await this.#signIn();
    const turns = 10 + this.#random.below(16);
    for (let turn = 0; turn < turns; turn += 1) await this.#storm();
    if (this.#random.chance(0.5)) await this.#restart();
    this.#program.broker.storm = 0;
    this.#program.stepsLeft = undefined;
    let found: readonly string[] = [];
    for (let round = 0; round < 40; round += 1) {
      this.#program.broker.land();
      await this.#program.do(() => this.#tidy());
      if (round > 20) await this.#program.do(() => this.#correct());
      await this.#program.pass(10 * minuteMs);
      found = await disagreements(this.#ground.spine, this.#program.deps.store, aSite.ods);
      if (found.length === 0 && round > 1) break;
    }
    const { failures, broker } = this.#program;
    const sent = [...this.#ground.sent, ...broker.sent];
    const { entries } = this.#ground.journal;
    const { store } = this.#program.deps;
    const recalls = await this.#recalls.problems(this.#ground.spine, store, entries, sent);
    this.#seen.recalled += recalledIn(entries).length;
    return [
      ...found,
      ...alteredBytes(sent),
      ...recalls,
      ...failures.map((failure) => `a defect: ${String(failure)}`),
    ];
  }
}

/** [SYN-2] Where the Spine and the pharmacy disagree after the life of this seed; empty is right. */
export const runFaults = (seed: number, seen: Seen = { recalled: 0, raced: 0 }): Promise<readonly string[]> =>
  new Life(seed, seen).run();
