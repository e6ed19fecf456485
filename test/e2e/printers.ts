import type { ElectronApplication } from '@playwright/test';

export type Job = { readonly silent: boolean; readonly deviceName: string };

type Plugged = { jobs: Job[]; printers: readonly string[]; end: string };
type WithPlugged = { plugged?: Plugged };

/**
 * Printers that stand at this computer: what the program asks Electron for is answered by the test, and what it
 * hands to Electron is written down. `end` is Chromium's word for how jobs end; empty for well.
 */
export const plugIn = async (
  app: ElectronApplication,
  printers: readonly string[],
  end = '',
): Promise<void> =>
  app.evaluate(
    ({ app: electron, BrowserWindow }, [names, how]) => {
      const held = globalThis as WithPlugged;
      if (held.plugged) {
        Object.assign(held.plugged, { printers: names, end: how });
        return;
      }
      const plugged: Plugged = { jobs: [], printers: names, end: how };
      held.plugged = plugged;
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.getPrintersAsync = async () =>
          plugged.printers.map((name) => ({
            name,
            displayName: name,
            description: '',
            options: {},
          }));
      electron.on('web-contents-created', (_event, contents) => {
        contents.print = (options, done) => {
          plugged.jobs.push({ silent: options?.silent === true, deviceName: options?.deviceName ?? '' });
          done?.(plugged.end === '', plugged.end);
        };
      });
    },
    [printers, end] as const,
  );

/** What was handed to the printers so far. */
export const jobsOf = (app: ElectronApplication): Promise<readonly Job[]> =>
  app.evaluate(() => (globalThis as WithPlugged).plugged?.jobs ?? []);
