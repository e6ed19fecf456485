import { refuse, type Refusal } from '../domain/kernel/refusal';
import type { Deps } from './deps';

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
