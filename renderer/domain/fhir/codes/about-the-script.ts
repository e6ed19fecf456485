/**
 * Codes by which EPS speaks about the very script or message it was asked about. Any other refusal may be given
 * without having looked: a failure inside, a sign-in turned away, a proxy in between (eps.md 1.1, 1.6).
 */
const codes =
  /^(PRESCRIPTION|MEDICATIONREQUEST|CLAIM|DISPENSE|MISMATCH)_|^INVALID_CHECK_DIGIT$|^RESOURCE_NOT_FOUND$/;

export const isAboutTheScript = (code: string): boolean => codes.test(code);
