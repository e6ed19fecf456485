import type { Script } from '../model';
import { scriptsOfSeed } from '../prescribe';
import type { ScriptSeed, SeedFile } from '../seed';
import type { Seeded } from '../seeded';

type Parts = {
  /** Prescribers, drugs and scripts to write like. */
  readonly seeds: SeedFile;
  readonly ods: string;
  readonly random: Seeded;
  readonly count: number;
};

const given =
  'Ada Bram Cora Dev Edie Finn Gita Hugo Iris Jude Kofi Lena Milo Nora Omar Pia Rafe Sana Theo Uma';
const starts =
  'Ash Beck Crow Dun Elm Fair Green Hart Kings Lang Mar North Oak Pem Ravens Stan Thorn Wal Win York';
const ends =
  'bridge bury combe croft den field ford ham hurst ley mere more over shaw stead ton well wick wood worth';
const streets = 'Mill Station Church Victoria Park Orchard Chapel School';

const houses = 180;
/** Numbers of scripts are drawn in blocks, so that no two of a drill are the same and two drills share none. */
const blocks = 1_000_000_000;
const blockSize = 100_000;
/** So many NHS numbers are kept for tests. */
const testPatients = 140_000;

/** Scripts as they are on any day: not signed wrongly, not with somebody else, not in instalments. */
const plainOf = (seeds: SeedFile): readonly ScriptSeed[] =>
  seeds.scripts.filter(
    (seed) =>
      seed.kind !== 'erd' &&
      !seed.badSignature &&
      !seed.holder &&
      !seed.cancelled &&
      seed.nominated !== false &&
      seed.items.every((item) => !item.cancelled),
  );

/** People and what they need, other ones for every seed; everybody needs one thing. */
export class Cast {
  readonly #file: SeedFile;
  readonly #ods: string;
  readonly #from: number;
  readonly #needs: readonly ScriptSeed[];

  constructor({ seeds, ods, random: { pick, below }, count }: Parts) {
    const word = (list: string): string => pick(list.split(' '));
    const patients = Array.from({ length: count }, (): SeedFile['patients'][number] => ({
      title: pick(['Mr', 'Mrs', 'Ms', 'Dr']),
      given: word(given),
      family: `${word(starts)}${word(ends)}`,
      birthDate: `${1930 + below(75)}-0${1 + below(9)}-${10 + below(18)}`,
      gender: pick(['female', 'male']),
      address: [`${1 + below(houses)} ${word(streets)} Lane`, 'Inventham'],
      postcode: `LS99 ${below(10)}ZZ`,
      phone: '01632 960200',
    }));
    const plain = plainOf(seeds);
    this.#file = { ...seeds, patients };
    this.#ods = ods;
    this.#from = below(blocks) * blockSize;
    // The n-th patient whatever block of numbers is drawn: the file counts them round and round.
    const rounds = Math.floor(testPatients / count);
    this.#needs = patients.map((_, n) => ({ ...pick(plain), patient: below(rounds) * count + n }));
  }

  /** The script for the n-th need, or the one that is sent again, signed so many days before `now`. */
  write(n: number, which: 'first' | 'again', now: number, signedDaysAgo = 0): Script {
    const seed = this.#needs[n];
    const number = this.#from + 2 * n + (which === 'first' ? 0 : 1);
    const [script] = seed
      ? scriptsOfSeed(this.#file, { ...seed, signedDaysAgo }, number, { ods: this.#ods, now })
      : [];
    if (!script) throw new Error('the seed gave no script');
    return script;
  }
}
