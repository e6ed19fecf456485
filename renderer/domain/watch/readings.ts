import type { Reading } from './model';

/** What an attempt at a message came to, as far as the parts are concerned. */
export type Attempted =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'refused-locally' };

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
  if (/CERT|SSL/.test(reason)) return 'The broker’s certificate is not accepted';
  if (/PROXY/.test(reason)) return 'The proxy of this network lets nothing through';
  if (/TIMED_OUT|ETIMEDOUT/.test(reason)) return 'The broker takes no connection';
  return 'The connection to the broker breaks off';
};

const afterAnswer = (status: number): readonly Reading[] => {
  if (status === 502 || status === 503 || status === 504)
    return [works('network'), works('broker'), fails('spine', `The broker answers ${status}`)];
  if (status === 401)
    return [works('network'), works('broker'), fails('sign-in', 'The broker does not accept the sign-in')];
  return [works('network'), works('broker'), works('spine'), works('sign-in')];
};

/** [WAT-2] Each attempt is a look at the parts that it passed through; what it did not reach it says nothing of. */
export const readAttempt = (fact: Attempted): readonly Reading[] => {
  switch (fact.kind) {
    case 'answered':
      return afterAnswer(fact.status);
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
