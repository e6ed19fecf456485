import type { Faults } from '../faults';
import { dig, items, resourcesOf, str, type Json } from '../json';
import type { Holder, Script } from '../model';
import type { Spine } from '../spine';
import type { Cast } from './cast';
import type { ByPhone, Deed, News, NewsFact, SentPack, Step, Weather } from './model';
import { dayMs } from '../spans';

const everything = 100_000;

const neighbour: Holder = {
  ods: 'FNB77',
  name: 'The Neighbour Pharmacy',
  phone: '01632 960777',
  lines: ['9 Other Road'],
  postcode: 'LS99 8ZZ',
};

/** The ground on which a drill is played. */
export type Ground = {
  readonly spine: Spine;
  readonly faults: Faults;
  /** The network of the pharmacy's computer, to be taken away and given back. */
  readonly network: { gone: boolean };
  readonly us: Holder;
  /** What the patient knows: when this script was handed out, if it was. */
  readonly handedOutAt: (shortId: string) => number | undefined;
};

/** How far a drill has come, to be kept and taken up again. */
export type Progress = {
  readonly done: number;
  readonly told: readonly News[];
  /** Needs for which a practice has rung. */
  readonly called: readonly number[];
};
export const atTheBeginning: Progress = { done: 0, told: [], called: [] };

type Parts = {
  readonly steps: readonly Step[];
  readonly cast: Cast;
  readonly ground: Ground;
  readonly progress: Progress;
};

/** A message with nothing in it that tells the medicine: the pharmacy's program cannot use it. */
const broken = (bundle: Json): Json => ({
  ...bundle,
  entry: items(bundle, 'entry').map((entry) => {
    const resource = dig(entry, 'resource');
    if (str(resource, 'resourceType') !== 'MedicationRequest') return entry;
    const { medicationCodeableConcept: _medicine, ...rest } = resource as Json; // its type was read just now
    return { ...entry, resource: rest };
  }),
});

const byPatient = ({ bundle, nhsNumber }: Script): ByPhone => {
  const patient = resourcesOf(bundle, 'Patient')[0];
  return {
    kind: 'patient',
    nhsNumber,
    family: str(patient, 'name', 0, 'family'),
    given: str(patient, 'name', 0, 'given', 0),
    birthDate: str(patient, 'birthDate'),
    items: resourcesOf(bundle, 'MedicationRequest').map((request) => {
      const [coding] = items(request, 'medicationCodeableConcept', 'coding');
      return { code: str(coding, 'code'), display: str(coding, 'display') };
    }),
  };
};

/** `1971-09-10` as every screen has it: `10-Sep-1971`. */
const bornOn = (date: string): string => {
  const [year, month, day] = date.split('-');
  const short = new Date(`${date}T12:00Z`).toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
  return month === undefined || day === undefined ? date : `${day}-${short.slice(0, 3)}-${year}`;
};

const wordsOf = (of: ByPhone): string =>
  of.kind === 'id'
    ? of.shortId
    : `for ${of.family.toUpperCase()}, ${of.given} (born ${bornOn(of.birthDate)}): ${of.items.map(({ display }) => display).join(', ')}`;

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

const lineOf = ({ line, network }: Weather): NewsFact =>
  network ? { kind: 'line', line, network } : { kind: 'line', line };

/** Lets happen in the world outside what is due: at the Spine, at the broker, on the telephone. */
export class Director {
  readonly #parts: Parts;
  readonly #called: Set<number>;
  readonly #told: News[];
  #done: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#called = new Set(parts.progress.called);
    this.#told = [...parts.progress.told];
    this.#done = parts.progress.done;
    this.#setWeather();
  }

  get progress(): Progress {
    return { done: this.#done, told: [...this.#told], called: [...this.#called] };
  }

  /** What happens next, whether a person will hear of it or not. */
  get due(): Step | undefined {
    return this.#parts.steps[this.#done];
  }

  /** What happens next of that which has a name. */
  get next(): Step | undefined {
    return this.#parts.steps.slice(this.#done).find(({ title }) => title !== '');
  }

  /** What the pharmacy may hear of next: a practice rings unannounced, or does not ring at all. */
  get nextHeard(): Step | undefined {
    return this.#parts.steps
      .slice(this.#done)
      .find(({ title, deed }) => title !== '' || deed.kind === 'call');
  }

  /** Carries out what is due by now; answers with what the pharmacy hears of it. */
  advance(now: number): readonly News[] {
    const before = this.#told.length;
    for (let step = this.due; step && step.at <= now; step = this.due) {
      this.#done += 1;
      const fact = this.#carryOut(step);
      if (fact) this.#told.push({ at: step.at, text: this.#textOf(step, fact), fact });
    }
    return this.#told.slice(before);
  }

  #textOf({ title, deed }: Step, fact: NewsFact): string {
    if (fact.kind === 'promise')
      return `The supplier promises that all will be clear by ${dayAndTime.format(fact.clearBy)}.`;
    if (fact.kind === 'sent-again' && deed.kind === 'call')
      return `A practice rings: it ${deed.told === 'after' ? 'has sent' : 'will send'} a prescription again, ${wordsOf(fact.of)}.`;
    return title;
  }

  /** The broker of a program that was closed meanwhile is as it was left. */
  #setWeather(): void {
    for (const { deed } of this.#parts.steps.slice(0, this.#done))
      if (deed.kind === 'weather' || deed.kind === 'choke' || deed.kind === 'drip' || deed.kind === 'flow')
        this.#steer(deed);
  }

  #steer(deed: Extract<Deed, { kind: 'weather' | 'choke' | 'drip' | 'flow' }>): void {
    const { spine, faults, network } = this.#parts.ground;
    if (deed.kind === 'weather') {
      faults.set(deed.faults);
      network.gone = deed.network === 'gone';
    } else if (deed.kind === 'choke')
      faults.set(
        deed.needs.map((n) => ({
          kind: 'outcome',
          only: 'notification',
          code: 'FAILURE_TO_PROCESS_MESSAGE',
          about: this.#idOf(n),
        })),
      );
    else spine.drip(deed.kind === 'drip' ? deed : undefined);
  }

  #carryOut({ at, title, deed }: Step): NewsFact | undefined {
    const { spine, us } = this.#parts.ground;
    switch (deed.kind) {
      case 'write':
        this.#write(at, deed);
        return undefined;
      case 'write-again':
        return this.#writeAgain(at, deed);
      case 'call':
        return this.#call(at, deed);
      case 'swallow':
        spine.swallow(us, everything);
        return undefined;
      case 'let-go':
        spine.letGo(deed.count);
        return undefined;
      case 'elsewhere':
      case 'neighbour-acts':
        this.#elsewhere(deed);
        return undefined;
      case 'weather':
        this.#steer(deed);
        return title === '' ? undefined : lineOf(deed);
      case 'choke':
      case 'drip':
        this.#steer(deed);
        return title === '' ? undefined : { kind: 'note' };
      case 'flow':
        this.#steer(deed);
        spine.letGo(everything);
        return undefined;
      case 'promise':
        return { kind: 'promise', clearBy: deed.clearBy };
      case 'list':
        return { kind: 'list', shortIds: deed.needs.map((n) => this.#idOf(n)) };
      case 'pack':
        return { kind: 'pack', pack: this.#packOf(at, deed) };
      case 'mend':
        return { kind: 'mended', shortIds: deed.needs.map((n) => this.#mend(n)) };
      case 'fixed':
        return { kind: 'fixed' };
    }
  }

  #write(at: number, { needs, broken: isBroken }: Extract<Deed, { kind: 'write' }>): void {
    const scripts = needs.map(({ n, signedDaysAgo }) =>
      this.#parts.cast.write(n, 'first', at, signedDaysAgo),
    );
    this.#parts.ground.spine.add(
      scripts.map((script) => (isBroken ? { ...script, bundle: broken(script.bundle) } : script)),
    );
  }

  /** The first script for a need, as it was written. */
  #first(n: number): Script {
    for (const { at, deed } of this.#parts.steps) {
      const need = deed.kind === 'write' ? deed.needs.find((one) => one.n === n) : undefined;
      if (need) return this.#parts.cast.write(n, 'first', at, need.signedDaysAgo);
    }
    throw new Error('nobody wrote this');
  }

  #idOf(n: number): string {
    return this.#first(n).shortId;
  }

  #packOf(at: number, { needs, packId, sequence, flaw }: Extract<Deed, { kind: 'pack' }>): SentPack {
    const ods = flaw === 'for-another-pharmacy' ? neighbour.ods : this.#parts.ground.us.ods;
    const name = `Recovery pack ${sequence}${flaw === 'number-again' ? ' (2)' : ''} ${ods}.epspack`;
    return { name, packId, sequence, ods, issuedAt: at, shortIds: needs.map((n) => this.#idOf(n)) };
  }

  #known(shortId: string): Script | undefined {
    return this.#parts.ground.spine.scripts().find((script) => script.shortId === shortId);
  }

  #mend(n: number): string {
    const { bundle, shortId } = this.#first(n);
    const known = this.#known(shortId);
    if (known) this.#parts.ground.spine.add([{ ...known, bundle }]);
    return shortId;
  }

  /** Nobody asks the practice for what they have had for more than a day. */
  #isLacking(n: number, now: number): boolean {
    const left = this.#parts.ground.handedOutAt(this.#idOf(n));
    return left === undefined || now - left < dayMs;
  }

  #writeAgain(at: number, { n, told }: Extract<Deed, { kind: 'write-again' }>): undefined {
    // A practice that does not ring asks nobody whether the patient has it.
    const sends = told === 'before' ? this.#called.has(n) : told === 'never' || this.#isLacking(n, at);
    if (sends) this.#parts.ground.spine.add([this.#parts.cast.write(n, 'again', at)]);
  }

  #call(at: number, { n, byId, told }: Extract<Deed, { kind: 'call' }>): NewsFact | undefined {
    const rings =
      told === 'before'
        ? this.#isLacking(n, at)
        : this.#known(this.#parts.cast.write(n, 'again', at).shortId) !== undefined;
    if (!rings) return undefined;
    this.#called.add(n);
    const script = this.#first(n);
    return { kind: 'sent-again', of: byId ? { kind: 'id', shortId: script.shortId } : byPatient(script) };
  }

  /**
   * What the neighbour has: at first all of it; later it sends half back and has supplied the other half, but for what
   * the patient had from us meanwhile.
   */
  #elsewhere({ kind, needs }: { readonly kind: Deed['kind']; readonly needs: readonly number[] }): void {
    for (const [index, n] of needs.entries()) {
      const script = this.#known(this.#idOf(n));
      if (!script) continue;
      const withLines = (status: '0001' | '0008'): Script['lines'] =>
        script.lines.map(({ id }) => ({ id, status }));
      const { stuck: _stuck, ...free } = script;
      const theirs: Script = { ...free, status: '0002', holder: neighbour, lines: withLines('0008') };
      this.#parts.ground.spine.add([
        kind === 'elsewhere'
          ? theirs
          : index % 2 === 0 || this.#parts.ground.handedOutAt(script.shortId) !== undefined
            ? { ...theirs, status: '0001', nominated: '', holder: undefined, lines: this.#first(n).lines }
            : { ...theirs, status: '0006', lines: withLines('0001') },
      ]);
    }
  }
}
