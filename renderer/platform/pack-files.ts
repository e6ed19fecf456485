export { packsOfferedMessage } from '../../electron/contract/bridge';
export { fileLimits } from '../../electron/contract/files';
export type { PackOffer, WatchedFolder } from '../../electron/contract/packs';
export { dropPieceBytes } from '../../electron/contract/pieces';
