import type { IdentityRefusal } from '../contract/identity';

const refuse = (code: IdentityRefusal['code'], sentence: string, next: string): IdentityRefusal => ({
  kind: 'refused',
  code,
  sentence,
  next,
});

const local = 'Sign in with your PIN meanwhile: work goes on here, and messages wait.';

/** Every way in which a sign-in or a token can fail, in words for the person at the keyboard. */
export const refusals = {
  notSetUp: refuse(
    'not-set-up',
    'The connection to CIS2 and the broker is not set up yet.',
    'A manager or a pharmacist fills it in under Settings, Connection.',
  ),
  busy: refuse(
    'busy',
    'A sign-in is under way already.',
    'Finish it in the browser, or cancel it here first.',
  ),
  cancelled: refuse('cancelled', 'The sign-in was cancelled.', 'Nobody was signed in.'),
  tooLate: refuse(
    'too-late',
    'Nobody signed in at CIS2 within five minutes, so the sign-in was ended.',
    'Start it again when the smartcard is at hand.',
  ),
  away: refuse('away', 'The sign-in service cannot be reached.', local),
  denied: refuse('denied', 'CIS2 did not sign you in.', `Try again with your smartcard. ${local}`),
  notTrusted: refuse(
    'not-trusted',
    'What came back is not from CIS2 for this sign-in, so it was not used.',
    'Try again. If this stays, call the supplier: the address of CIS2 in Settings may be wrong.',
  ),
  wrongClock: refuse(
    'wrong-clock',
    'By the clock of this computer, what CIS2 said is not of this moment, so it was not used.',
    `Set date, time and time zone (UK) in this computer’s settings, then sign in again. ${local}`,
  ),
  keyNotAccepted: refuse(
    'denied',
    'CIS2 does not accept what this pharmacy signs with its key.',
    `Look at the date and time of this computer: a wrong clock alone does this. If they are right, the key in Settings, Connection is not the one registered with NHS. ${local}`,
  ),
  tooWeak: refuse(
    'too-weak',
    'This sign-in was not of smartcard strength, which EPS asks for.',
    'Sign in with a smartcard, or with another way that CIS2 counts as strong as one.',
  ),
  roleUnknown: refuse(
    'no-role',
    'This role is not one of the smartcard that signed in.',
    'Sign in again and choose a role from the list.',
  ),
  tokenRefused: (code: string): IdentityRefusal =>
    refuse(
      'token-refused',
      `The API platform gives no access for this sign-in (${code}).`,
      'Look at the date and time of this computer: a wrong clock alone does this. Sign in again. If this stays, the key or the application in Settings, Connection is not the one registered with NHS.',
    ),
} as const;
