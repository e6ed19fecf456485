import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'holdfast-test-'));

/**
 * Removes a folder with all that is in it. Chromium's children end a moment after its main process and may still
 * write meanwhile, so a folder that fills while it is emptied is emptied again, for up to five seconds.
 */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
