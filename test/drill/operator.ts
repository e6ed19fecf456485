import type { ByPhone, News } from '../../electron/training/drills/model';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { IssueKey, PrescriptionId } from '../../renderer/domain/kernel/ids';
import type { ReissueState } from '../../renderer/domain/reissue/model';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import type { IncidentCommand } from '../../renderer/domain/incidents/commands';
import type { Seeded } from '../../electron/training/seeded';
import { stepsOfWork } from '../support/wishes';
import { Counter } from './counter';
import { PackDesk } from './pack-desk';
import type { Stage } from './stage';

/** A script as a practice names it on the telephone: what is not said is empty. */
const namedBy = (of: ByPhone) => {
  if (of.kind === 'id') return { typedId: of.shortId };
  const { nhsNumber, family, given, birthDate, items } = of;
  const unsaid = { title: '', gender: '', addressLines: [], postcode: '', phone: '' };
  return { patient: { nhsNumber, family, given, birthDate, ...unsaid }, items };
};

/** Where on the worklist something is to be done. */
const tabsOfWork = ['to-check', 'to-assemble', 'to-accuracy-check', 'ready', 'owed'] as const;

/** A pharmacist who sees what the screens show and does what their buttons do; nothing else. */
export class Operator {
  readonly #stage: Stage;
  readonly #random: Seeded;
  readonly #packs: PackDesk;
  readonly #counter: Counter;
  #lineIsDown = false;
  /** Ids that are still looked for. */
  #list: string[] = [];

  constructor(stage: Stage, random: Seeded) {
    this.#stage = stage;
    this.#random = random;
    this.#packs = new PackDesk(stage);
    this.#counter = new Counter(stage, random);
  }

  async signIn(): Promise<void> {
    const users = await this.#stage.deps.store.loadUsers();
    const pharmacist = users.find((user) => user.role === 'pharmacist');
    if (!pharmacist) throw new Error('no pharmacist here');
    const reply = await this.#stage.execute({ kind: 'SignIn', userId: pharmacist.userId, pin: '1111' });
    if (reply.kind === 'refused') throw new Error(reply.sentence);
  }

  /** Works through the list, so many scripts at most; what is held stays. */
  async dispense(atMost: number, mayErr: boolean): Promise<void> {
    let left = atMost;
    for (const tab of tabsOfWork)
      for (const key of await this.#stage.worklist(tab)) {
        if (left <= 0) return;
        const state = await this.#stage.deps.store.loadPrescription(key);
        if (!state || !(await this.#supply(state))) continue;
        left -= 1;
        if (mayErr) await this.#counter.mistake(key);
      }
  }

  /** Hands it out, if nothing stands in the way. */
  async #supply({ prescription: { key, items }, work, custody, hold }: PrescriptionState): Promise<boolean> {
    const isOurs = custody.kind === 'ours' || custody.kind === 'ours-unconfirmed';
    if (!isOurs || hold.kind !== 'none') return false;
    for (const kind of stepsOfWork) await this.#stage.execute({ kind, key });
    const last = items.at(-1);
    const owes = work !== 'part-supplied' && items.length > 1 && this.#random.chance(0.15);
    if (!owes || !last) {
      await this.#stage.execute({ kind: 'SupplyInFull', key });
      return true;
    }
    const choices = items.map(({ itemId }) =>
      itemId === last.itemId ? ({ kind: 'owing', itemId } as const) : ({ kind: 'full', itemId } as const),
    );
    await this.#stage.execute({ kind: 'SupplyItems', key, choices });
    return true;
  }

  /** Patients come with their paper, so many at most: what lies in a pack is released, and mostly handed out. */
  async serveFromPack(atMost: number): Promise<void> {
    for (const key of await this.#packs.scan(atMost)) {
      const state = await this.#stage.deps.store.loadPrescription(key);
      if (state && this.#random.chance(0.8)) await this.#supply(state);
    }
  }

  /** Patients come whose scripts nobody can see, and what was supplied to them is matched when it comes. */
  async serveWithoutScript(mayErr: boolean): Promise<void> {
    if (this.#lineIsDown && this.#random.chance(0.3)) await this.#counter.serveWithoutScript();
    for (const key of await this.#counter.match()) if (mayErr) await this.#counter.mistake(key);
  }

  /** What the Spine says otherwise of what came out of a pack. */
  settleConflicts(): Promise<void> {
    return this.#packs.settle();
  }

  /** What comes by telephone or by post, and what somebody does about it. */
  async hear({ at, text, fact }: News): Promise<void> {
    switch (fact.kind) {
      case 'line':
        this.#lineIsDown = fact.line === 'down';
        if (fact.line === 'up') return this.#tell({ kind: 'Note', text });
        await this.#stage.execute({
          kind: 'OpenIncident',
          title: text,
          parts: [fact.network === 'gone' ? 'network' : 'broker'],
          severity: 1,
          beganAt: asInstant(at),
        });
        return;
      case 'promise': {
        const clearBy = asInstant(fact.clearBy);
        return this.#tell({ kind: 'LogPromise', clearBy, saidBy: 'The supplier’s service desk' });
      }
      case 'list':
      case 'mended':
        this.#list.push(...fact.shortIds);
        return;
      case 'pack':
        return this.#tell({ kind: 'Note', text: `${text} ${await this.#packs.take(fact.pack)}` });
      case 'sent-again':
        await this.#stage.execute({
          kind: 'RegisterReissue',
          ...namedBy(fact.of),
          note: 'The practice rang.',
        });
        return;
      case 'fixed':
        await this.#tell({ kind: 'MarkFixed', text });
        return this.#tell({
          kind: 'Explain',
          impact: 'Scripts were late.',
          rootCause: 'The broker failed.',
          prevention: 'Lists of ids are kept at hand.',
        });
      case 'note':
        return this.#tell({ kind: 'Note', text });
    }
  }

  closeIncident(): Promise<void> {
    return this.#tell({ kind: 'Close' });
  }

  /** What an incident that is open is told. */
  async #tell(act: IncidentCommand): Promise<void> {
    const [incident] = await this.#stage.deps.store.loadTab('incidents', 'open', 1);
    if (incident) await this.#stage.execute({ kind: 'ActOnIncident', id: incident.id, act });
  }

  /** Ids of the list that are not here yet; a few of them are asked for at a time. */
  async askFromList(atMost: number): Promise<void> {
    for (const shortId of this.#list.splice(0, atMost)) {
      if (!(await this.#isHere(shortId))) await this.#ask(shortId);
      if (!(await this.#isHere(shortId))) this.#list.push(shortId);
    }
  }

  async #ask(shortId: string): Promise<void> {
    await this.#stage.execute({ kind: 'RequestById', typed: shortId });
  }

  /** Looks through Registers and says what only a person can say. */
  async decidePairs(): Promise<void> {
    for (const pair of await this.#stage.deps.store.loadTab('reissues', 'to-decide'))
      await this.#decide(pair);
  }

  /** A registration of what was decided before the practice rang is called off. */
  async callOffRepeats(): Promise<void> {
    const { store } = this.#stage.deps;
    const closed = await store.loadTab('reissues', 'closed');
    const settled = new Set(closed.flatMap(({ original, replacement }) => [original.key, replacement.key]));
    for (const { id, original, replacement } of await store.loadTab('reissues', 'open')) {
      const [known, missing] = original.key === undefined ? [replacement, original] : [original, replacement];
      if (known.key === undefined || missing.key !== undefined || !settled.has(known.key)) continue;
      const reason = 'The other one came and went back before the practice rang.';
      await this.#stage.execute({ kind: 'CallOffReissue', id, reason });
    }
  }

  async #decide(pair: ReissueState): Promise<void> {
    const { id } = pair;
    if (pair.proposal) {
      await this.#stage.execute({ kind: 'ConfirmProposal', id });
      return;
    }
    if (pair.returns.at(-1)?.outcome === 'refused') {
      await this.#stage.execute({ kind: 'ReturnAgain', id });
      return;
    }
    const left = await this.#wasHandedOut(pair.original.key);
    const stays = left ? 'original' : 'replacement';
    await this.#stage.execute({ kind: 'DecideReissue', id, stays, reason: 'The practice says: one supply.' });
  }

  async #wasHandedOut(key: IssueKey | undefined): Promise<boolean> {
    const state = key === undefined ? undefined : await this.#stage.deps.store.loadPrescription(key);
    return (state?.supplies.length ?? 0) > 0;
  }

  /** Looks through Messages: what waits for a person is tried again, and what is in doubt for good is closed. */
  async tidyMessages(): Promise<void> {
    const { store } = this.#stage.deps;
    for (const { messageId, progress } of await store.openMessages())
      if (progress.kind === 'parked') await this.#stage.execute({ kind: 'RetryMessage', messageId });
    for (const { requestId, progress } of await store.openReleases()) {
      // What goes out again by itself may still bring its scripts.
      if (progress.kind !== 'lost' || progress.again) continue;
      for (const shortId of this.#list) if (!(await this.#isHere(shortId))) await this.#ask(shortId);
      const reason = 'Every script on the list was asked for by its id.';
      await this.#stage.execute({ kind: 'CloseRelease', requestId, reason });
    }
  }

  async #isHere(shortId: string): Promise<boolean> {
    const found = await this.#stage.deps.store.findByShortId(shortId as PrescriptionId); // as the Spine has it
    return found.some(({ custody }) => custody.kind !== 'elsewhere' && custody.kind !== 'sealed');
  }
}
