import type { IdentityPort, IdentityRefused } from '../../renderer/usecases/ports';

const refused: IdentityRefused = {
  kind: 'refused',
  code: 'not-set-up',
  sentence: 'Not set up.',
  next: 'Set it up.',
};

/** An identity that knows no CIS2. */
export const noIdentity: IdentityPort = {
  configure: async () => true,
  identify: async () => refused,
  chooseRole: async () => refused,
  cancel: async () => undefined,
  signOut: async () => undefined,
  publicKeySet: async () => undefined,
  makeKey: async () => undefined,
};
