import { isPrescriptionOrder, readPrescriptionBundle, type ReadScript } from '../domain/fhir/read-bundle';
import { jsonAt, readRelease } from '../domain/fhir/read-release';
import { asJson, type Json } from '../domain/fhir/json';
import type { Prescription } from '../domain/prescriptions/model';
import { parseAnswer } from '../domain/fhir/parse';

/** A script of a file or an answer, with the message it was read from. */
export type FoundScript = {
  readonly prescription: Prescription;
  readonly bundle: Json;
  /** A prescription-order message by itself, or out of an answer to somebody's release. */
  readonly from: 'order' | 'release';
};

export type ReadFile =
  | { readonly kind: 'scripts'; readonly read: readonly ReadScript[]; readonly found: readonly FoundScript[] }
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly sentence: string };

/** Said of a script from a file, which no release handed over. */
const origin = { releaseResponseId: '00000000-0000-4000-8000-000000000000', signature: 'passed' } as const;

const found = (
  read: ReadScript,
  bundle: Json | undefined,
  from: FoundScript['from'],
): readonly FoundScript[] =>
  read.kind === 'script' && bundle ? [{ prescription: read.prescription, bundle, from }] : [];

/** The scripts of a prescription-order message or a release answer, as the program reads them. */
export const readFileText = (text: string | undefined): ReadFile => {
  const parsed = parseAnswer(text);
  if (parsed.kind === 'unreadable') return { kind: 'unreadable', sentence: parsed.sentence };
  const { json } = parsed;
  if (isPrescriptionOrder(json)) {
    const read = readPrescriptionBundle(json, origin);
    return { kind: 'scripts', read: [read], found: found(read, asJson(json), 'order') };
  }
  if (asJson(json)?.resourceType !== 'Parameters') return { kind: 'other' };
  const release = readRelease(json);
  if (release.kind !== 'scripts' || release.scripts.length === 0) return { kind: 'other' };
  return {
    kind: 'scripts',
    read: release.scripts,
    found: release.scripts.flatMap((script) => found(script, jsonAt(json, script.path), 'release')),
  };
};
