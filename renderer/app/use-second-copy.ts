import { callMain } from '../platform/bridge';
import { useAsked, useNow } from '../ui';

/** How the second copy stands; undefined until main has said so, and where none can be kept. */
export const askSecondCopy = async () => {
  const reply = await callMain('copy.state', undefined);
  return (reply.ok ? reply.value : undefined) ?? undefined;
};

const everyMs = 15_000;

export const useSecondCopy = () => useAsked(askSecondCopy, useNow(everyMs));
