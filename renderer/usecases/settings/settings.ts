import { assertNever } from '../../domain/kernel/assert-never';
import type { Site } from '../../domain/kernel/context';
import {
  decideConnection,
  decideSite,
  mayChangePassphrase,
  mayChangeSettings,
  type SettingsContext,
} from '../../domain/settings/decide';
import { refuse } from '../../domain/kernel/refusal';
import type { Connection } from '../../domain/settings/model';
import type { CommandReply } from '../commands';
import { carryOut } from '../carry-out';
import { putOnRecord } from './put-on-record';
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

/** [KEY-9] Main changes it, and knows whether the present one is right; that it was changed is on record. */
export const changePassphrase = async (
  deps: Deps,
  typed: { readonly present: string; readonly next: string },
): Promise<CommandReply> => {
  const by = deps.who.current();
  const refusal = mayChangePassphrase(deps.kind, by);
  if (refusal) return refusal;
  const reply = await deps.locks.changePassphrase(typed);
  switch (reply.kind) {
    case 'refused':
      return refuse('PassphraseNotChanged', 'KEY-9', reply.sentence, reply.next);
    case 'changed':
      return putOnRecord(
        deps,
        by,
        { type: 'settings.passphrase-changed', id: 'passphrase' },
        'The new passphrase opens this profile from the next start on.',
      );
    default:
      return assertNever(reply);
  }
};
