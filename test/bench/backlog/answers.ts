import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testNhsNumber } from '../../../electron/training/check-digits';
import { isJson, type Json } from '../../../electron/training/json';
import type { Script } from '../../../electron/training/model';
import { moreScripts } from '../../../electron/training/prescribe';
import { releaseAnswer } from '../../../electron/training/release';
import { seedFileSchema } from '../../../electron/training/seed';

const bundleBytes = 9_500;

/** A real signature is some kilobytes that nothing can compress. */
const padded = (bundle: Json): Json => {
  const missing = bundleBytes - JSON.stringify(bundle).length;
  if (missing <= 0) return bundle;
  const text = randomBytes(Math.ceil(missing * 0.75)).toString('base64');
  const entry = (bundle.entry as readonly Json[]).map((one) => {
    const { resource } = one;
    if (!isJson(resource) || resource.resourceType !== 'Provenance') return one;
    const [signature] = resource.signature as readonly Json[]; // made by bundle.ts
    return {
      ...one,
      resource: { ...resource, signature: [{ ...signature, data: `${String(signature?.data)}${text}` }] },
    };
  });
  return { ...bundle, entry };
};

/** Of ten scripts of a backlog so many are each for a person of its own; the others are their second ones. */
const personsOfTen = 8;
/** The numbers before it are of those whose scripts a filled profile holds. */
const firstNumber = 50_000;

/** The patient as another person, with a number and a birth date of their own: the training file knows a few only. */
const asPerson = (bundle: Json, n: number): Json => {
  const birthDate = new Date(Date.UTC(1930, 0, 1 + n)).toISOString().slice(0, 10);
  const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: testNhsNumber(firstNumber + n) }];
  const entry = (bundle.entry as readonly Json[]).map((one) =>
    isJson(one.resource) && one.resource.resourceType === 'Patient'
      ? { ...one, resource: { ...one.resource, identifier, birthDate } }
      : one,
  );
  return { ...bundle, entry };
};

/** Scripts for the bench, each of about the size that EPS sends. */
export const benchScripts = (root: string, count: number, ods: string): readonly Script[] => {
  const text = readFileSync(join(root, 'resources', 'training', 'prescriptions.json'), 'utf8');
  const seeds = seedFileSchema.parse(JSON.parse(text));
  const persons = Math.ceil((count * personsOfTen) / 10);
  return moreScripts(seeds, 0, count, { ods, now: Date.now() }).map((script, n) => ({
    ...script,
    bundle: padded(asPerson(script.bundle, n % persons)),
  }));
};

/** Release answers of 25 scripts each, as bytes. */
export const answersOf = (scripts: readonly Script[]): readonly Buffer[] =>
  Array.from({ length: Math.ceil(scripts.length / 25) }, (_, i) =>
    Buffer.from(JSON.stringify(releaseAnswer(scripts.slice(i * 25, i * 25 + 25), Date.now()).body)),
  );
