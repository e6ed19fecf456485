import type { IssueKey, RefusalId, ReissueId, UnscriptedId } from '../../domain/kernel/ids';

/** Where somebody is within the registers. */
export type RegistersPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'prints' }
  | { readonly kind: 'new-supply' }
  | { readonly kind: 'new-reissue'; readonly key?: IssueKey }
  | { readonly kind: 'pair'; readonly id: ReissueId }
  | { readonly kind: 'supply'; readonly id: UnscriptedId }
  | { readonly kind: 'refusal'; readonly id: RefusalId };
