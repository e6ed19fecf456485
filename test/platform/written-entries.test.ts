import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { makeWrittenEntries } from '../../renderer/platform/written-entries';
import type { Entry } from '../../renderer/usecases/ports';

const anEntry = (seq: number): Entry => ({
  seq,
  at: asInstant(1),
  terminal: 'T',
  by: 'Holdfast',
  kind: 'broker.intent',
  subject: 's',
  v: 1,
  data: {},
});

const seqs = (entries: readonly Entry[]): readonly number[] => entries.map(({ seq }) => seq);

describe('entries that main handed over', () => {
  it('[BRK-8] are given in order as far as there is no gap, and no further', () => {
    const written = makeWrittenEntries();
    written.add([5, 4, 6, 8].map(anEntry));
    expect(seqs(written.from(4, 100))).toEqual([4, 5, 6]);
    expect(seqs(written.from(4, 2))).toEqual([4, 5]);
    expect(seqs(written.from(7, 100))).toEqual([]);
    expect(seqs(written.from(8, 100))).toEqual([8]);
  });

  it('[BRK-8] are forgotten once the index has passed them', () => {
    const written = makeWrittenEntries();
    written.add([1, 2, 3].map(anEntry));
    written.from(3, 100);
    expect(seqs(written.from(1, 100))).toEqual([]);
  });
});
