import { filled } from '../kernel/filled';
import { codedOf } from './coded';
import { child, children, number, text, type Json } from './json';

const ends = (words: string): boolean => /[.;:!?]$/.test(words);

/** Sentences one after another; what was said already is not said twice. */
const told = (parts: readonly string[]): string =>
  parts.reduce((said, words) => {
    if (words === '' || said.toLowerCase().includes(words.toLowerCase())) return said;
    return said === '' ? words : `${said}${ends(said) ? '' : '.'} ${words}`;
  }, '');

/** One instruction: how it is taken, what the patient is told, and what goes with it (“with food”). */
const wordsOf = (instruction: Json): string =>
  told([
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

/** Instructions of one place in the order, then those of the next; as NHS joins them for the Spine. */
const inOrder = (instructions: readonly Json[]): string => {
  const steps = new Map<number, string[]>();
  for (const one of instructions) {
    const at = number(one, 'sequence') ?? 0;
    steps.set(at, [...(steps.get(at) ?? []), wordsOf(one)]);
  }
  return linked(
    [...steps].sort(([a], [b]) => a - b).map(([, words]) => linked(words, 'and')),
    'then',
  );
};

const inWords = (request: Json): readonly Json[] =>
  children(request, 'dosageInstruction').filter((one) => wordsOf(one) !== '');

const hasOrder = (instruction: Json): boolean => number(instruction, 'sequence') !== undefined;

/** [FHIR-27] All directions of a line. Where nobody says in which order they stand, side by side. */
export const directionsOf = (request: Json): string => {
  const all = inWords(request);
  if (all.length > 0 && all.every(hasOrder)) return inOrder(all);
  return [...all]
    .sort((a, b) => (number(a, 'sequence') ?? 0) - (number(b, 'sequence') ?? 0))
    .map(wordsOf)
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
export const unclearOf = (request: Json): Unclear => {
  const all = children(request, 'dosageInstruction');
  const ordered = all.filter(hasOrder).length;
  return {
    codesOnly: all.some((one) => wordsOf(one) === '' && codes.some((name) => name in one)),
    order: ordered > 0 && ordered < all.length,
  };
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
