import type { Program } from './support';

/** A hand is slower than the rest of a scan may be. */
const handMs = 300;

/**
 * A keyboard scanner: its keys reach the window one directly after the other, as from the computer itself, however
 * busy the machine that runs this test; or `gapMs` apart. Answers with the moment at which the last key left, once a
 * hand could move on to a key or to the next paper (SCN-3).
 */
export const scan = async (
  { app, page }: Pick<Program, 'app' | 'page'>,
  code: string,
  end = 'Return',
  gapMs = 0,
): Promise<number> => {
  const left = await app.evaluate(
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
  await page.waitForTimeout(handMs);
  return left;
};
