import { readFile } from 'node:fs/promises';
import { Wrong } from './arguments';

/** `place` is what a person knows the file by. */
export const readJson = async (path: string, place = path): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw new Wrong(`${place} cannot be read as JSON.`);
  }
};
