import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import { lockDown } from '../security';
import { sheetPolicy } from './page';
import type { PrintHost, Printer, Sheet } from './printing';

const origin = 'app://sheet';

/** Chromium's word for a job that a person stopped in the system's print window. */
const stopped = /cancel/i;
const endOf = (succeeded: boolean, reason: string): 'printed' | 'cancelled' | 'failed' => {
  if (succeeded) return 'printed';
  return stopped.test(reason) ? 'cancelled' : 'failed';
};

/**
 * [PRT-1] [PRT-2] Pages are answered from memory to a session that keeps nothing, reaches nothing and runs no
 * script. Each has an address that is used once.
 */
const openSheetSession = () => {
  const pages = new Map<string, string>();
  const own = session.fromPartition('sheets', { cache: false });
  lockDown(own, origin);
  own.protocol.handle('app', ({ url }) => {
    const html = pages.get(url);
    pages.delete(url);
    if (html === undefined) return new Response(null, { status: 404 });
    return new Response(html, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': sheetPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
      },
    });
  });
  return { pages, own };
};

const openWindow = (own: Session): BrowserWindow => {
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1100,
    webPreferences: {
      session: own,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  return window;
};

const sheetOf = (window: BrowserWindow): Sheet => {
  const { webContents } = window;
  return {
    toPdf: async (pageSize) =>
      new Uint8Array(
        await webContents.printToPDF({
          pageSize,
          printBackground: true,
          preferCSSPageSize: true,
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
        }),
      ),
    toPaper: (deviceName, pageSize) =>
      new Promise((done) => {
        webContents.print(
          {
            silent: deviceName !== undefined,
            printBackground: true,
            deviceName: deviceName ?? '',
            pageSize,
            margins: { marginType: 'none' },
          },
          (succeeded, reason) => done(endOf(succeeded, reason)),
        );
      }),
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
};

/** Electron's part of printing. `anyWindow` is asked for the printers that this computer knows. */
export const sheetWindows = (anyWindow: () => BrowserWindow | undefined): PrintHost => {
  let opened: ReturnType<typeof openSheetSession> | undefined;
  return {
    open: async (html) => {
      const { pages, own } = (opened ??= openSheetSession());
      const window = openWindow(own);
      const url = `${origin}/${randomUUID()}`;
      pages.set(url, html);
      try {
        await window.loadURL(url);
      } catch (reason) {
        window.destroy();
        throw reason;
      } finally {
        pages.delete(url);
      }
      return sheetOf(window);
    },
    printers: async () => {
      const found = (await anyWindow()?.webContents.getPrintersAsync()) ?? [];
      return found.map(({ name, displayName }): Printer => ({ name, display: displayName || name }));
    },
  };
};
