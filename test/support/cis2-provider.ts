import { serve } from './loopback-server';

/** What NHS CIS2 knows about somebody with a smartcard. */
export type Cardholder = {
  readonly sdsUserId: string;
  readonly name: string;
  readonly strength: string;
  readonly roles: readonly {
    readonly person_roleid: string;
    readonly org_code: string;
    readonly role_code: string;
    readonly role_name: string;
  }[];
};

export const pharmacistCard: Cardholder = {
  sdsUserId: '555086689106',
  name: 'Priya Shah',
  strength: '3',
  roles: [
    {
      person_roleid: '555086715105',
      org_code: 'FA565',
      role_code: 'S8000:G8000:R8000',
      role_name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
    },
  ],
};

export type Cis2Provider = {
  readonly issuer: string;
  readonly clientId: string;
  /** Names of the provider's own events, in order. */
  readonly seen: string[];
  readonly close: () => Promise<void>;
};

const clientId = 'holdfast-tests';

/** A real OpenID provider (`oidc-provider`) that plays CIS2, with one client whose key is `jwks()`. */
export const startCis2 = async (
  publicKeySet: string,
  people: Readonly<Record<string, Cardholder>> = { priya: pharmacistCard },
): Promise<Cis2Provider> => {
  const { default: Provider } = await import('oidc-provider');
  const seen: string[] = [];
  const { url: issuer, close } = await serve((url) => {
    const provider = new Provider(url, configuration(publicKeySet, people, seen));
    return provider.callback();
  });
  return { issuer, clientId, seen, close };
};

const configuration = (
  publicKeySet: string,
  people: Readonly<Record<string, Cardholder>>,
  seen: string[],
): Record<string, unknown> => ({
  clients: [
    {
      client_id: clientId,
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/signed-in'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS512',
      jwks: JSON.parse(publicKeySet) as unknown,
    },
  ],
  enabledJWA: { clientAuthSigningAlgValues: ['RS512'] },
  acrValues: ['AAL3_ANY'],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile', 'nhsperson', 'nationalrbacaccess', 'associatedorgs'],
  claims: {
    openid: ['sub', 'authentication_assurance_level'],
    profile: ['name'],
    nhsperson: ['nhsid_useruid'],
    nationalrbacaccess: ['nhsid_nrbac_roles'],
    associatedorgs: ['nhsid_user_orgs'],
  },
  features: {
    revocation: {
      enabled: true,
      allowedPolicy: () => {
        seen.push('revoked');
        return true;
      },
    },
  },
  findAccount: (_context: unknown, login: string) => {
    const person = people[login];
    return person && { accountId: login, claims: () => claimsOf(login, person) };
  },
});

const claimsOf = (login: string, person: Cardholder) => ({
  sub: login,
  name: person.name,
  authentication_assurance_level: person.strength,
  nhsid_useruid: person.sdsUserId,
  nhsid_nrbac_roles: person.roles,
  nhsid_user_orgs: [{ org_code: 'FA565', org_name: 'The Training Pharmacy' }],
});
