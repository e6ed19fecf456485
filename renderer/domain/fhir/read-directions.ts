import { filled } from '../kernel/filled';
import { codedOf } from './coded';
import { child, children, number, text, type Json } from './json';

const ends = (words: string): boolean => /[.;:!?]$/.test(words);

/** Sentences one after another; what was said already is not said twice. */
const sentences = (parts: readonly string[]): string =>
  parts.reduce((said, words) => {
    if (words === '' || said.toLowerCase().includes(words.toLowerCase())) return said;
    return said === '' ? words : `${said}${ends(said) ? '' : '.'} ${words}`;
  }, '');

/** One instruction: how it is taken, what the patient is told, and what goes with it (“with food”). */
const wordsOf = (instruction: Json): string =>
  sentences([
    text(instruction, 'text'),
    text(instruction, 'patientInstruction'),
    ...children(instruction, 'additionalInstruction').flatMap((one) => [
      codedOf(one).display,
      text(one, 'text'),
    ]),
  ]);

const linked = (parts: readonly string[], word: 'and' | 'then'): string =>
  parts.reduce((said, words) =>
    ends(said) ? `${said} ${word === 'and' ? 'And' : 'Then'} ${words}` : `${said}, ${word} ${words}`,
  );

/** An instruction in words, and its place among the others where it says one. */
type Told = { readonly instruction: Json; readonly words: string; readonly at: number | undefined };

const toldIn = (request: Json): readonly Told[] =>
  children(request, 'dosageInstruction').map((instruction) => ({
    instruction,
    words: wordsOf(instruction),
    at: number(instruction, 'sequence'),
  }));

/** Instructions of one place in the order, then those of the next; as NHS joins them for the Spine. */
const inOrder = (instructions: readonly Told[]): string => {
  const steps = new Map<number, string[]>();
  for (const { words, at = 0 } of instructions) steps.set(at, [...(steps.get(at) ?? []), words]);
  return linked(
    [...steps].sort(([a], [b]) => a - b).map(([, words]) => linked(words, 'and')),
    'then',
  );
};

const hasOrder = ({ at }: Told): boolean => at !== undefined;

/** [FHIR-27] All directions of a line. Where nobody says in which order they stand, side by side. */
const inWords = (told: readonly Told[]): string => {
  const all = told.filter(({ words }) => words !== '');
  if (all.length > 0 && all.every(hasOrder)) return inOrder(all);
  return [...all]
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
    .map(({ words }) => words)
    .join('; ');
};

const codes: readonly string[] = [
  'timing',
  'doseAndRate',
  'route',
  'method',
  'site',
  'asNeededBoolean',
  'asNeededCodeableConcept',
  'maxDosePerPeriod',
  'maxDosePerAdministration',
  'maxDosePerLifetime',
];

/** What is not in words, or not in order, of the directions of a line. */
export type Unclear = { readonly codesOnly: boolean; readonly order: boolean };

/** [FHIR-22] [FHIR-27] Directions that came as codes only, and several of which only some say when. */
const unclearIn = (told: readonly Told[]): Unclear => {
  const ordered = told.filter(hasOrder).length;
  return {
    codesOnly: told.some(
      ({ instruction, words }) => words === '' && codes.some((name) => name in instruction),
    ),
    order: ordered > 0 && ordered < told.length,
  };
};

/** The directions of a line, and what of them is not in words or not in order. */
export const directionsOf = (request: Json): { readonly directions: string; readonly unclear: Unclear } => {
  const told = toldIn(request);
  return { directions: inWords(told), unclear: unclearIn(told) };
};

/** NHS's own description of a release has a note that is text only. */
const writtenNotes = (request: Json): readonly string[] =>
  filled([text(request, 'note'), ...children(request, 'note').map((note) => text(note, 'text'))]);

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

const plain = (words: string): string =>
  words.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity).trim();

const tagged = /<(patientInfo|medication)>([^]*?)<\/\1>/g;

/**
 * [FHIR-28] On the Spine a note bears the words to the patient and the list of repeats between tags. EPS takes them
 * out, but not where they have several lines or stand behind other words.
 */
const betweenTags = (request: Json, tag: 'patientInfo' | 'medication'): readonly string[] =>
  filled(
    writtenNotes(request)
      .flatMap((note) => [...note.matchAll(tagged)])
      .flatMap(([, name, words = '']) => (name === tag ? [plain(words)] : [])),
  );

export const patientWordsOf = (request: Json): readonly string[] => betweenTags(request, 'patientInfo');
export const repeatsInNotes = (request: Json): readonly string[] => betweenTags(request, 'medication');

/** What the prescriber says to the pharmacy about a line. */
export const notesOf = (request: Json): readonly string[] =>
  filled(writtenNotes(request).map((note) => note.replace(tagged, '').trim()));

/** Words beside the code and the name of the medicine that say more than its name. */
export const otherName = (request: Json, display: string): string => {
  const own = text(child(request, 'medicationCodeableConcept'), 'text');
  const said = display.toLowerCase();
  return own !== '' && display !== '' && !said.includes(own.toLowerCase()) ? own : '';
};
