import { refuse, type Refusal, type RuleId } from '../kernel/refusal';
import type { Connection } from './model';

const wrong = (rule: RuleId, sentence: string, next: string): Refusal =>
  refuse('ConnectionInvalid', rule, sentence, next);

const secure = /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[^\s?#]*)?$/i;
const loopback = /^http:\/\/127\.0\.0\.1:\d{1,5}(?:\/[^\s?#]*)?$/;

const addresses = [
  ['baseUrl', 'The address of the broker'],
  ['tokenUrl', 'The address for tokens'],
  ['issuer', 'The address of CIS2'],
] as const;
const names = [
  ['appId', 'The application’s id at the API platform'],
  ['clientId', 'The client id at CIS2'],
] as const;

/** A connection as it was typed, in its proper form. */
export const tidyConnection = (connection: Connection): Connection => ({
  baseUrl: connection.baseUrl.trim().replace(/\/+$/, ''),
  tokenUrl: connection.tokenUrl.trim(),
  appId: connection.appId.trim(),
  keyId: connection.keyId.trim(),
  issuer: connection.issuer.trim(),
  clientId: connection.clientId.trim(),
});

/** [SET-5] What is not right about a connection, or nothing. Takes a tidied one. */
export const checkConnection = (connection: Connection, loopbackAllowed: boolean): Refusal | undefined => {
  for (const [field, name] of addresses) {
    const address = connection[field];
    if (!secure.test(address) && !(loopbackAllowed && loopback.test(address)))
      return wrong(
        'SET-5',
        `${name} must begin with https:// and have no question mark in it.`,
        'Copy it from the letter of the supplier or from the NHS developer pages.',
      );
  }
  for (const [field, name] of names)
    if (!/^[\x21-\x7e]{1,200}$/.test(connection[field]))
      return wrong('SET-5', `${name} is missing or has a blank in it.`, 'Copy it once more.');
  if (!/^[\w.-]{1,64}$/.test(connection.keyId))
    return wrong(
      'SET-5',
      'The key id has letters, digits, dots and hyphens only.',
      'Choose a short name such as holdfast-1 and register the key under it.',
    );
  return undefined;
};
