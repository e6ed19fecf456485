/** [IDN-7] Whether an address may be spoken to: https, or http on this computer where a test allows it. */
export const mayBeSpokenTo = (address: string, loopbackAllowed: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return loopbackAllowed && url.protocol === 'http:' && url.hostname === '127.0.0.1';
};
