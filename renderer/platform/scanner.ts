import { unknownScanner, type ScannerWays } from '../domain/scanning/scanner';
import { callMain } from './bridge';

export type ScannerSettings = { readonly sounds: boolean; readonly ways: ScannerWays };

/** What this computer knows of its scanner. */
export const loadScanner = async (): Promise<ScannerSettings> => {
  const reply = await callMain('scanner.load', undefined);
  const settings = reply.ok ? reply.value : null;
  const { separator, ...ways } = settings?.ways ?? unknownScanner;
  return {
    sounds: settings?.sounds ?? true,
    ways: separator === undefined ? ways : { ...ways, separator },
  };
};

export const saveScanner = async ({ sounds, ways }: ScannerSettings): Promise<boolean> => {
  const { separator, ...rest } = ways;
  const reply = await callMain('scanner.save', {
    sounds,
    ways: {
      ...rest,
      prefix: [...ways.prefix],
      suffix: [...ways.suffix],
      ...(separator === undefined ? {} : { separator: [...separator] }),
    },
  });
  return reply.ok;
};
