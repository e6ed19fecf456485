import { issueKeyOf } from '../kernel/ids';
import type { Treatment } from '../prescriptions/model';
import { knownTherapies, type Header } from './bundle-warnings';
import { dated, instantOf } from './days';
import { child, children, firstOf, text, type Json } from './json';
import { countersOf } from './read-counters';
import type { Resources } from './resources';
import { eventOf, type Groups } from './whose';

/** [FHIR-7] The kind of treatment of a line: of several codings the one that we know. */
const therapyOf = (request: Json): string => {
  const codes = children(child(request, 'courseOfTherapyType'), 'coding').map((one) => text(one, 'code'));
  return knownTherapies.find((known) => codes.includes(known)) ?? codes[0] ?? '';
};

const therapyCodes = (requests: readonly Json[]): readonly string[] => [...new Set(requests.map(therapyOf))];

const treatmentOf = (codes: readonly string[], requests: readonly Json[]): Treatment => {
  if (
    codes.includes('continuous-repeat-dispensing') ||
    requests.some((request) => text(request, 'intent') === 'reflex-order')
  )
    return 'erd';
  return codes.includes('continuous') ? 'repeat' : 'acute';
};

const signatureOf = (resources: Resources): Json | undefined =>
  firstOf(resources.ofType('Provenance')[0], 'signature');

/** What a message says of the script as a whole. */
export const headerOf = (
  bundle: Json,
  resources: Resources,
  requests: readonly Json[],
  { shortIds, longIds }: Groups,
): Header => {
  const therapies = therapyCodes(requests);
  const treatment = treatmentOf(therapies, requests);
  return {
    shortId: shortIds[0] ?? '',
    longId: longIds[0] ?? '',
    messageId: text(child(bundle, 'identifier'), 'value') || text(bundle, 'id'),
    signedWhen:
      dated(text(signatureOf(resources), 'when')) ||
      (requests.map((request) => dated(text(request, 'authoredOn'))).find((when) => when !== '') ?? ''),
    therapies,
    treatment,
    counters: countersOf(requests, treatment === 'erd'),
  };
};

/** Which script and which issue of it this is. */
export const identified = ({ shortId, longId, messageId, treatment, counters, signedWhen }: Header) => {
  const issue = counters?.issue ?? 1;
  return {
    key: issueKeyOf(shortId, longId || messageId, treatment === 'erd' ? issue : 1),
    issue,
    issues: Math.max(issue, counters?.issues ?? 1),
    signedAt: instantOf(signedWhen),
  };
};

/** The kind of message that is a script. */
export const order = 'prescription-order';

/** [FHIR-20] Why the items of a message cannot be one script; empty where they can. */
const notOne = (resources: Resources, { shortIds, longIds }: Groups): string => {
  const event = eventOf(resources);
  if (event !== '' && event !== order)
    return `This message is no prescription: it calls itself “${event}”. Nothing was made of it.`;
  if (shortIds.length > 1)
    return `The items of this message belong to different prescriptions (${shortIds.join(', ')}), so none was made of them.`;
  return longIds.length > 1
    ? 'The items of this message bear different long form ids, so none of them can be told to EPS.'
    : '';
};

/** [FHIR-20] Why a message is no script that can be told from others; empty where it is one. */
export const notTold = (
  resources: Resources,
  groups: Groups,
  { shortId, longId, messageId }: Header,
): string => {
  if (shortId === '') return 'This script has no prescription id, so it cannot be told from others.';
  if (longId === '' && messageId === '')
    return 'This script has neither a long form id nor a message id, so it cannot be told from another of the same short id.';
  return notOne(resources, groups);
};
