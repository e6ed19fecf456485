import type { EngineReady } from '../engine/protocol';
import { callMain } from '../platform/bridge';
import type { EngineClient } from '../usecases/commands';
import type { EngineStatus, Reads } from '../usecases/views';

/** An open profile, as every screen of it has it. */
export type Opened = {
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly reads: Reads;
  readonly facts: EngineReady;
  readonly notices: readonly string[];
};

/** Leaves the profile for the choice of another. */
export const chooseKind = (): void => void callMain('window.choose', undefined);
