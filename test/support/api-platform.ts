import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { bodyOf, serve } from './loopback-server';

export type ApiPlatformOptions = {
  readonly publicKeySet: string;
  readonly appId: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Where the messages go that came with a good token. */
  readonly behind?: { readonly url: string; readonly token: string };
  readonly accessSeconds?: number;
};

type Asked = { readonly grant: string; readonly answer: string };
type Passed = { readonly path: string; readonly mode: string; readonly status: number };

/** The API platform, played: token endpoint that checks every signature and claim, and the gate before EPS. */
export type ApiPlatform = {
  readonly url: string;
  readonly tokenUrl: string;
  readonly asked: Asked[];
  readonly passed: Passed[];
  /** Every token that it ever gave, to look for where none may be. */
  readonly secrets: Set<string>;
  /** From now on no access token that was given is good. */
  readonly expireAccess: () => void;
  readonly expireRefresh: () => void;
  readonly close: () => Promise<void>;
};

type Mode = 'user' | 'application';

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

export const startApiPlatform = async (options: ApiPlatformOptions): Promise<ApiPlatform> => {
  const asked: Asked[] = [];
  const passed: Passed[] = [];
  const access = new Map<string, Mode>();
  const refresh = new Set<string>();
  const secrets = new Set<string>();
  const usedJtis = new Set<string>();
  const keys = createLocalJWKSet(JSON.parse(options.publicKeySet) as JSONWebKeySet);
  const cis2Keys = createRemoteJWKSet(new URL(`${options.issuer}/jwks`));

  const checkAssertion = async (form: URLSearchParams, tokenUrl: string): Promise<void> => {
    if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      throw new Error('invalid_request');
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', keys, {
      algorithms: ['RS512'],
      audience: tokenUrl,
      issuer: options.appId,
      subject: options.appId,
      requiredClaims: ['exp', 'jti'],
    });
    if (Number(payload.exp) > Date.now() / 1000 + 300) throw new Error('exp too far away');
    if (usedJtis.has(String(payload.jti))) throw new Error('jti used before');
    usedJtis.add(String(payload.jti));
  };

  const checkIdToken = (form: URLSearchParams): Promise<unknown> =>
    jwtVerify(form.get('subject_token') ?? '', cis2Keys, {
      issuer: options.issuer,
      audience: options.clientId,
    });

  const give = (mode: Mode): Record<string, unknown> => {
    const token = `access-${randomUUID()}`;
    access.set(token, mode);
    secrets.add(token);
    const answer = {
      access_token: token,
      token_type: 'Bearer',
      expires_in: String(options.accessSeconds ?? 599),
    };
    if (mode === 'application') return answer;
    const next = `refresh-${randomUUID()}`;
    refresh.add(next);
    secrets.add(next);
    return { ...answer, refresh_token: next };
  };

  const grant = async (form: URLSearchParams, tokenUrl: string): Promise<Record<string, unknown>> => {
    await checkAssertion(form, tokenUrl);
    switch (form.get('grant_type')) {
      case 'client_credentials':
        return give('application');
      case 'urn:ietf:params:oauth:grant-type:token-exchange':
        await checkIdToken(form);
        secrets.add(form.get('subject_token') ?? '');
        return give('user');
      case 'refresh_token':
        if (!refresh.delete(form.get('refresh_token') ?? '')) throw new Error('unknown refresh token');
        return give('user');
      default:
        throw new Error('unsupported_grant_type');
    }
  };

  const answerToken = async (request: IncomingMessage, response: ServerResponse, tokenUrl: string) => {
    const form = new URLSearchParams((await bodyOf(request)).toString('utf8'));
    const name = (form.get('grant_type') ?? '').split(':').at(-1) ?? '';
    try {
      const token = await grant(form, tokenUrl);
      asked.push({ grant: name, answer: 'token' });
      send(response, 200, token);
    } catch (failure) {
      asked.push({ grant: name, answer: String(failure) });
      send(response, 401, { error: 'invalid_grant' });
    }
  };

  /** What the gate says of a message, or undefined to let it pass. */
  const refusal = (mode: Mode | undefined, request: IncomingMessage, body: string): number | undefined => {
    if (mode === undefined) return 401;
    const session = request.headers['nhsd-session-urid'];
    if (mode === 'user') return session === undefined ? 401 : undefined;
    const nominated = request.url?.endsWith('$release') === true && !body.includes('"group-identifier"');
    return nominated && session === undefined ? undefined : 403;
  };

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const mode = access.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const path = request.url ?? '';
    const refused = refusal(mode, request, body.toString('utf8'));
    const note = (status: number) => passed.push({ path, mode: mode ?? 'none', status });
    if (refused !== undefined || !options.behind) {
      note(refused ?? 200);
      send(response, refused ?? 200, { resourceType: 'OperationOutcome', issue: [] });
      return;
    }
    const { authorization: _mine, host: _host, connection: _one, ...headers } = request.headers;
    const answer = await fetch(`${options.behind.url}${path}`, {
      method: 'POST',
      headers: { ...(headers as Record<string, string>), Authorization: `Bearer ${options.behind.token}` }, // one value each
      body: new Uint8Array(body),
    });
    note(answer.status);
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };

  const { url, close } = await serve((own) => (request, response) => {
    const answered =
      request.url === '/oauth2/token'
        ? answerToken(request, response, `${own}/oauth2/token`)
        : pass(request, response);
    answered.catch(() => request.socket.destroy());
  });
  return {
    url,
    tokenUrl: `${url}/oauth2/token`,
    asked,
    passed,
    secrets,
    expireAccess: () => access.clear(),
    expireRefresh: () => refresh.clear(),
    close,
  };
};
