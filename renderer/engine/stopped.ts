import type { EngineStatus } from '../usecases/views';

/** A defect: nothing goes on until the program is begun again. */
export const engineStopped: EngineStatus = {
  kind: 'stopped',
  sentence: 'Holdfast’s engine has stopped. What was confirmed is in the journal.',
  next: 'Close Holdfast, see that its disk has room, and start it again. If this stays, call the supplier.',
};
