import type { Site } from '../../domain/kernel/context';
import type { UserId } from '../../domain/kernel/ids';
import type { Connection } from '../../domain/settings/model';
import type { PersonDetails } from '../../domain/users/model';

/** What a person can ask about people, about this pharmacy, and about the smartcard. */
export type IdentityCommand =
  | { readonly kind: 'ChangePerson'; readonly userId: UserId; readonly details: PersonDetails }
  | { readonly kind: 'DeactivatePerson'; readonly userId: UserId }
  | { readonly kind: 'ReactivatePerson'; readonly userId: UserId }
  | {
      readonly kind: 'ChangePin';
      readonly userId: UserId;
      readonly pin: string;
      /** For one's own; empty where somebody sets that of another, or there is none yet. */
      readonly present: string;
    }
  | { readonly kind: 'SetSite'; readonly site: Site }
  | { readonly kind: 'SetConnection'; readonly connection: Connection }
  /** `present`: the passphrase that opens the profile now. */
  | { readonly kind: 'ChangePassphrase'; readonly present: string; readonly next: string }
  /** `folder`: what main answered when a person chose it. */
  | { readonly kind: 'KeepSecondCopy'; readonly folder: string }
  | { readonly kind: 'StopSecondCopy' }
  | { readonly kind: 'MakeClientKey'; readonly keyId: string }
  /** Opens CIS2 in the browser; answered when the person came back, gave up, or the time was over. */
  | { readonly kind: 'BeginSmartcard' }
  | { readonly kind: 'ChooseSmartcardRole'; readonly roleProfileId: string }
  | { readonly kind: 'CancelSmartcard' }
  /** Ends the smartcard's session at CIS2; work here goes on. */
  | { readonly kind: 'EndSmartcard' };
