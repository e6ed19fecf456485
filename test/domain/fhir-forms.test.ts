import { describe, expect, it } from 'vitest';
import { isPrescriptionOrder, readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import type { Bundle, Entry, Json } from '../support/changed-bundle';
import { examplesBelow, examplesNote } from '../support/examples';
import { aBundle } from '../support/fhir';

/** A copy in which every object went through a change, the innermost first. */
const everywhere = (value: unknown, change: (here: Json) => Json): unknown => {
  if (Array.isArray(value)) return value.map((one) => everywhere(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everywhere(one, change)])),
  );
};

const pointing = (bundle: Bundle, rename: (reference: string) => string): Bundle =>
  everywhere(bundle, (here) =>
    typeof here.reference === 'string' ? { ...here, reference: rename(here.reference) } : here,
  ) as Bundle; // of the same shape

const idOf = (fullUrl: string): string => fullUrl.replace(/^urn:uuid:/, '');
const typeOf = ({ resource }: Entry): string => String(resource.resourceType);

/** Lines keep their order; everything else stands the other way round. */
const turned = (bundle: Bundle): Bundle => ({
  ...bundle,
  entry: [
    ...bundle.entry.filter((one) => typeOf(one) !== 'MedicationRequest').reverse(),
    ...bundle.entry.filter((one) => typeOf(one) === 'MedicationRequest'),
  ],
});

const relative = (bundle: Bundle): Bundle => {
  const names = new Map(bundle.entry.map((one) => [one.fullUrl, `${typeOf(one)}/${idOf(one.fullUrl)}`]));
  const renamed = pointing(bundle, (reference) => names.get(reference) ?? reference);
  const entry = renamed.entry.map((one, i) => ({
    ...one,
    fullUrl: `https://x.test/FHIR/R4/${names.get(bundle.entry[i]?.fullUrl ?? '') ?? ''}`,
  }));
  return { ...renamed, entry };
};

/** Without full URLs: each entry is known by its own id. */
const byId = (bundle: Bundle): Bundle => ({
  ...bundle,
  entry: bundle.entry.map(({ fullUrl, resource }) => ({
    fullUrl: '',
    resource: { ...resource, id: idOf(fullUrl) },
  })),
});

const forms: readonly (readonly [string, (bundle: Bundle) => Bundle])[] = [
  ['other order of entries', turned],
  [
    'other order of extensions',
    (bundle) =>
      everywhere(bundle, (here) =>
        Array.isArray(here.extension)
          ? { ...here, extension: [...(here.extension as unknown[])].reverse() }
          : here,
      ) as Bundle, // of the same shape
  ],
  ['relative references', relative],
  [
    'UUIDs in capitals',
    (bundle) =>
      pointing(bundle, (reference) => reference.replace(/[0-9a-f-]{36}$/, (id) => id.toUpperCase())),
  ],
  ['without full URLs', byId],
  [
    'with parts that nobody knows',
    (bundle) =>
      everywhere(bundle, (here) => ({ ...here, extra: { a: [1, null, {}] }, nothing: null })) as Bundle, // of the same shape
  ],
  [
    'with nulls in its lists',
    (bundle) =>
      everywhere(bundle, (here) =>
        Array.isArray(here.coding) ? { ...here, coding: [null, ...(here.coding as unknown[])] } : here,
      ) as Bundle, // of the same shape
  ],
];

/** What is read, without the places of warnings, which follow the form. */
const readOf = (bundle: unknown): unknown => {
  const read = readPrescriptionBundle(bundle, { releaseResponseId: 'r', signature: 'passed' });
  if (read.kind !== 'script') return read;
  const { warnings, ...prescription } = read.prescription;
  return { ...prescription, warnings: warnings.map(({ sentence }) => sentence) };
};

const ours = ['0a', '0b', '0c'].map((n, i) => {
  const text = JSON.stringify(aBundle({ items: [{}, { schedule: 'CD2' }], issue: i + 1, issues: 6 }));
  const id = (name: string) =>
    `urn:uuid:${n}000000-0000-4000-8000-${name
      .padEnd(12, '0')
      .replace(/[^0-9a-f]/g, 'a')
      .slice(0, 12)}`;
  return JSON.parse(text.replace(/urn:uuid:([a-z0-9-]+)/g, (_all, name: string) => id(name))) as unknown; // as it came
});

describe(`one message in several forms${examplesNote}`, () => {
  it.each(forms)('[FHIR-21] reads the same: %s', (_name, form) => {
    const bundles = [...ours, ...examplesBelow().map(({ json }) => json)].filter(
      isPrescriptionOrder,
    ) as Bundle[]; // it says so
    expect(bundles.length).toBeGreaterThanOrEqual(ours.length);
    for (const bundle of bundles) {
      const before = readOf(bundle);
      expect(before).toHaveProperty('patient');
      expect(readOf(form(bundle))).toEqual(before);
    }
  });
});
