import { refuse } from '../domain/kernel/refusal';
import type { CommandReply } from '../usecases/commands';

const fell: CommandReply = {
  ...refuse(
    'ScreenFell',
    'PRF-9',
    'The screen failed and was begun anew. What was said to be done is done; what was typed and not saved is gone.',
    'Sign in, and look once more at what you had open.',
  ),
  // What it was about to do when it failed, nobody knows here.
  mayBeDone: true,
};

/** [PRF-9] What is said first where main had to begin the page anew (electron/screen-life.ts). */
export const fellReply = (search: string): CommandReply | undefined =>
  search === '?fell' ? fell : undefined;
