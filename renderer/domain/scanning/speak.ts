import { gs } from './gs1';
import type { ScannerWays } from './scanner';

/** [SCN-14] The keys that this computer's scanner would send for a code: the other way round of `decode`. */
export const speak = (text: string, ways: ScannerWays): readonly string[] => {
  const arrives = new Map(Object.entries(ways.meant).map(([arrived, meant]) => [meant, arrived]));
  const { prefix, suffix, separator = ['F8'] } = ways;
  return [
    ...prefix,
    ...[...text].flatMap((char) => (char === gs ? separator : [arrives.get(char) ?? char])),
    ...(suffix.length === 0 ? ['Enter'] : suffix),
  ];
};
