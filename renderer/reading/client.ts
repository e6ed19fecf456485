import type { Refusal } from '../domain/kernel/refusal';
import { listRefusals } from '../domain/recovery/list-refusals';
import type { ListReport } from '../domain/recovery/list-report';
import { isFromReader, type ToReader } from './protocol';
import type { GivenFile, Progress } from './read-file';

/** A page that takes longer than this will not be read. */
const stallMs = 60_000;

export type Reading = { readonly done: Promise<ListReport | Refusal>; readonly cancel: () => void };

/** Reads one file in a Worker that lives as long as it takes, so that whatever a file did ends with it. */
export const startReading = (
  makeWorker: () => Worker,
  file: GivenFile,
  tell: (progress: Progress) => void,
): Reading => {
  const worker = makeWorker();
  let settle = (_read: ListReport | Refusal): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (read: ListReport | Refusal): void => {
    clearTimeout(timer);
    worker.terminate();
    settle(read);
  };
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end(listRefusals.stalled()), stallMs);
  };
  const done = new Promise<ListReport | Refusal>((resolve) => {
    settle = resolve;
  });
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isFromReader(data)) return;
    watch();
    if (data.kind === 'progress') tell(data.progress);
    else if (data.kind === 'read') end(data.read);
  };
  worker.onerror = () => end(listRefusals.damaged());
  watch();
  worker.postMessage({ kind: 'read', file } satisfies ToReader, [file.bytes.buffer]);
  return { done, cancel: () => end(listRefusals.stalled()) };
};
