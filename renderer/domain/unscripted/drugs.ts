import { names, scheduleByName } from '../prescriptions/controlled-drugs';
import type { Limit, UnscriptedItem } from './model';

export const isPhenobarbital = (item: Pick<UnscriptedItem, 'display'>): boolean =>
  names(item, 'phenobarbital phenobarbitone');

/** What a person chose who says that a drug is not controlled. Stored. */
export const notControlled = 'none';

/** A schedule in words; empty where nobody said anything. */
export const scheduleWords = (schedule: string): string =>
  schedule === notControlled ? 'not controlled' : schedule;

/** [USC-3] [USC-4] The schedule that was chosen, or the stricter one that its name tells; `1 2 3 4 5` or empty. */
export const scheduleOf = (item: Pick<UnscriptedItem, 'display' | 'schedule'>): string => {
  const chosen = /^(?:CD)?([1-5])/.exec(item.schedule)?.[1] ?? '';
  const told = scheduleByName(item);
  return chosen === '' || (told !== '' && told < chosen) ? told : chosen;
};

/** Also our own lists, by substance, device and brand; what is not on them is limited by days, the stricter way. */
const smallestPack = [
  'insulin novorapid fiasp humalog lyumjev apidra admelog trurapi actrapid humulin insulatard insuman hypurin novomix',
  'lantus abasaglar semglee toujeo levemir tresiba xultophy suliqua inhaler aerosol accuhaler turbohaler evohaler',
  'easyhaler clickhaler autohaler diskhaler nexthaler respimat ellipta breezhaler handihaler spiromax forspiro novolizer',
  'ointment cream',
].join(' ');
const oneCycle = [
  'contraceptive levonorgestrel desogestrel ethinylestradiol drospirenone microgynon rigevidon ovranette',
  'levest maexeni elevin logynon cerazette cerelle zelleta feanolla cilest lizinna gedarel marvelon mercilon millinette',
  'femodene femodette yasmin yacella lucette eloine daylette qlaira zoely loestrin brevinor norimin noriday norgeston',
  'micronor slynd',
].join(' ');

/** Hormone replacement, and what is not swallowed. */
const noOralContraceptive = 'estradiol intrauterine patch implant injection vaginal';

/** One cycle is the limit of oral contraceptives only: norethisterone is one at 350 micrograms, not at 5 mg. */
const isOralContraceptive = (item: Pick<UnscriptedItem, 'display'>): boolean => {
  if (names(item, noOralContraceptive)) return false;
  const micrograms = /\b(?:350 *(?:mcg|micro)|0?\.35 *mg)/i.test(item.display);
  return names(item, oneCycle) || (names(item, 'norethisterone') && micrograms);
};

const antibiotics = [
  'amoxicillin amoxil flucloxacillin floxapen phenoxymethylpenicillin penicillin ampicillin co-amoxiclav amoxiclav augmentin',
  'co-fluampicil fluampicil erythromycin erythroped erythrocin clarithromycin klaricid azithromycin zithromax cefalexin',
  'keflex cefaclor distaclor cefradine cefuroxime zinnat cefixime suprax doxycycline vibramycin oxytetracycline',
  'tetracycline metronidazole flagyl ciprofloxacin ciproxin clindamycin trimethoprim co-trimoxazole trimoxazole septrin',
  'nitrofurantoin furadantin linezolid zyvox fusidate fusidic fucidin rifampicin vancomycin sulfadiazine',
].join(' ');

/** [USC-4] An antibiotic that is drunk. */
const isOralLiquidAntibiotic = (item: Pick<UnscriptedItem, 'display'>): boolean => {
  if (names(item, 'eye ear nasal topical cutaneous vaginal injection infusion')) return false;
  const liquid =
    names(item, 'suspension solution syrup liquid elixir mixture') || /\d *ml\b/i.test(item.display);
  return liquid && names(item, antibiotics);
};

/** [USC-4] Which limit a patient's own emergency supply of this item keeps to. */
export const limitOf = (item: Pick<UnscriptedItem, 'display'>): Limit => {
  if (names(item, smallestPack)) return 'smallest-pack';
  if (isOralContraceptive(item)) return 'one-cycle';
  return isOralLiquidAntibiotic(item) ? 'full-course' : 'days';
};

const longDays = 30;
const shortDays = 5;

/** [USC-4] At most so many days of an item that is limited by days. */
export const mostDays = (item: Pick<UnscriptedItem, 'display' | 'schedule'>): number =>
  ['4', '5'].includes(scheduleOf(item)) || isPhenobarbital(item) ? shortDays : longDays;

export const limitWords: Readonly<Record<Limit, string>> = {
  days: 'a number of days',
  'smallest-pack': 'the smallest pack that is here',
  'one-cycle': 'one full cycle',
  'full-course': 'the smallest quantity for a full course',
};
