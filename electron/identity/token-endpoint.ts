import { randomUUID, type webcrypto } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The API platform's token endpoint, and how we prove that it is us who ask. */
export type TokenEndpoint = {
  readonly url: string;
  readonly appId: string;
  readonly keyId: string;
  readonly key: webcrypto.CryptoKey;
  readonly fetch: Fetch;
  readonly now: () => number;
};

export type Token = {
  readonly accessToken: string;
  /** ms since 1970 UTC. */
  readonly endsAt: number;
  readonly refreshToken?: string;
};

export type TokenReply =
  | { readonly kind: 'token'; readonly token: Token }
  /** The platform said no: asking again brings the same. */
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer, or one that says nothing about us. */
  | { readonly kind: 'away' };

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  refresh_token: z.string().min(1).optional(),
});
const failureSchema = z.object({ error: z.string().max(200) });

const assertionSeconds = 300;

/** [IDN-3] Signed for this endpoint, this minute and this one use. */
const assertion = ({ url, appId, keyId, key, now }: TokenEndpoint): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'RS512', typ: 'JWT', kid: keyId })
    .setIssuer(appId)
    .setSubject(appId)
    .setAudience(url)
    .setJti(randomUUID())
    .setExpirationTime(Math.floor(now() / 1000) + assertionSeconds)
    .sign(key);

const readReply = async (response: Response, now: number): Promise<TokenReply> => {
  const json: unknown = await response.json().catch(() => undefined);
  const read = tokenSchema.safeParse(json);
  if (response.ok && read.success) {
    const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = read.data;
    const endsAt = now + seconds * 1000;
    return { kind: 'token', token: { accessToken, endsAt, ...(refreshToken ? { refreshToken } : {}) } };
  }
  const failure = failureSchema.safeParse(json);
  if (response.status >= 400 && response.status < 500 && response.status !== 429)
    return { kind: 'refused', code: failure.success ? failure.data.error : String(response.status) };
  return { kind: 'away' };
};

/** One request for a token. Never throws, never repeats; nothing of it is logged. */
export const askForToken = async (
  endpoint: TokenEndpoint,
  grant: Readonly<Record<string, string>>,
): Promise<TokenReply> => {
  const body = new URLSearchParams({
    ...grant,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(endpoint),
  });
  try {
    const response = await endpoint.fetch(endpoint.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: body.toString(),
      redirect: 'error',
      credentials: 'omit',
    });
    return await readReply(response, endpoint.now());
  } catch {
    return { kind: 'away' };
  }
};

export const exchangeGrant = (idToken: string): Readonly<Record<string, string>> => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  subject_token: idToken,
});
export const refreshGrant = (refreshToken: string): Readonly<Record<string, string>> => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken,
});
export const applicationGrant: Readonly<Record<string, string>> = { grant_type: 'client_credentials' };
