import { describe, expect, it } from 'vitest';
import { jsonAt, readRelease } from '../../renderer/domain/fhir/read-release';
import { changed, copyOf, script, type Json } from '../support/changed-bundle';
import { aBundle, itemIdOf } from '../support/fhir';

const two = { items: [{}, { id: itemIdOf(7) }] };
const damaged: readonly unknown[] = [null, 'x', 7, [], {}, { resource: null }, { resource: { id: 'one' } }];

describe('a message with a part that cannot be read', () => {
  const warningsOf = (bundle: unknown) =>
    script(bundle).warnings.map(({ code, sentence, place }) => [code, sentence, place]);

  it('[FHIR-30] an entry that cannot be read may have been an item, and is told with its place', () => {
    expect(warningsOf(copyOf(two))).toEqual([]);
    for (const part of damaged) {
      const bundle = copyOf(two);
      const entry = bundle.entry.map((one, i): unknown => (i === 2 ? part : one));
      const found = script({ ...bundle, entry });
      expect(found.items).toHaveLength(1);
      expect(warningsOf({ ...bundle, entry })).toEqual([
        [
          'UnreadablePart',
          'Part 3 of this message cannot be read, so an item may be missing. Ask the prescriber before anything is supplied.',
          'entry[2]',
        ],
      ]);
    }
  });

  it('[FHIR-30] a part that the message says it has and did not bring is told', () => {
    const focus = ['urn:uuid:patient', 'URN:UUID:request-0', 'urn:uuid:request-1'].map((reference) => ({
      reference,
    }));
    const bundle = changed('MessageHeader', (header) => ({ ...header, focus }), two);
    expect(warningsOf(bundle)).toEqual([]);
    const entry = bundle.entry.filter(({ fullUrl }) => fullUrl !== 'urn:uuid:request-1');
    expect(warningsOf({ ...bundle, entry })).toEqual([
      [
        'MissingPart',
        'The message says that it has a part which did not come with it, so an item may be missing. Ask the prescriber before anything is supplied.',
        'MessageHeader.focus[2]',
      ],
    ]);
  });
});

describe('an answer with an entry that cannot be read', () => {
  const answer = (name: string, resource: Json) => ({
    resourceType: 'Parameters',
    parameter: [{ name, resource }],
  });
  const list = (entry: readonly unknown[], total = entry.length) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    entry,
  });
  const scriptsIn = (value: unknown) => {
    const read = readRelease(value);
    return read.kind === 'scripts' ? read.scripts : [];
  };

  it('[FHIR-30] it is kept as unusable with its place, and the others arrive', () => {
    const good = { resource: aBundle() };
    for (const part of damaged) {
      const value = answer('passedPrescriptions', list([part, good]));
      const [kept, arrived] = scriptsIn(value);
      expect(kept).toMatchObject({
        kind: 'unusable',
        sentence: 'This part of the answer is no prescription message.',
      });
      expect(kept?.path).toContain('parameter[0].resource.entry[0]');
      expect(arrived?.kind).toBe('script');
    }
  });

  it('[FHIR-30] the reason why a script failed is told though the script beside it cannot be read', () => {
    const outcome = {
      resource: {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'invalid', details: { text: 'Signature is invalid.' } }],
      },
    };
    const sentences = scriptsIn(answer('failedPrescriptions', list([outcome, null]))).map((one) =>
      one.kind === 'unusable' ? one.sentence : 'a script',
    );
    expect(sentences[0]).toContain('Signature is invalid.');
    expect(sentences[1]).toBe('This part of the answer is no prescription message.');
  });

  it('[FHIR-30] fewer scripts than the answer says it has are told; more, as in a sample of NHS, are not', () => {
    const good = { resource: aBundle() };
    const value = answer('passedPrescriptions', list([good], 3));
    const [arrived, missing, ...others] = scriptsIn(value);
    expect(arrived?.kind).toBe('script');
    expect(others).toEqual([]);
    expect(missing).toEqual({
      kind: 'unusable',
      sentence:
        'EPS says that this part of its answer has 3 entries, and 1 came. What is missing may count as with us: ask the supplier which scripts it was.',
      shortId: '',
      path: 'parameter[0].resource',
    });
    expect(jsonAt(value, missing?.path ?? '')).toMatchObject({ total: 3 });
    expect(scriptsIn(answer('passedPrescriptions', list([], 2)))).toHaveLength(1);
    expect(scriptsIn(answer('passedPrescriptions', { resourceType: 'Bundle', total: 1 }))).toHaveLength(1);
    expect(scriptsIn(answer('passedPrescriptions', list([], 0)))).toEqual([]);
    expect(scriptsIn(answer('passedPrescriptions', list([good], 0)))).toHaveLength(1);
  });
});
