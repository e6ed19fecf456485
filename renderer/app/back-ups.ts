import type { BackUpReply } from '../../electron/contract/files';
import type { BackUpActions, BackUpState } from '../features/settings/back-up-panel';
import { callMain } from '../platform/bridge';
import { holdState } from '../ui/held-state';

const askForOne = async (): Promise<BackUpReply> => {
  const reply = await callMain('profile.back-up', undefined);
  if (reply.ok) return reply.value;
  const next = 'Try it again. If that is refused too, close Holdfast, start it again, and back up then.';
  return { kind: 'refused', sentence: reply.refusal.sentence, next };
};

/** Backups of this profile. One goes on, and its end is kept, whatever place is open meanwhile. */
const makeBackUps = (): BackUpActions => {
  const { state, listen, become } = holdState<BackUpState>({ busy: false, reply: undefined });
  return {
    last: async () => {
      const reply = await callMain('profile.last-back-up', undefined);
      return (reply.ok ? reply.value : undefined) ?? undefined;
    },
    state,
    listen,
    start: () => {
      if (state().busy) return;
      become({ busy: true, reply: undefined });
      void askForOne().then((reply) => become({ busy: false, reply }));
    },
  };
};

export const backUps = makeBackUps();
