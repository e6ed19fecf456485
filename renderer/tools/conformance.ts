import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Actor, Site } from '../domain/kernel/context';
import { asUserId } from '../domain/kernel/ids';
import { asInstant } from '../domain/kernel/instant';
import { endpointAt } from './endpoint';
import { filesBelow, readText } from './files-below';
import { judgeText, type FileVerdict } from './judge-file';
import { rehearse } from './rehearse';
import { readFileText, type FoundScript } from './scripts-of';

const usage = `Name a folder: npm run conformance -- DIR [--endpoint URL [--header 'name: value'] [--ods CODE]]
URL is the base of a FHIR Dispensing API; /FHIR/R4 at its end may be left out.
`;

const lineOf = (name: string, verdict: FileVerdict): string => {
  switch (verdict.kind) {
    case 'read':
      return `read ${name}${verdict.warnings.length === 0 ? '' : ` (${verdict.warnings.join(' | ')})`}`;
    case 'other':
      return `other ${name}`;
    case 'refused':
      return `refused: ${verdict.reason} ${name}`;
  }
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The pharmacy and the person in whose name a rehearsal speaks. They are invented. */
const siteOf = (ods: string): Site => ({
  ods,
  name: 'Holdfast Conformance Pharmacy',
  phone: '01632 960100',
  addressLines: ['1 Invented Road', 'Inventon'],
  postcode: 'LS99 9ZZ',
  reimbursementAuthority: 'T1450',
});
const user: Actor = {
  userId: asUserId('conformance'),
  name: 'Connie Formance',
  role: 'pharmacist',
  sdsUserId: '555086689106',
  roleProfileId: '555086715105',
  jobRoleCode: 'S8000:G8000:R8000',
  phone: '01632 960101',
};

const headersOf = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );

const options = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      endpoint: { type: 'string' },
      header: { type: 'string', multiple: true, default: [] },
      ods: { type: 'string', default: 'FA565' },
    },
  });

const main = async (): Promise<void> => {
  const { values, positionals } = options();
  const [folder] = positionals;
  if (folder === undefined || values.header.some((line) => line.indexOf(':') < 1)) {
    process.stderr.write(usage);
    process.exitCode = 1;
    return;
  }
  let passed = 0;
  let failed = 0;
  const scripts: FoundScript[] = [];
  for (const found of await filesBelow(folder)) {
    const file = await readText(found);
    const verdict: FileVerdict =
      'unreadable' in file ? { kind: 'refused', reason: file.unreadable } : judgeText(file.text);
    say(lineOf(relative(folder, found.path) || folder, verdict));
    if (verdict.kind === 'refused') failed += 1;
    else passed += 1;
    const read = values.endpoint === undefined || 'unreadable' in file ? undefined : readFileText(file.text);
    if (read?.kind === 'scripts') scripts.push(...read.found);
  }
  if (values.endpoint !== undefined) {
    const endpoint = endpointAt(values.endpoint, headersOf(values.header), user.roleProfileId);
    const cast = { site: siteOf(values.ods), user, newId: randomUUID };
    const tell = (kind: string, line: string): void => {
      say(`${kind} ${line}`);
      if (kind === 'passed') passed += 1;
      if (kind === 'failed') failed += 1;
    };
    await rehearse({ endpoint, cast, now: asInstant(Date.now()), tell }, scripts);
  }
  say(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
};

main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'It could not be run.'}\n${usage}`);
  process.exitCode = 1;
});
