export { packsOfferedMessage } from '../../electron/contract/bridge';
export type { PackOffer } from '../../electron/contract/packs';
export { dropPieceBytes } from '../../electron/contract/pieces';
