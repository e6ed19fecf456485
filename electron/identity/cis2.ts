import type { webcrypto } from 'node:crypto';
import * as oidc from 'openid-client';
import * as z from 'zod';
import type { IdentityRefusal, SmartcardRole } from '../contract/identity';
import { openLoopback, type Loopback } from './loopback';
import { refusals } from './refusals';
import type { Fetch } from './token-endpoint';

export type Cis2 = {
  readonly issuer: string;
  readonly clientId: string;
  readonly keyId: string;
  readonly key: webcrypto.CryptoKey;
  readonly fetch: Fetch;
  readonly loopbackAllowed: boolean;
  /** Shows an address in the system's own browser. */
  readonly openInBrowser: (address: string) => Promise<void>;
};

/** Who CIS2 says is there, with what proves it. Stays in main. */
export type Identified = {
  readonly kind: 'identified';
  readonly sdsUserId: string;
  readonly name: string;
  readonly roles: readonly SmartcardRole[];
  readonly idToken: string;
  readonly revocable: readonly string[];
};

const limitMs = 5 * 60_000;
const requestSeconds = 20;
/** The smartcard's strength as CIS2 names it, and what its claim says then. */
const strongEnough = { asked: 'AAL3_ANY', level: 3 };
const scope = 'openid profile nhsperson nationalrbacaccess associatedorgs';

const text = z.string().max(500);
const userInfoSchema = z.object({
  nhsid_useruid: text.optional(),
  uid: text.optional(),
  name: text.optional(),
  display_name: text.optional(),
  nhsid_nrbac_roles: z
    .array(z.object({ person_roleid: text, org_code: text, role_code: text, role_name: text.default('') }))
    .max(500)
    .default([]),
  nhsid_user_orgs: z.array(z.object({ org_code: text, org_name: text })).default([]),
});

/** `"Clinical":"Pharmacy":"Pharmacist"` is shown by its last part. */
const lastPart = (roleName: string): string =>
  (roleName.split('":"').at(-1) ?? roleName).replaceAll('"', '').trim();

const readPerson = (info: unknown): Pick<Identified, 'sdsUserId' | 'name' | 'roles'> | undefined => {
  const read = userInfoSchema.safeParse(info);
  const sdsUserId = read.data?.nhsid_useruid ?? read.data?.uid;
  if (!read.success || sdsUserId === undefined) return undefined;
  const { nhsid_nrbac_roles: roles, nhsid_user_orgs: orgs } = read.data;
  return {
    sdsUserId,
    name: (read.data.display_name ?? read.data.name ?? sdsUserId).trim(),
    roles: roles
      .filter((role) => /^\d+$/.test(role.person_roleid))
      .map((role) => ({
        roleProfileId: role.person_roleid,
        orgCode: role.org_code.toUpperCase(),
        orgName: orgs.find((org) => org.org_code === role.org_code)?.org_name ?? '',
        jobRoleCode: role.role_code,
        jobRoleName: lastPart(role.role_name),
      })),
  };
};

/** CIS2 as its own document describes it, with our key as the proof of who asks. */
const discover = ({
  issuer,
  clientId,
  key,
  keyId,
  fetch,
  loopbackAllowed,
}: Cis2): Promise<oidc.Configuration> =>
  oidc.discovery(
    new URL(issuer),
    clientId,
    { id_token_signed_response_alg: 'RS256' },
    oidc.PrivateKeyJwt({ key, kid: keyId }),
    {
      timeout: requestSeconds,
      [oidc.customFetch]: (url, init) => fetch(url, init as RequestInit), // its own type of the same thing
      ...(loopbackAllowed ? { execute: [oidc.allowInsecureRequests] } : {}),
    },
  );

const authorisationUrl = async (
  config: oidc.Configuration,
  loopback: Loopback,
  checks: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<string> =>
  oidc.buildAuthorizationUrl(config, {
    redirect_uri: loopback.redirectUri,
    scope,
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
    acr_values: strongEnough.asked,
    // The browser may remember whoever was here before.
    prompt: 'login',
  }).href;

/** What went wrong, without a detail of what came. */
export const refusalOf = (failure: unknown): IdentityRefusal => {
  if (failure instanceof oidc.ResponseBodyError && failure.error === 'invalid_client')
    return refusals.keyNotAccepted;
  if (failure instanceof oidc.AuthorizationResponseError || failure instanceof oidc.ResponseBodyError)
    return refusals.denied;
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  const away = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return refusals.wrongClock;
  if (away.includes(code) || failure instanceof TypeError) return refusals.away;
  return refusals.notTrusted;
};

/** [IDN-2] */
const isStrongEnough = (claims: oidc.IDToken | undefined): boolean =>
  Number(claims?.authentication_assurance_level ?? 0) >= strongEnough.level;

type Ended = { readonly ended: IdentityRefusal };

/** [IDN-1] Resolves with the refusal when the person cancels or the time is over. */
const ending = (signal: AbortSignal): { readonly over: Promise<Ended>; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<Ended>((end) => {
    timer = setTimeout(() => end({ ended: refusals.tooLate }), limitMs);
    signal.addEventListener('abort', () => end({ ended: refusals.cancelled }), { once: true });
    if (signal.aborted) end({ ended: refusals.cancelled });
  });
  return { over, stop: () => clearTimeout(timer) };
};

const signInWith = async (
  cis2: Cis2,
  config: oidc.Configuration,
  over: Promise<Ended>,
): Promise<Identified | IdentityRefusal> => {
  const checks = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const loopback = await openLoopback(checks.state);
  try {
    await cis2.openInBrowser(await authorisationUrl(config, loopback, checks));
    const came = await Promise.race([loopback.came, over]);
    if ('ended' in came) return came.ended;
    const tokens = await oidc.authorizationCodeGrant(config, came, {
      pkceCodeVerifier: checks.verifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || tokens.id_token === undefined) return refusals.notTrusted;
    if (!isStrongEnough(claims)) return refusals.tooWeak;
    const person = readPerson(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub));
    if (!person) return refusals.notTrusted;
    const revocable = [tokens.refresh_token, tokens.access_token].filter((token) => token !== undefined);
    return { kind: 'identified', ...person, idToken: tokens.id_token, revocable };
  } finally {
    loopback.close();
  }
};

/** [IDN-1] [IDN-2] One sign-in at CIS2, from the browser's opening to who is there. Never throws. */
export const identify = async (cis2: Cis2, signal: AbortSignal): Promise<Identified | IdentityRefusal> => {
  const { over, stop } = ending(signal);
  try {
    const config = await Promise.race([discover(cis2), over]);
    return 'ended' in config ? config.ended : await signInWith(cis2, config, over);
  } catch (failure) {
    return refusalOf(failure);
  } finally {
    stop();
  }
};

/** [IDN-8] Takes the tokens back and ends the session at CIS2, as far as it can be reached. */
export const endSession = async (cis2: Cis2, identified: Identified): Promise<void> => {
  try {
    const config = await discover(cis2);
    const { revocation_endpoint: revocation, end_session_endpoint: end } = config.serverMetadata();
    if (revocation !== undefined)
      for (const token of identified.revocable) await oidc.tokenRevocation(config, token);
    if (end !== undefined)
      await cis2.openInBrowser(oidc.buildEndSessionUrl(config, { id_token_hint: identified.idToken }).href);
  } catch {
    // The tokens are forgotten here in any case, and end by themselves within minutes.
  }
};
