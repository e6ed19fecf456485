import type { Program } from './support';

/**
 * A keyboard scanner: its keys reach the window one directly after the other, as from the computer itself, however
 * busy the machine that runs this test. Answers with the moment at which the last key left.
 */
export const scan = ({ app }: Program, code: string, end = 'Return'): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      let last = 0;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of keys) {
        const modifiers: 'shift'[] = /^[A-Z+]$/.test(keyCode) ? ['shift'] : [];
        last = performance.timeOrigin + performance.now();
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'char', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
      }
      return last;
    },
    [...code, ...(end === '' ? [] : [end])],
  );
