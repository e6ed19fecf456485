import { startEngine } from '../engine/client';
import { newWorker } from '../platform/workers';
import type { Begun } from './begun';

// Runs before the program's own script: while that is read, the engine is too, and opens its index.
window.begun = {
  engine: startEngine(() => newWorker('engine')),
  newReader: () => newWorker('reader'),
} satisfies Begun;
void indexedDB.databases();
