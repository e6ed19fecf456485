import type { Item, Prescription, Unit } from './model';

/** Units of measure of dm+d that EPS scripts count in, by their SNOMED codes. */
const ofDmd: readonly Unit[] = [
  { unit: 'ampoule', code: '413516001' },
  { unit: 'capsule', code: '428641000' },
  { unit: 'cartridge', code: '732988008' },
  { unit: 'device', code: '3318711000001107' },
  { unit: 'dose', code: '3317411000001100' },
  { unit: 'enema', code: '700476008' },
  { unit: 'gram', code: '258682000' },
  { unit: 'ml', code: '258773002' },
  { unit: 'patch', code: '419702001' },
  { unit: 'pessary', code: '733007009' },
  { unit: 'plaster', code: '733010002' },
  { unit: 'pre-filled disposable injection', code: '3318611000001103' },
  { unit: 'sachet', code: '733013000' },
  { unit: 'suppository', code: '430293001' },
  { unit: 'tablet', code: '428673006' },
  { unit: 'vial', code: '415818006' },
];

/** EPS also sends words in the place of a code (eps.md 1.1); such a unit is no other product's. */
const isCoded = ({ unit, code }: Unit): boolean => unit !== '' && /^\d{6,18}$/.test(code);

const sameWord = (one: Unit, two: Unit): boolean => one.unit.toLowerCase() === two.unit.toLowerCase();

/**
 * [PRX-26] What another product than the one prescribed may be counted in: the prescribed unit first, as it came, then
 * those of the script's other items and of dm+d, each word once.
 */
export const unitsFor = ({ items }: Pick<Prescription, 'items'>, item: Item): readonly Unit[] => {
  const own = ({ quantity: { unit, code } }: Item): Unit => ({ unit, code });
  return [...items.map(own), ...ofDmd]
    .filter(isCoded)
    .reduce<readonly Unit[]>(
      (found, one) => (found.some((other) => sameWord(one, other)) ? found : [...found, one]),
      [own(item)],
    );
};
