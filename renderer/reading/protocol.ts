import type { Refusal } from '../domain/kernel/refusal';
import type { ListReport } from '../domain/recovery/list-report';
import type { GivenFile, Progress } from './read-file';

export type ToReader = { readonly kind: 'read'; readonly file: GivenFile };
export type FromReader =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'read'; readonly read: ListReport | Refusal };

/** pdf.js says things of its own in a Worker that it takes for its own. */
export const isFromReader = (data: unknown): data is FromReader =>
  typeof data === 'object' && data !== null && 'kind' in data;
