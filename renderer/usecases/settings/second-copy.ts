import { refuse } from '../../domain/kernel/refusal';
import { mayChangeSettings } from '../../domain/settings/decide';
import type { CommandReply } from '../commands';
import type { Deps } from '../deps';
import { putOnRecord } from './put-on-record';

/** [CPY-1] From now on main keeps a second copy there, on record. */
export const keepSecondCopy = async (deps: Deps, folder: string): Promise<CommandReply> => {
  const by = deps.who.current();
  const refusal = mayChangeSettings(by);
  if (refusal) return refusal;
  const reply = await deps.secondCopy.keepIn(folder);
  if (reply.kind === 'refused') return refuse('CopyNotKept', 'CPY-1', reply.sentence, reply.next);
  const event = { type: 'settings.second-copy', id: 'second-copy', folder } as const;
  return putOnRecord(deps, by, event, 'A second copy is kept there from now on.');
};

/** [CPY-1] What was copied stays where it is. */
export const stopSecondCopy = async (deps: Deps): Promise<CommandReply> => {
  const by = deps.who.current();
  const refusal = mayChangeSettings(by);
  if (refusal) return refusal;
  await deps.secondCopy.stop();
  const event = { type: 'settings.second-copy', id: 'second-copy', folder: null } as const;
  return putOnRecord(deps, by, event, 'No second copy is kept any more. What was copied stays where it is.');
};
