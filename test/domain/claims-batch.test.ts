import { describe, expect, it } from 'vitest';
import { makeClaimsBatch, type BatchState } from '../../renderer/features/claims/batch';
import { asPrescriptionId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import type { CommandReply } from '../../renderer/usecases/commands';

const rows = ['AAAAAA-000001-AAAAAA', 'BBBBBB-000001-BBBBBB', 'CCCCCC-000001-CCCCCC'].map((shortId) => ({
  key: issueKeyOf(shortId, shortId, 1),
  shortId: asPrescriptionId(shortId),
}));

/** An engine whose answers are given one by one. */
const aBatch = () => {
  const open: ((reply: CommandReply) => void)[] = [];
  const batch = makeClaimsBatch(() => new Promise((done) => open.push(done)));
  const answer = async (reply: CommandReply = { kind: 'done', sentence: '' }): Promise<BatchState> => {
    open.shift()?.(reply);
    await Promise.resolve();
    await Promise.resolve();
    return batch.state();
  };
  return { batch, answer, begun: () => open.length };
};

describe('a batch of claims', () => {
  it('[CLM-10] says how far it is to whoever listens, wherever they are, and what it came to until it is read', async () => {
    const { batch, answer } = aBatch();
    const heard: string[] = [];
    const leave = batch.listen(() => heard.push(batch.state().kind));
    const ended = batch.send(rows);
    expect(batch.state()).toEqual({ kind: 'sending', at: 1, of: 3 });
    leave();
    const refused = { kind: 'refused', code: 'X', rule: 'CLM-1', sentence: 'No.', next: '' } as const;
    expect(await answer(refused)).toEqual({ kind: 'sending', at: 2, of: 3 });
    batch.close();
    expect(await answer()).toEqual({ kind: 'sending', at: 3, of: 3 });
    await answer();
    await ended;
    expect(batch.state()).toEqual({
      ...{ kind: 'sent', done: 2, left: 0, refused: ['AAAAAA-000001-AAAAAA: No.'] },
    });
    expect(heard).toEqual(['sending']);
    batch.close();
    expect(batch.state()).toEqual({ kind: 'none' });
  });

  it('[CLM-10] is one at a time, and stopped begins no further claim', async () => {
    const { batch, answer, begun } = aBatch();
    const ended = batch.send(rows);
    await batch.send(rows);
    expect(begun()).toBe(1);
    batch.stop();
    await answer();
    await ended;
    expect(batch.state()).toEqual({ kind: 'sent', done: 1, left: 2, refused: [] });
    expect(begun()).toBe(0);
    void batch.send(rows);
    expect(batch.state()).toEqual({ kind: 'sending', at: 1, of: 3 });
  });
});
