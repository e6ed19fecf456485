import type { BackUpReply } from '../../electron/contract/files';
import type { BackUpActions } from '../features/settings/back-up-panel';
import { callMain } from '../platform/bridge';

const askForOne = async (): Promise<BackUpReply> => {
  const reply = await callMain('profile.back-up', undefined);
  if (reply.ok) return reply.value;
  const next = 'Try it again. If that is refused too, close Holdfast, start it again, and back up then.';
  return { kind: 'refused', sentence: reply.refusal.sentence, next };
};

/** Backups of this profile. One goes on, and its end is kept, whatever place is open meanwhile. */
const makeBackUps = (): BackUpActions => {
  const listeners = new Set<() => void>();
  let state: ReturnType<BackUpActions['state']> = { busy: false, reply: undefined };
  const say = (next: typeof state): void => {
    state = next;
    for (const tell of listeners) tell();
  };
  return {
    last: async () => {
      const reply = await callMain('profile.last-back-up', undefined);
      return (reply.ok ? reply.value : undefined) ?? undefined;
    },
    state: () => state,
    listen: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    start: () => {
      if (state.busy) return;
      say({ busy: true, reply: undefined });
      void askForOne().then((reply) => say({ busy: false, reply }));
    },
  };
};

export const backUps = makeBackUps();
