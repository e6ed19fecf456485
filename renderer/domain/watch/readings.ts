import { shortIdOfRelease } from '../inbox/evolve';
import type { Reading } from './model';

/** What an attempt at a message came to, as far as the parts are concerned. */
export type Attempted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly bodyText: string | undefined;
      /** What it was about, where that was one message or one script alone. */
      readonly about?: string;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'refused-locally' };

type Answered = Extract<Attempted, { kind: 'answered' }>;

const noName = /NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ENOTFOUND|EAI_AGAIN/;
const noNetwork =
  /INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE|NETWORK_ACCESS_DENIED|ENETUNREACH|EHOSTUNREACH|ENETDOWN/;

const fails = (part: Reading['part'], reason: string): Reading => ({
  part,
  source: 'attempt',
  result: 'fails',
  reason,
});
const works = (part: Reading['part']): Reading => ({ part, source: 'attempt', result: 'works', reason: '' });

/** A failed connection in words a person can repeat on the telephone. */
export const failureWords = (reason: string): string => {
  if (noName.test(reason)) return 'The broker’s name is not found';
  if (noNetwork.test(reason)) return 'This computer has no network';
  if (/CONNECTION_REFUSED|ECONNREFUSED/.test(reason)) return 'The broker refuses the connection';
  if (/CERT_DATE_INVALID/.test(reason))
    return 'The broker’s certificate is not valid at the time that this computer shows: look at its clock';
  if (/CERT|SSL/.test(reason)) return 'The broker’s certificate is not accepted';
  if (/PROXY/.test(reason)) return 'The proxy of this network lets nothing through';
  if (/TIMED_OUT|ETIMEDOUT/.test(reason)) return 'The broker takes no connection';
  return 'The connection to the broker breaks off';
};

/** The next step where a log-in page of the network, or a proxy, answers for somebody else. */
export const logInWords =
  'open any web page on this computer; if it asks to log in or to pay, do that, else tell whoever runs the network';

/** [WAT-12] What EPS says is FHIR, also a refusal. A page of a proxy or a gateway's own words are not. */
const isOfEps = (text: string | undefined): boolean =>
  text !== undefined && (text.includes('"resourceType"') || text.includes('http://hl7.org/fhir'));

/** An answer that is none, with what it was about: that may be the one thing that the broker cannot digest. */
const noAnswer = (reason: string, about: string | undefined): readonly Reading[] => [
  works('network'),
  { ...fails('broker', reason), ...(about === undefined ? {} : { about }) },
];

const afterAnswer = ({ status, bodyText, about }: Answered): readonly Reading[] => {
  if (status === 502 || status === 503 || status === 504)
    return [works('network'), works('broker'), fails('spine', `The broker answers ${status}`)];
  if (status === 401)
    return [works('network'), works('broker'), fails('sign-in', 'The broker does not accept the sign-in')];
  // Turned away for its number: the broker is there, and nobody behind it has seen it.
  if (status === 429) return [works('network'), works('broker')];
  if (status >= 500) return noAnswer(`The broker answers ${status}`, about);
  if (!isOfEps(bodyText))
    return noAnswer(`What answers in the broker’s place is not EPS: ${logInWords}`, about);
  return [works('network'), works('broker'), works('spine'), works('sign-in')];
};

/** [WAT-11] What a request's subject in the journal is about; undefined where it asks for whatever there is. */
export const aboutOf = (subject: string): string | undefined =>
  subject.startsWith('release|') && shortIdOfRelease(subject) === undefined ? undefined : subject;

/** [WAT-2] Each attempt is a look at the parts that it passed through; what it did not reach it says nothing of. */
export const readAttempt = (fact: Attempted): readonly Reading[] => {
  switch (fact.kind) {
    case 'answered':
      return afterAnswer(fact);
    case 'timed-out':
      return [fails('broker', 'The broker gives no answer in time')];
    case 'unreachable':
      return [
        fails(
          noName.test(fact.reason) || noNetwork.test(fact.reason) ? 'network' : 'broker',
          failureWords(fact.reason),
        ),
      ];
    case 'refused-locally':
      return [];
  }
};
