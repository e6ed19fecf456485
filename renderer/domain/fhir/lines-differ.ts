import { filled } from '../kernel/filled';
import { formatDate } from '../kernel/instant';
import type { Prescriber, Warning } from '../prescriptions/model';
import type { Json } from './json';

/** What a line says that is shown once for the whole script; empty or missing where it says nothing of it. */
export type OfScript = {
  readonly startDate: string;
  readonly endDate: string;
  readonly reviewDate: string;
  readonly lastDispensedDate: string;
  readonly daysSupply: number | undefined;
  readonly nominatedOds: string;
  /** Who the line says prescribed it, as it points at them, and once that is looked up. */
  readonly pointers: () => string;
  readonly prescriber: () => Prescriber;
  readonly type: string;
};

type Fact = {
  readonly what: string;
  readonly of: (line: OfScript) => string;
  readonly say?: (said: string) => string;
};

const facts: readonly Fact[] = [
  { what: 'first day', of: ({ startDate }) => startDate, say: formatDate },
  { what: 'last day', of: ({ endDate }) => endDate, say: formatDate },
  { what: 'review date', of: ({ reviewDate }) => reviewDate, say: formatDate },
  {
    what: 'day on which it was last dispensed',
    of: ({ lastDispensedDate }) => lastDispensedDate,
    say: formatDate,
  },
  { what: 'number of days', of: ({ daysSupply }) => (daysSupply === undefined ? '' : `${daysSupply}`) },
  { what: 'pharmacy', of: ({ nominatedOds }) => nominatedOds },
  { what: 'type', of: ({ type }) => type },
];

const who = ({ name, professionalCode, phone, organisation }: Prescriber): string =>
  filled([name, professionalCode, phone, organisation]).join(', ');

const otherPrescriber = (first: OfScript, line: OfScript): string => {
  if (line.pointers() === first.pointers()) return '';
  const said = who(line.prescriber());
  return said === who(first.prescriber()) ? '' : said;
};

const differing = (lines: readonly OfScript[], { what, of, say }: Fact) => {
  const shown = lines.map(of).find((said) => said !== '') ?? '';
  return lines.flatMap((line, i) => {
    const said = of(line);
    return said === '' || said === shown ? [] : [{ what, said: say ? say(said) : said, i }];
  });
};

/** [FHIR-29] EPS wants all lines to agree (as its own validator says); where one does not, a person is told. */
export const linesDiffer = (
  lines: readonly OfScript[],
  requests: readonly Json[],
  placeOf: (request: Json) => string,
): readonly Warning[] => {
  const [first] = lines;
  if (!first || lines.length === 1) return [];
  return [
    ...facts.flatMap((fact) => differing(lines, fact)),
    ...lines.flatMap((line, i) => {
      const said = i === 0 ? '' : otherPrescriber(first, line);
      return said === '' ? [] : [{ what: 'prescriber', said, i }];
    }),
  ].map(({ what, said, i }) => {
    const request = requests[i];
    const sentence = `Item ${i + 1} says another ${what}: ${said}. What is shown for the script is what an item before it says.`;
    return { code: 'LinesDiffer', sentence, place: request ? placeOf(request) : '' };
  });
};
