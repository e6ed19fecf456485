import { describe, expect, it } from 'vitest';
import { inTurn } from '../../../renderer/app/in-turn';

describe('answers to scans', () => {
  it('[DSK-20] come in the order of the scans, whichever is known first', async () => {
    const answer = inTurn();
    const told: string[] = [];
    const tell = (one: string): void => void told.push(one);
    let release = (_: string): void => undefined;
    answer(new Promise<string>((done) => (release = done)), tell);
    answer(Promise.resolve('the wrong id after it'), tell);
    const third = new Promise<void>((done) =>
      answer(Promise.resolve('the third'), (one) => {
        tell(one);
        done();
      }),
    );
    expect(told).toEqual([]);
    release('released');
    await third;
    expect(told).toEqual(['released', 'the wrong id after it', 'the third']);
  });
});
