import { dialog, type BrowserWindow } from 'electron';

type Question = {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly [string, string];
  /** Of which button Esc is another way. */
  readonly cancelId: 0 | 1;
  /** Takes the question back. */
  readonly signal?: AbortSignal;
};

/** A question of main's own, for when the page cannot ask: whether the first button was pressed. */
export const askInBox = async (window: BrowserWindow | undefined, question: Question): Promise<boolean> => {
  const options = {
    ...question,
    type: 'warning' as const,
    title: 'Holdfast',
    buttons: [...question.buttons],
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
};
