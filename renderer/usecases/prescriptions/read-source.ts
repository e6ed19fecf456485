import { bundlePath } from '../../domain/desk/decide-import';
import type { Source } from '../../domain/prescriptions/model';
import type { Deps } from '../deps';
import { decodeUtf8 } from '../utf8';

/**
 * The JSON in which a source's path counts, from the journal; undefined where there is none to be read. Of a part
 * of a pack the one prescription alone is fetched.
 */
export const readSource = async (
  { journal }: Pick<Deps, 'journal'>,
  { seq, span }: Source,
): Promise<unknown> => {
  const entry = await journal.readOne(seq, span);
  const text = entry?.bytes && decodeUtf8(entry.bytes);
  if (text === undefined) return undefined;
  const json: unknown = JSON.parse(text);
  return span ? { [bundlePath]: json } : json;
};
