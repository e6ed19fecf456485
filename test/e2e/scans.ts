import type { Program } from './support';

/**
 * A keyboard scanner: its keys reach the window one directly after the other, as from the computer itself, however
 * busy the machine that runs this test; or `gapMs` apart. Answers with the moment at which the last key left.
 */
export const scan = ({ app }: Program, code: string, end = 'Return', gapMs = 0): Promise<number> =>
  app.evaluate(
    async ({ BrowserWindow }, { keys, gap }) => {
      let last = 0;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of keys) {
        if (gap > 0) await new Promise((done) => setTimeout(done, gap));
        const modifiers: 'shift'[] = /^[A-Z+]$/.test(keyCode) ? ['shift'] : [];
        last = performance.timeOrigin + performance.now();
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'char', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
      }
      return last;
    },
    { keys: [...code, ...(end === '' ? [] : [end])], gap: gapMs },
  );

/** [SCN-3] From a scan to a key, or to the next paper, a hand takes longer than the rest of a scan may. */
export const handMoves = ({ page }: Pick<Program, 'page'>): Promise<void> => page.waitForTimeout(300);
