import { foldText } from '../patients/match';

type Named = { readonly display: string };

/** Names by which a drug of Schedule 2 or 3 is known, for what no code tells; our own list, not complete. */
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
const folded = new Map<string, readonly string[]>();
const wantedOf = (words: string): readonly string[] => {
  const known = folded.get(words);
  if (known) return known;
  const wanted = words.split(' ').map(foldText);
  folded.set(words, wanted);
  return wanted;
};

/** Whether a word of its name begins with one of these words. */
export const names = (item: Named, words: string): boolean => {
  const wanted = wantedOf(words);
  return wordsOf(item.display).some((word) => wanted.some((one) => word.startsWith(one)));
};

/** Milligrams in a millilitre, as a name says it; undefined where it does not. */
const mgPerMl = ({ display }: Named): number | undefined => {
  const said = /([\d.]+) *(?:mg|milligrams?) *(?:\/|per|in) *([\d.]*) *(?:ml|millilit)/i.exec(display);
  return said ? Number(said[1]) / Number(said[2] || 1) : undefined;
};

/** Morphine to be drunk of at most 0.2 % is of Schedule 5, stronger of Schedule 2; so is kaolin and morphine. */
const isWeakMorphine = (item: Named): boolean => {
  if (names(item, 'kaolin')) return names(item, 'morphine');
  const strength = mgPerMl(item);
  const drunk = names(item, 'oramorph') || (names(item, 'morphine') && names(item, 'oral'));
  return drunk && !names(item, 'injection infusion') && strength !== undefined && strength <= 2;
};

/** The schedule that a name tells, `2` also for 3; empty where it tells none. */
export const scheduleByName = (item: Named): string => {
  if (names(item, controlled)) return isWeakMorphine(item) ? '5' : '2';
  if (names(item, scheduleFour)) return '4';
  return names(item, scheduleFive) ? '5' : '';
};

const tellControlled = (item: Named): string => {
  const schedule = scheduleByName(item);
  if (schedule === '2' || names(item, 'phenobarbital phenobarbitone')) return 'CD';
  return schedule === '4' ? 'CD4' : '';
};

const told = new Map<string, string>();
const maxTold = 4_000;

/**
 * [EXP-4] What a script's own name for a medicine tells: `CD` of Schedule 2 or 3, `CD4`; empty where it tells
 * neither. Remembered: a pharmacy's names repeat.
 */
export const controlledByName = ({ display }: Named): string => {
  const known = told.get(display);
  if (known !== undefined) return known;
  const schedule = tellControlled({ display });
  if (told.size >= maxTold) told.clear();
  told.set(display, schedule);
  return schedule;
};
