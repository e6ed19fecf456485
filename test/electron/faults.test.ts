import { expect, it } from 'vitest';
import { placeOfFault } from '../../electron/system/faults';

const thrown = (stack: string): Error => Object.assign(new TypeError('OKAFOR, Chidi'), { stack });

it('[PRF-10] a fault is told by its kind and place, and never by its words', () => {
  const stack = [
    'TypeError: OKAFOR, Chidi',
    '    at later (C:\\Program Files\\Holdfast\\program.cjs:12:34)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ].join('\n');
  expect(placeOfFault(thrown(stack))).toBe('TypeError, program.cjs:12');
  expect(
    placeOfFault(thrown('TypeError: OKAFOR\n 12-Mar-1950 at home:1:2\n    at /opt/a b/main.cjs:7:1')),
  ).toBe('TypeError, main.cjs:7');
  expect(placeOfFault(thrown('TypeError: OKAFOR, Chidi:1:2'))).toBe('TypeError');
  expect(placeOfFault('OKAFOR, Chidi')).toBe('string');
  expect(placeOfFault(new Error('OKAFOR'))).toMatch(/^Error, faults\.test\.ts:\d+$/);
});
