import { expect, it } from 'vitest';
import { AtFirstUse } from '../../electron/system/awaited';

it('what is made at its first use is made once, and tried again where it could not be made', async () => {
  let tries = 0;
  const spine = new AtFirstUse(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('not now')) : Promise.resolve(tries);
  });
  expect(spine.made).toBeUndefined();
  await expect(spine.use()).rejects.toThrow('not now');
  expect(spine.made).toBeUndefined();
  expect(await Promise.all([spine.use(), spine.use()])).toEqual([2, 2]);
  expect(await spine.made).toBe(2);
});
