import { expect, it } from 'vitest';
import { sameCamera } from '../../../renderer/domain/scanning/scanner';

const chosen = { id: 'old', name: 'Desk camera' };
const anew = { id: 'new', name: 'Desk camera' };
const other = { id: 'other', name: 'Lid camera' };

it('[SCN-24] a camera whose id is another is known by its name, where no other has that', () => {
  expect(sameCamera(chosen, [other, anew])).toEqual(anew);
  expect(sameCamera(chosen, [other])).toBeUndefined();
  expect(sameCamera(chosen, [anew, { ...anew, id: 'twin' }])).toBeUndefined();
  // It is there and does not open all the same: asking for it again would go on for ever.
  expect(sameCamera(chosen, [chosen])).toBeUndefined();
});
