export { packsOfferedMessage } from '../../electron/contract/bridge';
export type { PackOffer, WatchedFolder } from '../../electron/contract/packs';
export { dropPieceBytes, fileLimits } from '../../electron/contract/pieces';
