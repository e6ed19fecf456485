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
  'phentermine diethylpropion esketamine spravato',
].join(' ');

/** The same of Schedule 4: benzodiazepines and their kin, anabolic steroids and growth hormones. */
const scheduleFour = [
  'diazepam valium stesolid diazemuls lorazepam ativan nitrazepam mogadon chlordiazepoxide librium oxazepam clobazam',
  'frisium tapclob perizam clonazepam rivotril alprazolam xanax loprazolam lormetazepam flurazepam zopiclone zimovane',
  'zolpidem stilnoct zaleplon sativex testosterone testogel tostran testavan testim nebido sustanon restandol mesterolone',
  'nandrolone deca-durabolin oxandrolone oxymetholone stanozolol prasterone somatropin genotropin norditropin omnitrope',
  'humatrope saizen nutropin zomacton choriogonadotropin gonadotrophin ovitrelle pregnyl gonasi',
].join(' ');

/** And of Schedule 5. */
const scheduleFive = [
  'codeine dihydrocodeine dhc paramol remedeine co-codamol cocodamol codamol co-codaprin co-dydramol codydramol dydramol',
  'codipar solpadol zapain tylex kapake co-phenotrope diphenoxylate lomotil pholcodine epidyolex',
].join(' ');

/** With and without its hyphens: `co-amoxiclav` is one word and two. */
const wordsOf = (text: string): readonly string[] =>
  [...text.split(/[\s,/()]+/), ...text.split(/[\s,/()-]+/)].map(foldText);
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

/** Milligrams in a millilitre, as a name says it; undefined where it does not. */
const mgPerMl = ({ display }: Pick<UnscriptedItem, 'display'>): number | undefined => {
  const said = /([\d.]+) *(?:mg|milligrams?) *(?:\/|per|in) *([\d.]*) *(?:ml|millilit)/i.exec(display);
  return said ? Number(said[1]) / Number(said[2] || 1) : undefined;
};

/** Morphine to be drunk of at most 0.2 % is of Schedule 5, stronger of Schedule 2; so is kaolin and morphine. */
const isWeakMorphine = (item: Pick<UnscriptedItem, 'display'>): boolean => {
  if (names(item, 'kaolin')) return names(item, 'morphine');
  const strength = mgPerMl(item);
  const drunk = names(item, 'oramorph') || (names(item, 'morphine') && names(item, 'oral'));
  return drunk && !names(item, 'injection infusion') && strength !== undefined && strength <= 2;
};

/** The schedule that a name tells; empty where it tells none. */
const scheduleByName = (item: Pick<UnscriptedItem, 'display'>): string => {
  if (names(item, controlled)) return isWeakMorphine(item) ? '5' : '2';
  if (names(item, scheduleFour)) return '4';
  return names(item, scheduleFive) ? '5' : '';
};

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
