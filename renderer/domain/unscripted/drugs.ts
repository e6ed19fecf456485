import { foldText } from '../patients/match';
import type { Limit, UnscriptedItem } from './model';

/** Names by which a drug of Schedule 2 or 3 is known, for what somebody types; our own list, not complete. */
const controlled = [
  'morphine oramorph sevredol zomorph mst oxycodone oxycontin oxynorm fentanyl methadone diamorphine pethidine',
  'hydromorphone tapentadol methylphenidate concerta ritalin dexamfetamine lisdexamfetamine elvanse ketamine',
  'cocaine alfentanil remifentanil nabilone secobarbital buprenorphine butec subutex temgesic tramadol zydol',
  'temazepam midazolam gabapentin pregabalin lyrica pentazocine meprobamate',
  'durogesic matrifen mezolar fencino abstral effentora actiq instanyl pecfent morphgesic filnarine',
  'longtec shortec oxyact oxypro reltebon abtard targinact lynlor palladone physeptone metharose eptadone palexia ationdo',
  'medikinet equasym delmosart matoride xaggitin xenidate tranquilyn affenid meflynate amfexa dexedrine amphetamine',
  'dexamphetamine lisdexamphetamine butrans sevodyne bupeaze transtec hapoctasin panitaz relevtec espranor buvidal suboxone',
  'neurontin alzain axalid lecaent rewisca zamadol tramacet maxitram marol mabron tramquel tradorec tramulief invodol',
  'buccolam epistatus hypnovel dipipanone oxybate xyrem flunitrazepam amobarbital butobarbital quinalbarbitone',
  'phentermine diethylpropion',
]
  .join(' ')
  .split(' ');

const wordsOf = (text: string): readonly string[] => text.split(/[\s,/()-]+/).map(foldText);
const names = (item: Pick<UnscriptedItem, 'display'>, words: string): boolean => {
  const wanted = words.split(' ').map(foldText);
  return wordsOf(item.display).some((word) => wanted.some((one) => word.startsWith(one)));
};

export const isPhenobarbital = (item: Pick<UnscriptedItem, 'display'>): boolean =>
  names(item, 'phenobarbital phenobarbitone');

/** What a person chose who says that a drug is not controlled. Stored. */
export const notControlled = 'none';

/** A schedule in words; empty where nobody said anything. */
export const scheduleWords = (schedule: string): string =>
  schedule === notControlled ? 'not controlled' : schedule;

/** [USC-3] The schedule that was chosen, or the one its name tells; `1 2 3 4 5` or empty. */
export const scheduleOf = (item: Pick<UnscriptedItem, 'display' | 'schedule'>): string => {
  const chosen = /^(?:CD)?([1-5])/.exec(item.schedule)?.[1] ?? '';
  if (['1', '2', '3'].includes(chosen) || !names(item, controlled.join(' '))) return chosen;
  return '2';
};

/** Also our own lists, by substance, device and brand; what is not on them is limited by days, the stricter way. */
const smallestPack = [
  'insulin novorapid fiasp humalog lyumjev apidra admelog trurapi actrapid humulin insulatard insuman hypurin novomix',
  'lantus abasaglar semglee toujeo levemir tresiba xultophy suliqua inhaler aerosol accuhaler turbohaler evohaler',
  'easyhaler clickhaler autohaler diskhaler nexthaler respimat ellipta breezhaler handihaler spiromax forspiro novolizer',
  'ointment cream',
].join(' ');
const oneCycle = [
  'contraceptive levonorgestrel desogestrel ethinylestradiol norethisterone drospirenone microgynon rigevidon ovranette',
  'levest maexeni elevin logynon cerazette cerelle zelleta feanolla cilest lizinna gedarel marvelon mercilon millinette',
  'femodene femodette yasmin yacella lucette eloine daylette qlaira zoely loestrin brevinor norimin noriday norgeston',
  'micronor slynd',
].join(' ');

/** [USC-4] Which limit a patient's own emergency supply of this item keeps to. */
export const limitOf = (item: Pick<UnscriptedItem, 'display'>): Limit => {
  if (names(item, smallestPack)) return 'smallest-pack';
  if (names(item, oneCycle)) return 'one-cycle';
  const liquid = names(item, 'suspension solution syrup');
  const antibiotic = names(
    item,
    'amoxicillin flucloxacillin phenoxymethylpenicillin erythromycin clarithromycin azithromycin cefalexin co-amoxiclav trimethoprim nitrofurantoin',
  );
  return liquid && antibiotic ? 'full-course' : 'days';
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
