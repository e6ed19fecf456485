import { whyNotTaken } from '../domain/recovery/given-files';
import { callMain } from '../platform/bridge';
import { dropPieceBytes } from '../platform/pack-files';

const notCopied = 'It could not be copied. Open it with Ctrl+O instead.';

const pieceOf = (file: File, at: number): Promise<ArrayBuffer | undefined> =>
  file
    .slice(at, at + dropPieceBytes)
    .arrayBuffer()
    .catch(() => undefined);

/**
 * [PCK-21] [LST-9] Hands a dropped pack to main piece by piece: the page knows no path, and no one call holds it
 * all. Answers why it was not taken, and then nothing of it is kept; or with nothing.
 */
export const dropPack = async (file: File): Promise<string | undefined> => {
  const offerId = crypto.randomUUID();
  const giveUp = async (why: string): Promise<string> => {
    await callMain('packs.dismiss', { offerId, refused: '' });
    return why;
  };
  for (let at = 0; at === 0 || at < file.size; at += dropPieceBytes) {
    const piece = await pieceOf(file, at);
    if (!piece) return giveUp(whyNotTaken.unreadable);
    const last = at + dropPieceBytes >= file.size;
    const bytes = new Uint8Array(piece);
    const reply = await callMain('packs.drop', { offerId, name: file.name, at, bytes, last });
    if (!reply.ok) return giveUp(notCopied);
    if (reply.value.kind === 'left') return reply.value.sentence;
  }
  return undefined;
};
