/** What is said of keys and codes at a start. */
export const createdSentence = (kind: string): string =>
  `This computer has no keychain that can be trusted, so the ${kind} profile is protected by a passphrase. It is asked for at each start.`;

export const notTheCode =
  'That is not the code that was shown. A code has no 0, 1, I or O. Look at the paper again, or have it shown once more.';

export const notOurCode =
  'That is not the recovery code of this profile. A code has no 0, 1, I or O: look again what they are.';
