import { expect, it } from 'vitest';
import { noSuchPort, portOf, whyNotStarted } from '../../../electron/training/cli/port';

it('[TSP-37] a port that there is not, or that is not free, is said', () => {
  expect(['0', '80', '65535'].map(portOf)).toEqual([0, 80, 65_535]);
  for (const text of ['', 'abc', '-1', '65536', '1.5', '0x10', '123456'])
    expect(portOf(text)).toBeUndefined();
  expect(noSuchPort('abc')).toBe('There is no port abc. Choose one from 1 to 65535, or leave --port out.');
  const failed = (code: string) => Object.assign(new Error(`listen ${code}`), { code });
  expect(whyNotStarted(failed('EADDRINUSE'), '8080')).toContain('Port 8080 is in use already.');
  expect(whyNotStarted(failed('EACCES'), '80')).toContain('Choose one above 1023');
  expect(whyNotStarted(new Error('Something else.'), '0')).toBe('Something else.');
});
