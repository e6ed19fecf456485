import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ResponseBodyError } from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayBeSpokenTo } from '../../../electron/identity/addresses';
import { refusalOf } from '../../../electron/identity/cis2';
import { Identity, type Behind } from '../../../electron/identity/identity';
import { startApiPlatform, type ApiPlatform } from '../../support/api-platform';
import { pharmacistCard, startCis2, type Cardholder, type Cis2Provider } from '../../support/cis2-provider';
import { removeFolder, temporaryFolder } from '../../support/folder';
import { browse } from '../../support/scripted-browser';

const role = '555086715105';
const person: Behind = { kind: 'person', roleProfileId: role };
const unattended: Behind = { kind: 'unattended' };
const key = new Uint8Array(32).fill(7);

let folder: string;
let cis2: Cis2Provider;
let platform: ApiPlatform;
let identity: Identity;
/** What happens when the program opens the system's browser. */
let browser: (address: string) => Promise<unknown>;
const closing: (() => Promise<void>)[] = [];

const people: Record<string, Cardholder> = {
  priya: pharmacistCard,
  weak: { ...pharmacistCard, strength: '1' },
};

const opened = async (): Promise<Identity> => {
  const found = await Identity.open({
    path: join(folder, 'identity.sealed'),
    key,
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    loopbackAllowed: true,
    openInBrowser: async (address) => void browser(address).catch(() => undefined),
    keyBits: 2048,
  });
  if (!found) throw new Error('damaged');
  return found;
};

const connection = () => ({
  baseUrl: platform.url,
  tokenUrl: platform.tokenUrl,
  appId: 'the-app',
  keyId: 'k1',
  issuer: cis2.issuer,
  clientId: cis2.clientId,
});

beforeEach(async () => {
  folder = await temporaryFolder();
  identity = await opened();
  const { publicKeySet } = await identity.makeKey('k1');
  cis2 = await startCis2(publicKeySet, people);
  platform = await startApiPlatform({
    publicKeySet,
    appId: 'the-app',
    issuer: cis2.issuer,
    clientId: cis2.clientId,
  });
  closing.push(cis2.close, platform.close);
  await identity.configure(connection());
  browser = (address) => browse(address, 'priya');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await removeFolder(folder);
});

const signIn = async (): Promise<void> => {
  expect((await identity.identify()).kind).toBe('identified');
  expect(await identity.chooseRole(role)).toEqual({ kind: 'signed-in' });
};

const bearer = async (behind: Behind) => {
  const found = await identity.credentials(behind);
  if (found.kind !== 'bearer') throw new Error(found.kind);
  return found;
};

/** One message with the token at hand, as the broker's door would send it. */
const knock = async (behind: Behind): Promise<number> => {
  const { accessToken, judged } = await bearer(behind);
  const { status } = await fetch(`${platform.url}/FHIR/R4/Task/$release`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${accessToken}`,
      ...(behind.kind === 'person' ? { 'NHSD-Session-URID': behind.roleProfileId } : {}),
    },
    body: '{}',
  });
  judged(status);
  return status;
};

describe('identity', () => {
  it('[IDN-1] a person signs in at a real OpenID provider in the browser, with roles to choose from', async () => {
    const reply = await identity.identify();
    expect(reply).toEqual({
      kind: 'identified',
      sdsUserId: '555086689106',
      name: 'Priya Shah',
      roles: [
        {
          roleProfileId: role,
          orgCode: 'FA565',
          orgName: 'The Training Pharmacy',
          jobRoleCode: 'S8000:G8000:R8000',
          jobRoleName: 'Clinical Practitioner Access Role',
        },
      ],
    });
    expect((await identity.chooseRole('1')).kind).toBe('refused');
    expect(await identity.chooseRole(role)).toEqual({ kind: 'signed-in' });
    expect(await knock(person)).toBe(200);
    expect(platform.passed).toEqual([{ path: '/FHIR/R4/Task/$release', mode: 'user', status: 200 }]);
  });

  it('[IDN-1] the request carries PKCE, state, nonce and a fresh login, and goes back to a loopback port', async () => {
    let asked: URL | undefined;
    browser = async (address) => {
      asked = new URL(address);
      identity.cancel();
    };
    expect(await identity.identify()).toMatchObject({ kind: 'refused', code: 'cancelled' });
    const parameters = Object.fromEntries(asked?.searchParams ?? []);
    expect(parameters).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      prompt: 'login',
      acr_values: 'AAL3_ANY',
    });
    expect(parameters.redirect_uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/signed-in$/);
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(parameters[name]?.length).toBeGreaterThan(20);
  });

  it('[IDN-1] one sign-in at a time, and a cancelled one leaves nothing behind', async () => {
    browser = async () => undefined;
    const first = identity.identify();
    expect(await identity.identify()).toMatchObject({ kind: 'refused', code: 'busy' });
    identity.cancel();
    expect(await first).toMatchObject({ kind: 'refused', code: 'cancelled' });
    browser = (address) => browse(address, 'priya');
    await signIn();
  });

  it('[IDN-2] an answer with another state is not believed, and the true one still counts', async () => {
    browser = async (address) => {
      const back = await browse(address, 'priya', (url) => url.includes('/signed-in?'));
      const forged = new URL(back);
      forged.searchParams.set('state', 'another');
      expect((await fetch(forged)).status).toBe(400);
      await fetch(back);
    };
    await signIn();
  });

  it('[IDN-2] a code that CIS2 did not give, and a weak sign-in, are refused with what to do', async () => {
    browser = async (address) => {
      const back = new URL(await browse(address, 'priya', (url) => url.includes('/signed-in?')));
      back.searchParams.set('code', 'invented');
      await fetch(back);
    };
    expect(await identity.identify()).toMatchObject({ kind: 'refused', code: 'denied' });
    browser = (address) => browse(address, 'weak');
    expect(await identity.identify()).toMatchObject({ kind: 'refused', code: 'too-weak' });
    expect((await identity.credentials(person)).kind).toBe('sign-in-again');
  });

  it('[IDN-2] a clock that is wrong is named: it makes the answers of CIS2, and our own proof, invalid', () => {
    const late = Object.assign(new Error('x'), { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' });
    expect(refusalOf(late)).toMatchObject({
      code: 'wrong-clock',
      next: expect.stringContaining('Set date') as string,
    });
    const cause = { error: 'invalid_client' };
    const refused = new ResponseBodyError('x', { cause, response: new Response('{}', { status: 401 }) });
    expect(refusalOf(refused)).toMatchObject({ next: expect.stringContaining('date and time') as string });
  });

  it('[IDN-3] the token endpoint accepts each assertion once, and none for another application', async () => {
    await signIn();
    expect(platform.asked).toEqual([{ grant: 'token-exchange', answer: 'token' }]);
    await identity.configure({ ...connection(), appId: 'another' });
    expect((await identity.credentials(unattended)).kind).toBe('key-refused');
    await identity.configure({ ...connection(), keyId: 'k2' });
    expect((await identity.credentials(unattended)).kind).toBe('key-refused');
    await identity.configure({ ...connection(), tokenUrl: `${platform.tokenUrl}?x` });
    expect((await identity.credentials(unattended)).kind).not.toBe('bearer');
  });

  it('[IDN-4] after a 401 the token is renewed once; a second 401, or a refused renewal, needs the person', async () => {
    await signIn();
    expect(await knock(person)).toBe(200);
    platform.expireAccess();
    expect(await knock(person)).toBe(401);
    expect(await knock(person)).toBe(200);
    expect(platform.asked.map(({ grant }) => grant)).toEqual(['token-exchange', 'refresh_token']);
    platform.expireAccess();
    expect(await knock(person)).toBe(401);
    (await bearer(person)).judged(401);
    expect((await identity.credentials(person)).kind).toBe('sign-in-again');
    await signIn();
    platform.expireAccess();
    platform.expireRefresh();
    expect(await knock(person)).toBe(401);
    expect((await identity.credentials(person)).kind).toBe('sign-in-again');
  });

  it('[IDN-4] while the sign-in service is away nothing is ended', async () => {
    await signIn();
    platform.expireAccess();
    expect(await knock(person)).toBe(401);
    await platform.close();
    expect((await identity.credentials(person)).kind).toBe('sign-in-away');
    expect((await identity.credentials(person)).kind).toBe('sign-in-away');
    expect((await identity.credentials(unattended)).kind).toBe('sign-in-away');
    await cis2.close();
    expect(await identity.identify()).toMatchObject({ kind: 'refused', code: 'away' });
  });

  it('[IDN-5] the application’s token serves the unattended download and nothing else', async () => {
    expect(await knock(unattended)).toBe(200);
    expect(await knock(unattended)).toBe(200);
    expect(platform.asked).toEqual([{ grant: 'client_credentials', answer: 'token' }]);
    platform.expireAccess();
    expect(await knock(unattended)).toBe(401);
    expect(await knock(unattended)).toBe(200);
    expect((await identity.credentials(person)).kind).toBe('sign-in-again');
  });

  it('[IDN-4] many messages at once ask for one token', async () => {
    await Promise.all(Array.from({ length: 8 }, () => identity.credentials(unattended)));
    expect(platform.asked.length).toBe(1);
  });

  it('[IDN-6] the key is sealed on the disk, opens with its key only, and a damaged file is not replaced', async () => {
    const path = join(folder, 'identity.sealed');
    const bytes = await readFile(path);
    const set = identity.clientKey('k1')?.publicKeySet;
    expect(bytes.includes('PRIVATE KEY')).toBe(false);
    expect((await opened()).clientKey('k1')?.publicKeySet).toBe(set);
    expect(set).not.toMatch(/"d"|"p"|"q"/);
    const other = await Identity.open({
      path,
      key: new Uint8Array(32).fill(8),
      fetch,
      now: () => 0,
      loopbackAllowed: true,
      openInBrowser: async () => undefined,
    });
    expect(other).toBeUndefined();
    expect(await readFile(path)).toEqual(bytes);
  });

  it('[IDN-7] https only, unless a test says that this computer may be spoken to', () => {
    expect(mayBeSpokenTo('https://api.service.nhs.uk/fhir-dispensing', false)).toBe(true);
    for (const address of [
      'http://127.0.0.1:80',
      'http://api.service.nhs.uk',
      'ftp://x',
      'nonsense',
      'https://user:secret@api.service.nhs.uk',
    ])
      expect(mayBeSpokenTo(address, false)).toBe(false);
    expect(mayBeSpokenTo('http://127.0.0.1:80', true)).toBe(true);
    expect(mayBeSpokenTo('http://127.0.0.1.evil.example', true)).toBe(false);
    expect(mayBeSpokenTo('http://10.0.0.1', true)).toBe(false);
  });

  it('[IDN-8] signing out revokes the tokens and ends the session at CIS2', async () => {
    await signIn();
    const visited: string[] = [];
    browser = async (address) => visited.push(new URL(address).pathname);
    await identity.signOut();
    expect(cis2.seen).toContain('revoked');
    expect(visited).toEqual(['/session/end']);
    expect((await identity.credentials(person)).kind).toBe('sign-in-again');
  });
});
