import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { Deps } from './deps';

/** [USR-9] What only a person with a smartcard may ask of EPS. */
export const needsSmartcard = (what: string): Refusal =>
  refuse(
    'NoSmartcard',
    'USR-9',
    `${what} needs a signed-in person with a smartcard.`,
    'Sign in with the smartcard, then do it again.',
  );

/** [SET-4] A companion profile has no broker: nothing in it pretends to talk to EPS. */
export const needsBroker = (deps: Pick<Deps, 'kind'>): Refusal | undefined =>
  deps.kind === 'companion'
    ? refuse(
        'NoBroker',
        'SET-4',
        'This is a companion profile: it has no broker and sends nothing to EPS.',
        'Do it in your other system, then note here what came of it.',
      )
    : undefined;
