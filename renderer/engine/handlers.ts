import type { Command, CommandOf, Execute, ReplyTo } from '../usecases/commands';

type Kind = Command['kind'];

/** Who carries out which command. The compiler misses none, and lets none answer what is not its own to answer. */
export type Handlers<K extends Kind = Kind> = {
  readonly [One in K]: (command: CommandOf<One>) => Promise<ReplyTo<One>>;
};

/** Finds who carries out a command. */
export const executeBy =
  <K extends Kind>(handlers: Handlers<K>): Execute<K> =>
  (command) =>
    handlers[command.kind](command);
