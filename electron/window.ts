import { join } from 'node:path';
import { app, BrowserWindow, type Session } from 'electron';
import { keepScreenAlive } from './screen-life';
import { appOrigin } from './security';

/**
 * [USR-13] The page may ask before it is closed by hand. The computer that goes down, the program that ends and a page
 * that begins anew wait for no answer.
 */
const letPageAsk = (window: BrowserWindow): void => {
  let ends = false;
  let byHand = false;
  app.on('before-quit', () => (ends = true));
  window.on('query-session-end', () => (ends = true));
  window.on('close', () => (byHand = !ends));
  window.webContents.on('will-prevent-unload', (event) => {
    if (!byHand) event.preventDefault();
    byHand = false;
  });
};

/** The one window: sandboxed, without Node, going nowhere but to the program's own page. */
export const openWindow = (session: Session, distFolder: string): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 500,
    useContentSize: true,
    title: 'Holdfast',
    backgroundColor: '#f0f4f5',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: join(distFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  letPageAsk(window);
  keepScreenAlive(window);
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
};
