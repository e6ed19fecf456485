import type { DomainEvent } from '../domain/events';
import type { Actor } from '../domain/kernel/context';
import type { Refusal } from '../domain/kernel/refusal';
import { asFacts, commit } from './commit';
import type { CommandReply } from './commands';
import { programName, type Deps } from './deps';

type Decision =
  { readonly kind: 'decided'; readonly events: readonly DomainEvent[]; readonly sentence: string } | Refusal;

/** Writes what was decided, all of it or nothing, and answers with its sentence. */
export const carryOut = async (
  deps: Deps,
  by: Actor | undefined,
  decision: Decision,
  write = commit,
): Promise<CommandReply> => {
  if (decision.kind === 'refused') return decision;
  const refusal = await write(deps, by?.name ?? programName, asFacts(decision.events));
  return refusal ?? { kind: 'done', sentence: decision.sentence };
};
