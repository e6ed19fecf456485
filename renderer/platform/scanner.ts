import type { ScannerSettings } from '../domain/scanning/scanner';
import { callMain } from './bridge';

/** What this computer knows of its scanner. */
export const loadScanner = async (): Promise<ScannerSettings> => {
  const reply = await callMain('scanner.load', undefined);
  const settings = reply.ok ? reply.value : null;
  const { sounds = true, ways, camera } = settings ?? {};
  const known = { sounds, ...(camera ? { camera } : {}) };
  if (!ways) return known;
  const { separator, ...rest } = ways;
  return { ...known, ways: separator === undefined ? rest : { ...rest, separator } };
};

/** Whether it was kept. */
export const saveScanner = async ({ ways, ...known }: ScannerSettings): Promise<boolean> => {
  if (!ways) return (await callMain('scanner.save', known)).ok;
  const { prefix, suffix, separator, ...rest } = ways;
  const reply = await callMain('scanner.save', {
    ...known,
    ways: {
      ...rest,
      prefix: [...prefix],
      suffix: [...suffix],
      ...(separator === undefined ? {} : { separator: [...separator] }),
    },
  });
  return reply.ok;
};
