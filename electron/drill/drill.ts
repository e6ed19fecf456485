import type { DrillReply, DrillStatus } from '../contract/drill';
import type { DrillAction } from '../contract/drill-action';
import type { SiteInfo } from '../contract/channels';
import type { Journal } from '../journal/journal';
import { Cast } from '../training/drills/cast';
import { atTheBeginning, Director, type Progress } from '../training/drills/director';
import { judge } from '../training/drills/judge';
import type { JournalLine, News, Scenario } from '../training/drills/model';
import { dayOf, planOf } from '../training/drills/plan';
import type { Heard } from '../training/drills/recorded-spine';
import type { Training } from '../training/open-training';
import type { SealedLog } from '../training/sealed-log';
import { seeded } from '../training/seeded';
import { minuteMs } from '../training/spans';
import type { DrillSettings } from './folder';
import type { DrillNetwork } from './network';
import type { Post } from './post';
import type { DrillTime } from './time';

type Result = Pick<DrillStatus, 'score' | 'found'>;

/** How far it has come, as it is kept: the last line counts. */
export type Kept = {
  readonly progress: Progress;
  readonly at: number;
  readonly over: boolean;
  /** As it was counted when the drill ended; a drill that ended under an older version has none. */
  readonly result?: Result;
};

type Parts = {
  readonly scenario: Scenario;
  readonly settings: DrillSettings;
  readonly time: DrillTime;
  readonly network: DrillNetwork;
  readonly training: Pick<Training, 'spine' | 'server' | 'seeds'>;
  readonly journal: Pick<Journal, 'read'>;
  readonly site: SiteInfo;
  readonly kept: Kept | undefined;
  readonly post: Post;
  readonly log: Pick<SealedLog, 'save'>;
  readonly heard: () => readonly Heard[];
  /** The computer's clock. */
  readonly real: () => number;
};

/** One read of the journal. */
const atOnce = { maxEntries: 1000, maxBytes: 8 * 1024 * 1024, withBytes: true } as const;
/** [DRL-11] What fails or works again is judged after five minutes of looks. */
const afterStep = { ms: 10 * minuteMs, pace: 60 } as const;
/** Nobody needs a newer score than this, by the computer's clock. */
const scoreEveryMs = 2000;

const directorOf = (
  { scenario, settings, training, network, site, kept }: Parts,
  handedOut: Map<string, number>,
) => {
  const { seed, supplies } = settings;
  const { ods, name, phone, addressLines, postcode } = site;
  const story = seeded(seed);
  return new Director({
    cast: new Cast({ seeds: training.seeds, ods, random: story, count: supplies }),
    steps: planOf(scenario, story, supplies),
    ground: {
      spine: training.spine,
      faults: training.server.faults,
      network,
      us: { ods, name, phone, lines: addressLines, postcode },
      handedOutAt: (shortId) => handedOut.get(shortId),
    },
    progress: kept?.progress ?? atTheBeginning,
  });
};

const idsOf = ({ fact }: News): readonly string[] => (fact.kind === 'list' ? fact.shortIds : []);
const packOf = ({ fact }: News): string => (fact.kind === 'pack' ? fact.pack.name : '');

/** A drill by hand: the world outside goes on by the drill's clock, and a person works in the normal screens. */
export class Drill {
  readonly #parts: Parts;
  readonly #director: Director;
  readonly #journal: JournalLine[] = [];
  readonly #handedOut = new Map<string, number>();
  #readTo = 0;
  #over: boolean;
  /** How fast a person set the clock going; 0: it stands, or will after a step. */
  #pace = 0;
  #judged: { readonly at: number; readonly what: Result } | undefined;
  /** What is done in the normal screens after the end changes nothing of it. */
  #result: Result | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#over = parts.kept?.over ?? false;
    this.#result = parts.kept?.result;
    this.#director = directorOf(parts, this.#handedOut);
  }

  /** One thing at a time, in the order in which it was asked for. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Lets happen what is due by now. To be called again and again. */
  tick(): Promise<void> {
    return this.#inTurn(async () => void (await this.#advance()));
  }

  act(action: DrillAction): Promise<DrillReply> {
    return this.#inTurn(async () => {
      await this.#advance();
      const ends = await this.#move(action);
      await this.#advance();
      if (ends) await this.#end();
      if (action.kind !== 'status') this.#keep();
      return this.#status(action.kind !== 'status');
    });
  }

  /** The clock stands, and what has come about is kept. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#stand();
      this.#keep();
    });
  }

  #keep(): void {
    const kept: Kept = {
      progress: this.#director.progress,
      at: this.#parts.time.now(),
      over: this.#over,
      ...(this.#result ? { result: this.#result } : {}),
    };
    this.#parts.log.save([JSON.stringify(kept)]);
  }

  /** Answers with whether the pharmacy heard of it. */
  async #advance(): Promise<boolean> {
    const now = this.#parts.time.now();
    if (this.#over || (this.#director.due?.at ?? Infinity) > now) return false;
    await this.#readJournal();
    const told = this.#director.advance(now);
    for (const { fact } of told) if (fact.kind === 'pack') await this.#parts.post.deliver(fact.pack);
    this.#keep();
    return told.length > 0;
  }

  async #readJournal(): Promise<void> {
    for (;;) {
      const entries = await this.#parts.journal.read({ from: this.#readTo + 1, ...atOnce });
      if (entries.length === 0) return;
      for (const entry of entries) {
        this.#readTo = entry.seq;
        this.#journal.push(entry);
        const [shortId = ''] = entry.subject.split('|');
        if (entry.kind === 'prescription.supplied' && !this.#handedOut.has(shortId))
          this.#handedOut.set(shortId, entry.at);
      }
    }
  }

  /** The day it is: the last one whose doors have opened by now. */
  #day(): number {
    const { scenario, time } = this.#parts;
    const days = Array.from({ length: scenario.days }, (_, day) => day);
    return days.filter((day) => dayOf(scenario, day).opens <= time.now()).at(-1) ?? 0;
  }

  #openAgain(name: string): void {
    if (this.#director.progress.told.some((news) => packOf(news) === name)) this.#parts.post.offer(name);
  }

  /** Moves the clock as was asked; whether the drill ends with it. */
  async #move(action: DrillAction): Promise<boolean> {
    if (action.kind === 'open-pack') this.#openAgain(action.name);
    if (this.#over) return false;
    if (action.kind === 'run') this.#go(action.pace);
    if (action.kind === 'pause') this.#stand();
    if (action.kind === 'next') return this.#step();
    return action.kind === 'stop';
  }

  #go(pace: number): void {
    this.#pace = pace;
    this.#parts.time.run(pace, dayOf(this.#parts.scenario, this.#day()).closes);
  }

  #stand(): void {
    this.#pace = 0;
    this.#parts.time.pause();
  }

  /** It is counted as it is now, once. */
  async #end(): Promise<void> {
    this.#stand();
    this.#over = true;
    this.#result = await this.#judge(true);
  }

  #endsNext(): boolean {
    const { scenario } = this.#parts;
    const day = this.#day();
    return (
      day + 1 >= scenario.days && (this.#director.nextHeard?.at ?? Infinity) > dayOf(scenario, day).closes
    );
  }

  /** To what is heard next, or to the next opening of the doors, whichever comes first; after the last day it ends. */
  async #step(): Promise<boolean> {
    const { scenario, time } = this.#parts;
    const day = this.#day();
    const { closes } = dayOf(scenario, day);
    const ends = this.#endsNext();
    if (!ends && (await this.#toWhatIsHeard(closes))) return this.#letPass(closes);
    if (ends || day + 1 >= scenario.days) {
      time.jump(closes, closes);
      return ends;
    }
    const morning = dayOf(scenario, day + 1);
    time.jump(morning.opens, morning.closes);
    await this.#advance();
    return this.#letPass(morning.closes);
  }

  /** Whether anything more is heard, or was announced, before the doors close; it is that time then. */
  async #toWhatIsHeard(closes: number): Promise<boolean> {
    for (let due = this.#director.due; due && due.at <= closes; due = this.#director.due) {
      this.#parts.time.jump(due.at, closes);
      if ((await this.#advance()) || due.title !== '') return true;
    }
    return false;
  }

  /** [DRL-11] A clock that stood goes on for ten minutes, so that the program sees what happened; one that went goes on. */
  #letPass(closes: number): false {
    const { time } = this.#parts;
    if (this.#pace > 0) time.run(this.#pace, closes);
    else time.run(afterStep.pace, Math.min(closes, time.now() + afterStep.ms));
    return false;
  }

  #phase(): DrillStatus['phase'] {
    const { scenario, time } = this.#parts;
    if (this.#over) return 'over';
    if (time.now() >= dayOf(scenario, this.#day()).closes) return 'closed';
    if (this.#pace > 0) return 'running';
    return time.clock.pace > 0 && time.now() < time.clock.until ? 'stepping' : 'paused';
  }

  async #status(anew: boolean): Promise<DrillStatus> {
    const { scenario, settings, time } = this.#parts;
    const { score, found } = this.#result ?? (await this.#judge(anew));
    const next = this.#director.next;
    const key = await this.#parts.post.key();
    return {
      kind: 'drill',
      title: scenario.title,
      sentence: scenario.sentence,
      seed: settings.seed,
      clock: time.clock,
      phase: this.#phase(),
      told: this.#director.progress.told.map((news) => ({
        at: news.at,
        text:
          packOf(news) === ''
            ? news.text
            : `${news.text} On the telephone it reads out the fingerprint of its key: ${key.fingerprint}.`,
        ids: idsOf(news),
        pack: packOf(news),
      })),
      supplierKey: key.file,
      next: next && { at: next.at, title: next.title },
      endsNext: this.#endsNext(),
      score,
      found,
    };
  }

  async #judge(anew: boolean): Promise<Result> {
    const real = this.#parts.real();
    if (this.#judged && !anew && real - this.#judged.at < scoreEveryMs) return this.#judged.what;
    await this.#readJournal();
    const { training, site, time, heard } = this.#parts;
    const what = judge({
      scripts: training.spine.scripts(),
      heard: heard(),
      journal: this.#journal,
      ods: site.ods,
      now: time.now(),
    });
    this.#judged = { at: real, what };
    return what;
  }
}
