import { planOutbox } from '../../renderer/domain/outbox/decide';
import { prepareAttempt, settleAttempt } from '../../renderer/usecases/outbox/deliver';
import type { World } from './world';

/** One pass of the outbox: what is due is sent. The plan it followed. */
export const sendDue = async ({ deps }: Pick<World, 'deps'>): Promise<ReturnType<typeof planOutbox>> => {
  const plan = planOutbox(await deps.store.openMessages(), {
    now: deps.clock.now(),
    roleProfileId: deps.who.current()?.roleProfileId,
  });
  for (const due of plan)
    if (due.kind === 'send') {
      const request = await prepareAttempt(deps, due.message);
      if (request) await settleAttempt(deps, due.message.messageId, await deps.broker.send(request));
    }
  return plan;
};
