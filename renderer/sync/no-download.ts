import type { DownloadStatus } from '../usecases/views';

/** Before anything was asked for. */
export const noDownload: Omit<DownloadStatus, 'inDoubt'> = {
  busy: false,
  received: 0,
  lastAt: undefined,
  lastSentence: '',
  stuck: false,
  nextAt: undefined,
};
