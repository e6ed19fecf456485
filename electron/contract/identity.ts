import * as z from 'zod';

const line = z.string().min(1).max(300);

/**
 * Where the broker is and how this pharmacy is known to it. No secret: the key that signs stays in main.
 * `tokenUrl` is where the API platform gives tokens; `issuer` and `clientId` are those of NHS CIS2.
 */
export const connectionSchema = z.strictObject({
  baseUrl: line,
  tokenUrl: line,
  appId: line,
  keyId: line,
  issuer: line,
  clientId: line,
});
export type ConnectionInfo = z.infer<typeof connectionSchema>;

/** One role of a smartcard, as CIS2 names it. */
export type SmartcardRole = {
  readonly roleProfileId: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly jobRoleCode: string;
  readonly jobRoleName: string;
};

/** Why nobody was signed in, or no token was had. */
export type IdentityRefusal = {
  readonly kind: 'refused';
  readonly code:
    | 'not-set-up'
    | 'busy'
    | 'cancelled'
    | 'too-late'
    | 'away'
    | 'denied'
    | 'not-trusted'
    | 'wrong-clock'
    | 'too-weak'
    | 'no-role'
    | 'token-refused';
  readonly sentence: string;
  readonly next: string;
};

/** CIS2 says who is at the keyboard; a role is chosen next. */
export type IdentifyReply =
  | {
      readonly kind: 'identified';
      readonly sdsUserId: string;
      readonly name: string;
      readonly roles: readonly SmartcardRole[];
    }
  | IdentityRefusal;

export type ChooseRoleReply = { readonly kind: 'signed-in' } | IdentityRefusal;

/** The public half of the key with which this pharmacy signs, as a JSON Web Key Set; null until one was made. */
export type ClientKeyInfo = { readonly publicKeySet: string } | null;
