import type { Refusal } from '../domain/kernel/refusal';
import type { ListReport } from '../domain/recovery/list-report';
import type { GivenFile, Progress } from './read-file';

export type ToReader =
  | { readonly kind: 'read'; readonly file: GivenFile }
  /** One picture of a camera; it is given away, and nothing of it is kept. */
  | { readonly kind: 'look'; readonly frame: ImageBitmap };
export type FromReader =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'read'; readonly read: ListReport | Refusal }
  | { readonly kind: 'looked'; readonly texts: readonly string[] };

/** pdf.js says things of its own in a Worker that it takes for its own. */
export const isFromReader = (data: unknown): data is FromReader =>
  typeof data === 'object' && data !== null && 'kind' in data;
