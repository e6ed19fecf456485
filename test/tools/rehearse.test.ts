import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadFolder } from '../../electron/training/load-folder';
import { serveSpine } from '../../electron/training/server';
import { Spine } from '../../electron/training/spine';
import { readFileText, type FoundScript } from '../../renderer/tools/scripts-of';
import { endpointAt, urlOf } from '../../renderer/tools/endpoint';
import { rehearse } from '../../renderer/tools/rehearse';
import { aSite, anActor, now } from '../support/builders';
import { examplesBelow, examplesFolder, examplesNote } from '../support/examples';
import { aBundle, type ScriptSpec } from '../support/fhir';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const user = anActor();
const role = user.roleProfileId;

const run = async (url: string, scripts: readonly FoundScript[], headers: Record<string, string> = {}) => {
  const lines: { kind: string; line: string }[] = [];
  await rehearse(
    {
      endpoint: endpointAt(url, headers, role),
      cast: { site: aSite, user, newId: randomUUID },
      now,
      tell: (kind, line) => lines.push({ kind, line }),
    },
    scripts,
  );
  return lines;
};

/** The training Spine with the prescriptions of a folder, on a port of its own. */
const spineWith = async (folder: string): Promise<string> => {
  const spine = new Spine({ now: () => now, changed: () => undefined });
  spine.restore((await loadFolder(folder, aSite.ods, now)).scripts);
  const server = await serveSpine({ spine, now: () => now, prescribe: () => 0, token: 't' });
  closing.push(() => server.close());
  return server.url;
};

const sorts: readonly ScriptSpec[] = [
  { items: [{}, { schedule: 'CD2' }, { status: 'cancelled' }] },
  {
    shortId: '1A7D94-0RRERP-549310',
    longId: '30ba5fb5-cb58-462c-923e-22d180b09356',
    items: [{ quantity: 1 }],
  },
  {
    shortId: '4243A0-A99968-4E149+',
    longId: '40ba5fb5-cb58-462c-923e-22d180b09356',
    therapy: 'continuous-repeat-dispensing',
    intent: 'reflex-order',
    issue: 2,
    issues: 6,
  },
];

const found = (bundles: readonly unknown[]): readonly FoundScript[] =>
  bundles.flatMap((bundle) => {
    const file = readFileText(JSON.stringify(bundle));
    return file.kind === 'scripts' ? file.found : [];
  });

const folderOf = (bundles: readonly unknown[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  bundles.forEach((bundle, n) => writeFileSync(join(folder, `${n}.json`), JSON.stringify(bundle)));
  return folder;
};

const wanted = [
  'release (by id)',
  'notification (full)',
  'notification (partial)',
  'notification (final)',
  'notification (none dispensed)',
  'notification (two products)',
  'amendment',
  'withdrawal',
  'return',
  'claim',
  'amended claim',
];

describe('conformance of an endpoint', () => {
  it('[FHIR-17] the training Spine takes every message that the program makes', async () => {
    const bundles = sorts.map(aBundle);
    const url = await spineWith(folderOf(bundles));
    const lines = await run(url, found(bundles), { Authorization: 'Bearer t' });
    expect(lines.filter(({ kind }) => kind !== 'passed')).toEqual([]);
    expect(lines[0]?.line).toContain('release (nominated): HTTP 200, 3 scripts');
    for (const { shortId } of sorts.slice(1))
      for (const name of wanted)
        expect(
          lines.some(({ line }) => line.startsWith(`${name} ${shortId}: HTTP 200`)),
          name,
        ).toBe(true);
  });

  it('[FHIR-17] a refusal is told with its status and code and fails; other scripts go on', async () => {
    const bundles = sorts.map(aBundle);
    const url = await spineWith(folderOf(bundles.slice(0, 1)));
    const lines = await run(url, found(bundles), { Authorization: 'Bearer t' });
    const failed = lines.filter(({ kind }) => kind === 'failed').map(({ line }) => line);
    expect(failed).toContain(
      'notification (full) 1A7D94-0RRERP-549310: HTTP 400 PRESCRIPTION_NOT_FOUND: Prescription can not be found',
    );
    expect(lines.filter(({ kind }) => kind === 'passed').length).toBeGreaterThan(3);
  });

  it('[FHIR-17] makes its messages from the folder where an endpoint answers from a tin', async () => {
    const { url, requests } = await tin();
    const bundles = [aBundle(sorts[0]), aBundle(sorts[0])];
    const lines = await run(`${url}/fhir-dispensing`, found(bundles), { 'X-Custom': 'yes' });
    expect(lines.filter(({ kind }) => kind !== 'passed')).toEqual([]);
    expect(lines.filter(({ line }) => line.startsWith('claim ')).length).toBe(2);
    expect(new Set(requests.map(({ headers }) => headers['x-request-id'])).size).toBe(requests.length);
    for (const { headers, path } of requests) {
      expect(headers).toMatchObject({
        'content-type': 'application/fhir+json',
        'nhsd-session-urid': role,
        'x-custom': 'yes',
      });
      expect(path).toMatch(/^\/fhir-dispensing\/FHIR\/R4\//);
    }
  });

  it('[FHIR-17] stops where nobody answers', async () => {
    const lines = await run('http://127.0.0.1:9', found([aBundle()]));
    expect(lines.map(({ kind }) => kind)).toEqual(['failed', 'left out']);
  });

  it('[FHIR-17] a base URL means the same with and without the path of FHIR R4', () => {
    for (const base of ['http://h:1/x', 'http://h:1/x/', 'http://h:1/x/FHIR/R4', 'http://h:1/x/FHIR/R4/'])
      expect(urlOf(base, 'notification')).toBe('http://h:1/x/FHIR/R4/$process-message');
    expect(urlOf('http://h:1', 'release')).toBe('http://h:1/FHIR/R4/Task/$release');
  });
});

/** An endpoint like a sandbox: one prescription for whoever asks, and yes to everything else. */
const tin = async () => {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const other = aBundle({ shortId: '819851-A83008-2EFE34', longId: '50ba5fb5-cb58-462c-923e-22d180b09356' });
  const release = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'passedPrescriptions', resource: { resourceType: 'Bundle', entry: [{ resource: other }] } },
    ],
  };
  const yes = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational' }],
  };
  const server: Server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    request.resume();
    response.setHeader('Content-Type', 'application/fhir+json');
    response.end(JSON.stringify(request.url?.endsWith('$release') ? release : yes));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((done) => server.close(() => done())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }; // a TCP server has a port
};

describe.skipIf(examplesFolder === undefined)(`NHS examples${examplesNote}`, () => {
  it('[FHIR-17] every message about every example is taken by the training Spine', async () => {
    const url = await spineWith(examplesFolder ?? '');
    const lines = await run(url, found(examplesBelow().map(({ json }) => json)), {
      Authorization: 'Bearer t',
    });
    expect(lines.filter(({ kind }) => kind === 'failed')).toEqual([]);
    expect(lines.filter(({ kind }) => kind === 'passed').length).toBeGreaterThan(300);
  });
});
