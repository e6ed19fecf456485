import type { Actor } from '../../domain/kernel/context';
import type { SettingsEvent } from '../../domain/settings/events';
import { carryOut } from '../carry-out';
import type { CommandReply } from '../commands';
import type { Deps } from '../deps';

const notOnRecord =
  'That it was changed could not be put on record: note by hand who did and when, and make room on the disk.';

/** What main has changed is changed, also where that cannot be put on record. */
export const putOnRecord = async (
  deps: Deps,
  by: Actor | undefined,
  event: SettingsEvent,
  sentence: string,
): Promise<CommandReply> => {
  const written = await carryOut(deps, by, { kind: 'decided', events: [event], sentence });
  return written.kind === 'done' ? written : { kind: 'done', sentence: `${sentence} ${notOnRecord}` };
};
