import type { ScannerSettings } from '../domain/scanning/scanner';
import { callMain } from './bridge';

/** What this computer knows of its scanner. */
export const loadScanner = async (): Promise<ScannerSettings> => {
  const reply = await callMain('scanner.load', undefined);
  const settings = reply.ok ? reply.value : null;
  const { sounds = true, ways } = settings ?? {};
  if (!ways) return { sounds };
  const { separator, ...rest } = ways;
  return { sounds, ways: separator === undefined ? rest : { ...rest, separator } };
};

/** Whether it was kept. */
export const saveScanner = async ({ sounds, ways }: ScannerSettings): Promise<boolean> => {
  if (!ways) return (await callMain('scanner.save', { sounds })).ok;
  const { prefix, suffix, separator, ...rest } = ways;
  const reply = await callMain('scanner.save', {
    sounds,
    ways: {
      ...rest,
      prefix: [...prefix],
      suffix: [...suffix],
      ...(separator === undefined ? {} : { separator: [...separator] }),
    },
  });
  return reply.ok;
};
