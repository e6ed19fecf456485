import type { Site } from '../../domain/kernel/context';
import {
  decideConnection,
  decideSite,
  mayChangeSettings,
  type SettingsContext,
} from '../../domain/settings/decide';
import type { Connection } from '../../domain/settings/model';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import type { Deps } from '../deps';

const contextOf = async (deps: Deps): Promise<SettingsContext> => ({
  kind: deps.kind,
  by: deps.who.current(),
  site: deps.site,
  scripts: (await deps.store.counters()).all,
  loopbackAllowed: deps.loopbackAllowed,
});

export const setSite = async (deps: Deps, site: Site): Promise<CommandReply> =>
  carryOut(deps, deps.who.current(), decideSite(site, await contextOf(deps)));

export const setConnection = async (deps: Deps, connection: Connection): Promise<CommandReply> =>
  carryOut(deps, deps.who.current(), decideConnection(connection, await contextOf(deps)));

/** [SET-1] A new key pair in main; its public half has to be registered before it is of use. */
export const makeClientKey = async (deps: Deps, keyId: string): Promise<CommandReply> => {
  const refusal = mayChangeSettings(deps.who.current());
  if (refusal) return refusal;
  await deps.identity.makeKey(keyId);
  return {
    kind: 'done',
    sentence: 'A new key was made. Register its public half, then sign in with a smartcard.',
  };
};
