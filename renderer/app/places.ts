import type { IssueKey } from '../domain/kernel/ids';

/** Where somebody is. */
export type Place =
  | { readonly kind: 'today' }
  | { readonly kind: 'prescription'; readonly key: IssueKey; readonly from: 'today' | 'claims' | 'messages' }
  | { readonly kind: 'claims' }
  | { readonly kind: 'messages' }
  | { readonly kind: 'settings' };

export const menu = [
  { kind: 'today', name: 'Today', key: 'F2' },
  { kind: 'claims', name: 'Claims', key: 'F5' },
  { kind: 'messages', name: 'Messages', key: 'F6' },
  { kind: 'settings', name: 'Settings', key: 'F8' },
] as const satisfies readonly { kind: Place['kind']; name: string; key: string }[];

export const sameMenu = (place: Place, kind: Place['kind']): boolean =>
  (place.kind === 'prescription' ? place.from : place.kind) === kind;

export const go = (kind: Place['kind']): Place =>
  kind === 'messages' || kind === 'settings' || kind === 'claims' ? { kind } : { kind: 'today' };
