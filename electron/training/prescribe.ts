import { createHash } from 'node:crypto';
import { bundleOf } from './bundle';
import { uuidOf } from './uuid-of';
import { prescriptionIdOf } from './check-digits';
import { dig, isJson, items, resourcesOf, str, type Json } from './json';
import type { Script, ScriptStatus } from './model';
import { linesOfBundle } from './release';
import { testNhsNumber } from './check-digits';
import type { ScriptSeed, SeedFile } from './seed';
import { dayMs } from './spans';

/** Lives of the Spine: it knows no shorter one for controlled drugs (eps.md 5.1). */
const lifeMs = 182 * dayMs;
const laterIssueLifeMs = 365 * dayMs;

const hexOf = (...words: readonly (string | number)[]): string =>
  createHash('sha256').update(words.join(' ')).digest('hex').toUpperCase();

const statusOf = (seed: ScriptSeed, issue: number, current: number, available: boolean): ScriptStatus => {
  if (seed.cancelled) return '0005';
  if (issue < current) return '0006';
  if (issue > current) return '9000';
  if (seed.holder) return '0002';
  return available ? '0001' : '0000';
};

/** All issues of one seed, as the Spine has them at `now`. `n` makes its ids. */
export const scriptsOfSeed = (
  seeds: SeedFile,
  seed: ScriptSeed,
  n: number,
  options: { readonly ods: string; readonly now: number },
): readonly Script[] => {
  const organisation =
    seeds.prescribers[seed.prescriber % seeds.prescribers.length]?.practice.ods ?? 'A99999';
  const shortId = prescriptionIdOf(hexOf('first', n).slice(0, 6), organisation, hexOf('last', n).slice(0, 5));
  const longId = uuidOf('training script', n);
  const issues = seed.kind === 'erd' ? (seed.issues ?? 6) : 1;
  const current = seed.kind === 'erd' ? (seed.issue ?? 1) : 1;
  const signedAt = new Date(options.now - seed.signedDaysAgo * dayMs);
  const nominated = seed.nominated === false ? '' : options.ods;
  return Array.from({ length: issues }, (_, i): Script => {
    const issue = i + 1;
    const identity = { shortId, longId, issue, issues, signedAt, nominated };
    const bundle = bundleOf(seeds, seed, identity);
    const downloadFrom = issue === 1 ? 0 : signedAt.getTime() + (28 * (issue - 1) - 7) * dayMs;
    const status = statusOf(seed, issue, current, downloadFrom <= options.now);
    return {
      shortId,
      longId,
      issue,
      issues,
      bundle,
      nhsNumber: testNhsNumber(seed.patient),
      status,
      lines: linesOfBundle(bundle).map(({ id }, line) => ({
        id,
        status: seed.items[line]?.cancelled
          ? '0005'
          : status === '0002'
            ? '0008'
            : status === '0006'
              ? '0001'
              : '0007',
      })),
      nominated,
      holder: status === '0002' ? seed.holder : undefined,
      badSignature: seed.badSignature === true,
      cancelRemembered: false,
      downloadFrom,
      expiresAt: signedAt.getTime() + (issue === 1 ? lifeMs : laterIssueLifeMs),
      notifications: [],
      applied: [],
      claimId: '',
    };
  });
};

/** Every script of the file. */
export const scriptsOfFile = (
  seeds: SeedFile,
  options: { readonly ods: string; readonly now: number },
): readonly Script[] => seeds.scripts.flatMap((seed, n) => scriptsOfSeed(seeds, seed, n, options));

/** `count` more scripts, each like one of the file's plain ones and for a person of its own, numbered from `from`. */
export const moreScripts = (
  seeds: SeedFile,
  from: number,
  count: number,
  options: { readonly ods: string; readonly now: number },
): readonly Script[] => {
  const plain = seeds.scripts.filter(
    (seed) =>
      !seed.badSignature &&
      !seed.holder &&
      !seed.cancelled &&
      seed.nominated !== false &&
      seed.kind !== 'erd' &&
      seed.signedDaysAgo < 20,
  );
  return Array.from({ length: count }, (_, i) => from + i).flatMap((n) => {
    const seed = plain[n % plain.length];
    return seed
      ? scriptsOfSeed(seeds, { ...seed, patient: 100 + n, signedDaysAgo: 0 }, 100_000 + n, options)
      : [];
  });
};

const nhsNumberOf = (bundle: Json): string => {
  const patient = items(bundle, 'entry')
    .map((one) => one.resource)
    .find((resource) => isJson(resource) && resource.resourceType === 'Patient');
  return str(
    items(patient, 'identifier').find((one) => str(one, 'system').endsWith('/nhs-number')),
    'value',
  );
};

/** How many issues its lines allow, where the script itself does not say. */
const longestOf = (bundle: Json): number =>
  resourcesOf(bundle, 'MedicationRequest')
    .map((request) => dig(request, 'dispenseRequest', 'numberOfRepeatsAllowed'))
    .reduce<number>((most, one) => (typeof one === 'number' ? Math.max(most, one + 1) : most), 1);

/** A script loaded from a file: handed over as it is, nominated to this pharmacy. */
export const scriptOfBundle = (bundle: Json, ods: string): Script => {
  const request = items(bundle, 'entry')
    .map((one) => one.resource)
    .find((resource): resource is Json => isJson(resource) && resource.resourceType === 'MedicationRequest');
  const group = request?.groupIdentifier;
  const repeat = items(items(request, 'basedOn')[0], 'extension')[0];
  const counter = (name: string): number | undefined => {
    const found = items(repeat, 'extension').find((one) => one.url === name);
    const value = found?.valueInteger ?? found?.valueUnsignedInt;
    return typeof value === 'number' ? value + 1 : undefined;
  };
  const issue = counter('numberOfRepeatsIssued') ?? 1;
  return {
    shortId: str(group, 'value').toUpperCase(),
    longId: str(items(group, 'extension')[0], 'valueIdentifier', 'value').toLowerCase(),
    issue,
    issues: Math.max(issue, counter('numberOfRepeatsAllowed') ?? longestOf(bundle)),
    bundle,
    nhsNumber: nhsNumberOf(bundle),
    status: '0001',
    lines: linesOfBundle(bundle),
    nominated: ods,
    holder: undefined,
    badSignature: false,
    cancelRemembered: false,
    downloadFrom: 0,
    // A folder's scripts may be years old: the lesson is theirs, so the Spine lets them live.
    expiresAt: Number.MAX_SAFE_INTEGER,
    notifications: [],
    applied: [],
    claimId: '',
  };
};
