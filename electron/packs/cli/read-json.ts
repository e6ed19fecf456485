import { Wrong } from './arguments';
import { readText } from './disk';

/** `place` is what a person knows the file by. */
export const readJson = async (path: string, place = path): Promise<unknown> => {
  const text = await readText(path, place);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Wrong(`${place} cannot be read as JSON.`);
  }
};
