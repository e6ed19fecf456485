import { app, type BrowserWindow } from 'electron';
import { askInBox } from './ask-in-box';
import { appOrigin } from './security';
import { Falls } from './system/falls';

/** The page says that it fell (renderer/app/fell.ts). */
const fallenPage = `${appOrigin}/index.html?fell`;

const askWhetherAgain = (window: BrowserWindow): Promise<boolean> =>
  askInBox(window, {
    message: 'The screen of Holdfast fails again and again.',
    detail:
      'Nothing that was saved is lost, and what waits to be sent is kept. Try once more; if it fails again, start the computer anew, then call the supplier.',
    buttons: ['Try once more', 'Close Holdfast'],
    cancelId: 0,
  });

/** Gives up asking when it answers again. */
const askWhetherToWait = (window: BrowserWindow, signal: AbortSignal): Promise<boolean> =>
  askInBox(window, {
    message: 'The screen of Holdfast does not answer.',
    detail: 'Nothing that was saved is lost. What was typed and not saved goes if the screen begins anew.',
    buttons: ['Wait', 'Begin the screen anew'],
    cancelId: 0,
    signal,
  });

/** [PRF-9] The page may die, of a fault in it or for want of memory; main and the journal go on. */
export const keepScreenAlive = (window: BrowserWindow): void => {
  const { webContents } = window;
  const falls = new Falls();
  let asking: AbortController | undefined;
  const again = (): void => void webContents.loadURL(fallenPage);
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    asking?.abort();
    if (falls.fell(Date.now())) return again();
    void askWhetherAgain(window).then((yes) => {
      falls.forget();
      if (yes) again();
      else app.quit();
    });
  });
  window.on('unresponsive', () => {
    asking = new AbortController();
    const { signal } = asking;
    void askWhetherToWait(window, signal).then((wait) => {
      if (!wait && !signal.aborted) webContents.forcefullyCrashRenderer();
    });
  });
  window.on('responsive', () => asking?.abort());
};
