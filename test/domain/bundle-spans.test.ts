import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleSpans } from '../../renderer/domain/recovery/bundle-spans';

/** What stands at each span, read by itself. */
const readAll = (text: string): readonly unknown[] => {
  const bytes = new TextEncoder().encode(text);
  return bundleSpans(bytes).map(
    (span) =>
      span &&
      (JSON.parse(new TextDecoder().decode(bytes.subarray(span.from, span.from + span.length))) as unknown),
  );
};

/** Texts and keys that look like the JSON around them. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('bundle', 'entries', '"', '\\', '\\"', '{"bundle":1}', '],}', 'é€𝄞', '\\u0062undle'),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(nasty, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nasty, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const part = fc.record({
  before: fc.dictionary(
    nasty.filter((key) => key !== 'entries'),
    value,
    { maxKeys: 3 },
  ),
  entries: fc.array(
    fc.record({
      before: fc.dictionary(
        nasty.filter((key) => key !== 'bundle'),
        value,
        { maxKeys: 3 },
      ),
      bundle: fc.option(value, { nil: undefined }),
      after: fc.dictionary(
        nasty.filter((key) => key !== 'bundle'),
        value,
        { maxKeys: 3 },
      ),
    }),
    { maxLength: 5 },
  ),
  space: fc.constantFrom('', ' ', '\t', '   '),
});

describe('the place of a prescription in a part', () => {
  it('[PCK-23] is where JSON.parse reads it, whatever stands around it', () => {
    fc.assert(
      fc.property(part, ({ before, entries, space }) => {
        const whole = {
          ...before,
          entries: entries.map((entry) => ({
            ...entry.before,
            ...(entry.bundle === undefined ? {} : { bundle: entry.bundle }),
            ...entry.after,
          })),
        };
        const text = JSON.stringify(whole, null, space);
        const { entries: parsed } = JSON.parse(text) as { entries: readonly { bundle?: unknown }[] };
        expect(readAll(text)).toEqual(parsed.map(({ bundle }) => bundle));
      }),
    );
  });

  it('[PCK-23] is that of the last, where a key stands twice or is written with escapes', () => {
    const text =
      '{ "entries" : [0], "entries":[ {"bundle":1 , "\\u0062undle" : {"a":"]}"} } , { } ,{"bundle":"x"}] }';
    expect(readAll(text)).toEqual([{ a: ']}' }, undefined, 'x']);
    expect(readAll('{"v":1}')).toEqual([]);
  });
});
