import { filled } from '../kernel/filled';
import type { Holder } from '../prescriptions/model';
import { canonicalCode, isKnownCode, issueCodeWords } from './codes/issue-code';
import { asJson, child, children, extension, firstOf, identifierValue, text, texts, type Json } from './json';
import { systems } from './systems';

/** An OperationOutcome as far as a decision needs it. `code` is verbatim but for the two spellings. */
export type Outcome = {
  readonly informational: boolean;
  readonly code: string;
  /** EPS's own words, verbatim; empty where it sent none. */
  readonly words: string;
  readonly sentence: string;
  readonly next: string;
  readonly holder: Holder | undefined;
};

/** The Spine's own word where it names no holder (eps.md 6). */
const isUnknown = (word: string): boolean => /^unknown$/i.test(word);
const unnamed = 'a pharmacy that it does not name';
const known = (word: string): string => (isUnknown(word) ? '' : word);

const holderOf = (outcome: Json): Holder | undefined => {
  const pointer = child(extension(outcome, 'Extension-Spine-supportingInfo'), 'valueReference');
  const organisations = children(outcome, 'contained').filter(
    (one) => text(one, 'resourceType') === 'Organization',
  );
  const found =
    organisations.find((one) => `#${text(one, 'id')}` === text(pointer, 'reference')) ?? organisations[0];
  const ods = found
    ? identifierValue(children(found, 'identifier'), systems.ods)
    : text(child(pointer, 'identifier'), 'value');
  if (!found && ods === '') return undefined;
  const address = firstOf(found, 'address');
  const phone = children(found, 'telecom').find((one) => text(one, 'system') === 'phone');
  return {
    ods: known(ods),
    name: known(text(found, 'name') || text(pointer, 'display')) || known(ods) || unnamed,
    phone: known(text(phone, 'value')),
    address: [...texts(address, 'line'), text(address, 'city'), text(address, 'postalCode')]
      .filter((line) => known(line) !== '')
      .join(', '),
  };
};

/** Of several codes the one that we know. */
const codingOf = (issue: Json): Json | undefined => {
  const codings = children(child(issue, 'details'), 'coding');
  return codings.find((one) => isKnownCode(text(one, 'code'))) ?? codings[0];
};

/** Issues that are no mere information. */
const gravesOf = (issues: readonly Json[]): readonly Json[] =>
  issues.filter((issue) => !['information', 'warning'].includes(text(issue, 'severity')));

/** Of several the one with a code that we know. */
const graveOf = (grave: readonly Json[]): Json | undefined =>
  grave.find((issue) => isKnownCode(text(codingOf(issue), 'code'))) ?? grave[0];

/** All that an issue says in words, each once. */
const wordsOf = (issue: Json | undefined): readonly string[] => [
  ...new Set(
    filled([
      text(issue && codingOf(issue), 'display'),
      text(issue, 'diagnostics'),
      text(child(issue, 'details'), 'text'),
    ]),
  ),
];

const withHolder = (sentence: string, holder: Holder | undefined): string =>
  holder
    ? `The Spine says this script is with ${[holder.name, holder.address].filter((w) => w !== '').join(', ')}${holder.phone ? ` (${holder.phone})` : ''}.`
    : sentence;

/** [FHIR-8] Reads an OperationOutcome; undefined where the value is none. The gravest issue speaks. */
export const readOutcome = (value: unknown): Outcome | undefined => {
  const json = asJson(value);
  if (!json || text(json, 'resourceType') !== 'OperationOutcome') return undefined;
  const issues = children(json, 'issue');
  const graves = gravesOf(issues);
  const grave = graveOf(graves);
  const issue = grave ?? issues[0];
  const coding = issue && codingOf(issue);
  const code = canonicalCode(text(coding, 'code') || text(issue, 'code'));
  const own = wordsOf(issue).join('; ');
  const others = graves.filter((one) => one !== issue).flatMap(wordsOf);
  const { sentence, next } = issueCodeWords(code, own);
  const holder = code === 'PRESCRIPTION_WITH_ANOTHER_DISPENSER' ? holderOf(json) : undefined;
  return {
    informational: grave === undefined && issues.length > 0,
    code,
    words: [...new Set(filled([own, ...others]))].join('; '),
    sentence: withHolder(sentence, holder),
    next:
      holder?.name === unnamed
        ? 'Ask the patient or the prescriber which pharmacy has it, then ask that one to return it.'
        : next,
    holder,
  };
};
