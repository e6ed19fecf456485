import type { Script } from '../../electron/training/model';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import type { ScriptSeed, SeedFile } from '../../electron/training/seed';
import { aSite } from '../support/builders';
import type { Seeded } from '../support/seeded';
import { seeds } from '../support/seeds';

/** One supply that a patient needs: what a prescriber wrote, and may write again. */
export type Need = { readonly n: number; readonly seed: ScriptSeed };

const given =
  'Ada Bram Cora Dev Edie Finn Gita Hugo Iris Jude Kofi Lena Milo Nora Omar Pia Rafe Sana Theo Uma';
const starts =
  'Ash Beck Crow Dun Elm Fair Green Hart Kings Lang Mar North Oak Pem Ravens Stan Thorn Wal Win York';
const ends =
  'bridge bury combe croft den field ford ham hurst ley mere more over shaw stead ton well wick wood worth';
const streets = 'Mill Station Church Victoria Park Orchard Chapel School';

/** Scripts as they are on any day: not signed wrongly, not with somebody else, not in instalments. */
const plain = seeds.scripts.filter(
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
  readonly needs: readonly Need[];
  readonly #file: SeedFile;
  readonly #from: number;
  #written = 0;

  constructor(random: Seeded, run: number, count: number) {
    const { pick, below } = random;
    const word = (list: string): string => pick(list.split(' '));
    const patients = Array.from({ length: count }, (_, n): SeedFile['patients'][number] => ({
      title: pick(['Mr', 'Mrs', 'Ms', 'Dr']),
      given: word(given),
      family: `${word(starts)}${word(ends)}`,
      birthDate: `${1930 + below(75)}-0${1 + below(9)}-${10 + below(18)}`,
      gender: pick(['female', 'male']),
      address: [`${1 + n} ${word(streets)} Lane`, 'Inventham'],
      postcode: `LS99 ${below(10)}ZZ`,
      phone: '01632 960200',
    }));
    this.#file = { ...seeds, patients };
    this.#from = (Math.abs(run) % 50) * 100_000;
    this.needs = patients.map((_, n) => ({ n, seed: { ...pick(plain), patient: (run % 20) * count + n } }));
  }

  /** A script for a need, signed so many days before `now`; each time under ids of its own. */
  write({ seed }: Need, now: number, signedDaysAgo = 0): Script {
    this.#written += 1;
    const options = { ods: aSite.ods, now };
    const [script] = scriptsOfSeed(
      this.#file,
      { ...seed, patient: seed.patient, signedDaysAgo },
      this.#from + this.#written,
      options,
    );
    if (!script) throw new Error('the seed gave no script');
    return script;
  }
}
