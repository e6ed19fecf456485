import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goneAfterMs, look, type InPicture } from '../../../renderer/domain/scanning/appearances';
import { cameraFaultOf, cameraRefusals } from '../../../renderer/domain/scanning/camera-refusals';

type Look = { readonly texts: readonly string[]; readonly at: number };

/** All that is taken, with the moment. */
const takenIn = (looks: readonly Look[]): readonly (readonly [string, number])[] => {
  let there: InPicture = new Map();
  return looks.flatMap(({ texts, at }) => {
    const { now, fresh } = look(there, texts, at);
    there = now;
    return fresh.map((text) => [text, at] as const);
  });
};

const looks = fc
  .array(fc.tuple(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }), fc.nat({ max: 1500 })), {
    maxLength: 40,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(([texts, afterMs]): Look => ({ texts, at: (at += afterMs) }));
  });

describe('codes before the camera', () => {
  it('[SCN-20] a code is taken exactly where it was not seen in the two seconds before', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const expected = all.flatMap(({ texts, at }, i) =>
          [...new Set(texts)]
            .filter(
              (text) =>
                !all
                  .slice(0, i)
                  .some((before) => before.texts.includes(text) && at - before.at < goneAfterMs),
            )
            .map((text) => [text, at] as const),
        );
        expect(takenIn(all)).toEqual(expected);
      }),
    );
  });

  it('[SCN-20] a code that is held there is taken once, however long; one that comes back, again', () => {
    const held = Array.from({ length: 100 }, (_, i) => ({ texts: ['a'], at: i * 500 }));
    expect(takenIn(held)).toEqual([['a', 0]]);
    const back = { texts: ['a'], at: 99 * 500 + goneAfterMs };
    expect(takenIn([...held, back])).toEqual([
      ['a', 0],
      ['a', back.at],
    ]);
  });

  it('[SCN-20] nothing is remembered of a code that is long gone, and an empty one is none', () => {
    const { now } = look(new Map([['a', 0]]), ['', 'b'], goneAfterMs);
    expect([...now.keys()]).toEqual(['b']);
  });
});

describe('no picture', () => {
  it.each([
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'gone'],
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['', 'busy'],
  ] as const)('[SCN-21] %s is said as “%s”', (name, fault) => {
    expect(cameraFaultOf(name)).toBe(fault);
  });

  it('[SCN-24] a chosen camera that is gone is said, and another may be chosen', () => {
    const fault = cameraFaultOf('OverconstrainedError');
    expect(cameraRefusals[fault]).toMatchObject({
      rule: 'SCN-24',
      next: expect.stringContaining('choose another') as string,
    });
  });

  it('[SCN-21] each reason is a sentence of its own with a next step', () => {
    const all = Object.values(cameraRefusals);
    expect(new Set(all.map(({ sentence }) => sentence)).size).toBe(6);
    for (const { next } of all) expect(next).toMatch(/try again/i);
  });
});
