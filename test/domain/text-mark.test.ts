import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markOf } from '../../renderer/domain/kernel/text-mark';

describe('the mark of a text', () => {
  it('is a whole number that JSON carries unharmed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const mark = markOf(text);
        expect(Number.isSafeInteger(mark) && mark >= 0).toBe(true);
        expect(JSON.parse(JSON.stringify(mark))).toBe(mark);
      }),
    );
  });

  it('tells texts apart that differ in one place only', () => {
    const texts = new Set<string>();
    for (let house = 1; house <= 400; house += 1)
      for (const street of ['HIGHSTREET', 'HIGHSTREETA', 'AHIGHSTREET', 'HGIHSTREET', 'HIGHSTREE'])
        for (const postcode of ['LS992BB', 'LS992BC', 'LS929BB', 'SL992BB'])
          texts.add(JSON.stringify(['SMITH', '', '', String(house), street, postcode]));
    expect(new Set([...texts].map(markOf)).size).toBe(texts.size);
  });
});
