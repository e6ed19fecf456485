/** The older runtime has no `URL.canParse`. */
const parse = (address: string): URL | undefined => {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
};

/** [IDN-7] Whether an address may be spoken to: https, or http on this computer where a test allows it. */
export const mayBeSpokenTo = (address: string, loopbackAllowed: boolean): boolean => {
  const url = parse(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return loopbackAllowed && url.protocol === 'http:' && url.hostname === '127.0.0.1';
};
