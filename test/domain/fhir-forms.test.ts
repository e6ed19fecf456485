import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrescriptionOrder, readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import type { Bundle } from '../support/changed-bundle';
import { examplesBelow, examplesNote } from '../support/examples';
import { aBundle } from '../support/fhir';
import { forms } from '../support/fhir-forms';

/**
 * What is read, without the places of warnings, which follow the form, and without the words of the extension that a
 * form puts everywhere, which are told as such (FHIR-28).
 */
const readOf = (bundle: unknown): unknown => {
  const read = readPrescriptionBundle(bundle, { releaseResponseId: 'r', signature: 'passed' });
  if (read.kind !== 'script') return read;
  const { warnings, ...prescription } = read.prescription;
  const sentences = warnings.map(({ sentence }) => sentence);
  return { ...prescription, warnings: sentences.filter((words) => !words.includes('Extension-Strange')) };
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

  it('[FHIR-21] reads the same in several forms at once', () => {
    // How pointers are written is one choice; what stands around is any.
    const how = forms.filter(([name]) => /references|URLs|capitals|inside each/.test(name));
    const around = forms.filter((one) => !how.includes(one));
    expect([how.length, around.length]).toEqual([6, 10]);
    const bundles = [...ours, ...examplesBelow().map(({ json }) => json)].filter(
      isPrescriptionOrder,
    ) as Bundle[]; // it says so
    fc.assert(
      fc.property(
        fc.constantFrom(...bundles),
        fc.constantFrom(...how),
        fc.shuffledSubarray([...around]),
        (bundle, [, pointed], others) => {
          const form = others.reduce((before, [, change]) => change(before), bundle);
          expect(readOf(pointed(form))).toEqual(readOf(bundle));
        },
      ),
      { numRuns: 150 },
    );
  });
});
