import type { IssueKey } from '../../renderer/domain/kernel/ids';
import type { ProfileKind } from '../../renderer/domain/settings/model';
import type { Role } from '../../renderer/domain/users/model';
import type { Command, CommandOf } from '../../renderer/usecases/commands';
import type { CommandBench } from './command-bench';

export type Kind = Command['kind'];
/** Who comes and goes, and what ends what is going on, is nobody's right. */
export type Always =
  | 'SignIn'
  | 'SignOut'
  | 'EndPrint'
  | 'BeginSmartcard'
  | 'ChooseSmartcardRole'
  | 'CancelSmartcard'
  | 'EndSmartcard';

export type CommandCase<K extends Kind = Kind> = {
  readonly may: readonly Role[];
  /** Brings the pharmacy to where the command can be carried out. */
  readonly ready: (bench: CommandBench) => CommandOf<K> | Promise<CommandOf<K>>;
  readonly profile?: ProfileKind;
  /** What it lacks here beside the right. */
  readonly lacks?: string;
};

export type CommandCases<K extends Kind> = { readonly [One in K]: CommandCase<One> };

export const pharmacist: readonly Role[] = ['pharmacist'];
/** On a script that has gone so many steps. */
export const onScript =
  <K extends Kind>(
    steps: number,
    command: (key: IssueKey, bench: CommandBench) => CommandOf<K> | Promise<CommandOf<K>>,
  ) =>
  async (bench: CommandBench): Promise<CommandOf<K>> =>
    command(await bench.script(steps), bench);
