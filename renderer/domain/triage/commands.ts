import type { CriticalClass } from './model';

/** What a person does to the list of urgent medicines; a kind is known by its name. */
export type UrgentCommand =
  | { readonly kind: 'AddUrgentKind'; readonly added: CriticalClass }
  | { readonly kind: 'ChangeUrgentKind'; readonly name: string; readonly changed: CriticalClass }
  | { readonly kind: 'RemoveUrgentKind'; readonly name: string }
  /** One place up or down. */
  | { readonly kind: 'MoveUrgentKind'; readonly name: string; readonly by: -1 | 1 }
  | { readonly kind: 'RestoreUrgentList' }
  | { readonly kind: 'UndoUrgentChange' };
