import wasm from 'zxing-wasm/reader/zxing_reader.wasm';
import { listRefusals } from '../domain/recovery/list-refusals';
import { prepareBarcodes, readPicture } from './barcodes';
import { openPdf } from './pdf';
import { decodePicture, pixelsOfBitmap } from './picture';
import type { FromReader, ToReader } from './protocol';
import { readFile } from './read-file';

/** The part of a Worker's own scope that is used; the compiler's page types do not have it. */
type WorkerScope = {
  readonly postMessage: (message: FromReader) => void;
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent<unknown>) => void) => void;
};
const scope = globalThis as unknown as WorkerScope; // this bundle runs in a Worker only

const isToReader = (data: unknown): data is ToReader =>
  typeof data === 'object' &&
  data !== null &&
  'kind' in data &&
  (data.kind === 'read' || data.kind === 'look');

// The build puts the bytes into the bundle; the package's types speak of a URL.
const wasmBytes = wasm as unknown as Uint8Array<ArrayBuffer>;
const eyes = { readCodes: prepareBarcodes(wasmBytes), openPdf, decodePicture };

scope.addEventListener('message', ({ data }) => {
  if (!isToReader(data)) return;
  if (data.kind === 'look')
    return void readPicture(pixelsOfBitmap(data.frame))
      .catch(() => [])
      .then((texts) => scope.postMessage({ kind: 'looked', texts }));
  void readFile(data.file, eyes, (progress) => scope.postMessage({ kind: 'progress', progress }))
    .catch(() => listRefusals.damaged())
    .then((read) => scope.postMessage({ kind: 'read', read }));
});
