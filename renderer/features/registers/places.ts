import type { IssueKey, RefusalId, ReissueId, UnscriptedId } from '../../domain/kernel/ids';

/** Where somebody is within the registers. */
export type RegistersPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'prints' }
  /** `key`: a script of the patient whom it is for. */
  | { readonly kind: 'new-supply'; readonly key?: IssueKey }
  | { readonly kind: 'new-reissue'; readonly key?: IssueKey }
  | { readonly kind: 'pair'; readonly id: ReissueId }
  | { readonly kind: 'supply'; readonly id: UnscriptedId }
  | { readonly kind: 'refusal'; readonly id: RefusalId };
