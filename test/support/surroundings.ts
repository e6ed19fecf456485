import type { ProbeFacts } from '../../renderer/domain/watch/probe';

/** All that can be looked at works; nobody signs in elsewhere and there is no printer. */
export const quietSurroundings: ProbeFacts = {
  network: { kind: 'own-computer' },
  broker: { kind: 'answered', status: 200, spine: 'works', tookMs: 4 },
  signIn: null,
  printers: { count: 0, stopped: 0, reason: '' },
};
