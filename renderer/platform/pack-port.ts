import type { PackPort } from '../usecases/ports';
import type { MainClient } from './port-client';

export const packPort = (main: MainClient): PackPort => ({
  open: (offerId, signers) => main.call('packs.open', { offerId, signers: signers.map(({ x }) => ({ x })) }),
  storePart: (request) => main.call('packs.store-part', request),
  readKey: async (text) => (await main.call('packs.read-key', { text })) ?? undefined,
  watch: (folder) => main.call('packs.watch', { folder: folder ?? null }),
});
