import type { Program } from './support';

/**
 * A keyboard scanner: its keys reach the window one directly after the other, as from the computer itself, however
 * busy the machine that runs this test.
 */
export const scan = ({ app }: Program, code: string, end = 'Return'): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of keys) {
        const modifiers: 'shift'[] = /^[A-Z+]$/.test(keyCode) ? ['shift'] : [];
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'char', keyCode, modifiers });
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
      }
    },
    [...code, ...(end === '' ? [] : [end])],
  );
