import type {
  ChooseRoleReply,
  ClientKeyInfo,
  ConnectionInfo,
  IdentifyReply,
  IdentityRefusal,
} from '../contract/identity';
import { mayBeSpokenTo } from './addresses';
import { endSession, identify, type Cis2, type Identified } from './cis2';
import { makePrivateKey, publicHalf, signingKey } from './client-key';
import { HeldToken, type HeldReply } from './held-token';
import { refusals } from './refusals';
import { readSecrets, writeSecrets, type Secrets } from './secret-file';
import {
  applicationGrant,
  askForToken,
  exchangeGrant,
  refreshGrant,
  type Fetch,
  type TokenEndpoint,
} from './token-endpoint';

export type IdentityParts = {
  /** Where the sealed secrets lie. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly loopbackAllowed: boolean;
  readonly openInBrowser: (address: string) => Promise<void>;
  readonly keyBits?: number;
};

type Connected = {
  readonly baseUrl: string;
  readonly cis2: Cis2;
  readonly endpoint: TokenEndpoint;
  readonly application: HeldToken;
};
type Session = {
  readonly identified: Identified;
  readonly roleProfileId: string;
  readonly token: HeldToken;
};

/** Who stands behind a message. */
export type Behind =
  { readonly kind: 'unattended' } | { readonly kind: 'person'; readonly roleProfileId: string };

const sentences = {
  'sign-in-again': 'This waits for a signed-in person with a smartcard.',
  'sign-in-away': 'The sign-in service cannot be reached, so nothing was sent.',
  'key-refused': 'The API platform does not accept this pharmacy’s key. Look at Settings, Connection.',
  'not-set-up': 'The connection to the broker is not set up yet. Look at Settings, Connection.',
} as const;
/** Proof for one attempt; `judged` hears what the broker made of it. */
export type Credentials =
  | {
      readonly kind: 'bearer';
      readonly accessToken: string;
      readonly judged: (status: number) => void;
    }
  | { readonly kind: keyof typeof sentences; readonly sentence: string };

const without = (kind: keyof typeof sentences): Credentials => ({ kind, sentence: sentences[kind] });

/** Identity as main has it: the key that signs, the one session, the application's token. */
export class Identity {
  readonly #parts: IdentityParts;
  #secrets: Secrets;
  #connection: ConnectionInfo | null = null;
  #connected: Connected | undefined;
  #session: Session | undefined;
  #identified: Identified | undefined;
  #signingIn: AbortController | undefined;

  private constructor(parts: IdentityParts, secrets: Secrets) {
    this.#parts = parts;
    this.#secrets = secrets;
  }

  /** Undefined where the sealed file is damaged. */
  static async open(parts: IdentityParts): Promise<Identity | undefined> {
    const read = await readSecrets(parts.path, parts.key);
    return read.kind === 'ok' ? new Identity(parts, read.secrets) : undefined;
  }

  clientKey(keyId: string): ClientKeyInfo {
    const { privateKey } = this.#secrets;
    return privateKey === undefined ? null : publicHalf(privateKey, keyId);
  }

  /** [IDN-6] Makes a new key pair; what was signed with the one before is at an end. */
  async makeKey(keyId: string): Promise<NonNullable<ClientKeyInfo>> {
    const privateKey = await makePrivateKey(this.#parts.keyBits);
    const secrets: Secrets = { ...this.#secrets, privateKey };
    await writeSecrets(this.#parts.path, this.#parts.key, secrets);
    this.#secrets = secrets;
    this.#forget();
    await this.configure(this.#connection);
    return publicHalf(privateKey, keyId);
  }

  /** Takes up the connection of the settings. A changed one ends the session. */
  async configure(connection: ConnectionInfo | null): Promise<void> {
    if (this.#connected && JSON.stringify(connection) === JSON.stringify(this.#connection)) return;
    this.#forget();
    this.#connection = connection;
    const { fetch, now, loopbackAllowed, openInBrowser } = this.#parts;
    const { privateKey } = this.#secrets;
    const addresses = connection ? [connection.baseUrl, connection.tokenUrl, connection.issuer] : [];
    if (!connection || privateKey === undefined) return;
    if (!addresses.every((url) => mayBeSpokenTo(url, loopbackAllowed))) return;
    const key = await signingKey(privateKey);
    const { issuer, clientId, appId, keyId, tokenUrl } = connection;
    const endpoint: TokenEndpoint = { url: tokenUrl, appId, keyId, key, fetch, now };
    this.#connected = {
      baseUrl: connection.baseUrl.replace(/\/+$/, ''),
      cis2: { issuer, clientId, keyId, key, fetch, loopbackAllowed, openInBrowser },
      endpoint,
      application: new HeldToken(now, () => askForToken(endpoint, applicationGrant)),
    };
  }

  /** Where messages go, or undefined while that is not known or there is no key. */
  get baseUrl(): string | undefined {
    return this.#connected?.baseUrl;
  }

  /** What answers anybody at CIS2 and changes nothing: its own description. */
  get probeAddress(): string | undefined {
    const issuer = this.#connected?.cis2.issuer.replace(/\/+$/, '');
    return issuer === undefined ? undefined : `${issuer}/.well-known/openid-configuration`;
  }

  /** [IDN-1] Sends the person to CIS2 and waits for who it is. */
  async identify(): Promise<IdentifyReply> {
    if (!this.#connected) return refusals.notSetUp;
    if (this.#signingIn) return refusals.busy;
    this.#signingIn = new AbortController();
    try {
      const reply = await identify(this.#connected.cis2, this.#signingIn.signal);
      if (reply.kind === 'refused') return reply;
      this.#identified = reply;
      const { kind, sdsUserId, name, roles } = reply;
      return { kind, sdsUserId, name, roles };
    } finally {
      this.#signingIn = undefined;
    }
  }

  cancel(): void {
    this.#signingIn?.abort();
    this.#identified = undefined;
  }

  /** [IDN-3] Exchanges what CIS2 gave for the platform's token, for one role of the smartcard. */
  async chooseRole(roleProfileId: string): Promise<ChooseRoleReply> {
    const identified = this.#identified;
    const connected = this.#connected;
    if (!connected || !identified?.roles.some((role) => role.roleProfileId === roleProfileId))
      return refusals.roleUnknown;
    const { endpoint } = connected;
    const reply = await askForToken(endpoint, exchangeGrant(identified.idToken));
    if (reply.kind !== 'token') return refusalOf(reply);
    const token = new HeldToken(
      this.#parts.now,
      async (last) =>
        last?.refreshToken === undefined
          ? { kind: 'refused', code: 'no-refresh-token' }
          : askForToken(endpoint, refreshGrant(last.refreshToken)),
      reply.token,
    );
    this.#identified = undefined;
    this.#session = { identified, roleProfileId, token };
    return { kind: 'signed-in' };
  }

  /** [IDN-8] */
  async signOut(): Promise<void> {
    const { cis2 } = this.#connected ?? {};
    const identified = this.#session?.identified;
    this.#session = undefined;
    if (cis2 && identified) await endSession(cis2, identified);
  }

  /** [IDN-4] [IDN-5] */
  async credentials(behind: Behind): Promise<Credentials> {
    if (!this.#connected) return without('not-set-up');
    if (behind.kind === 'unattended') {
      const { application } = this.#connected;
      return this.#bearer(application, await application.get(), 'key-refused', () => undefined);
    }
    const session = this.#session;
    if (!session || session.roleProfileId !== behind.roleProfileId) return without('sign-in-again');
    const end = (): void => {
      if (this.#session === session) this.#session = undefined;
    };
    const held = await session.token.get();
    if (held.kind === 'refused') end();
    return this.#bearer(session.token, held, 'sign-in-again', end);
  }

  #bearer(
    token: HeldToken,
    held: HeldReply,
    refused: 'sign-in-again' | 'key-refused',
    end: () => void,
  ): Credentials {
    if (held.kind !== 'token') return without(held.kind === 'away' ? 'sign-in-away' : refused);
    const { accessToken } = held;
    const judged = (status: number): void => {
      if (status !== 401) token.accept(accessToken);
      // Renewed once, and refused again: only the person can help.
      else if (token.refuse(accessToken) > 1) end();
    };
    return { kind: 'bearer', accessToken, judged };
  }

  #forget(): void {
    this.cancel();
    this.#connected = undefined;
    this.#session = undefined;
  }
}

const refusalOf = (reply: { kind: 'refused'; code: string } | { kind: 'away' }): IdentityRefusal =>
  reply.kind === 'away' ? refusals.away : refusals.tokenRefused(reply.code);
