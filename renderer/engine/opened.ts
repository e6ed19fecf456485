import type { EngineStart } from '../../electron/contract/channels';
import type { DrillClock } from '../platform/paced-clock';
import type { MainClient } from '../platform/port-client';
import type { Database } from '../store/schema';
import type { StoreKeys } from '../store/sealing';
import type { Answers, Execute, Question } from '../usecases/commands';
import type { Entry } from '../usecases/ports';
import type { FromEngine } from './protocol';

/** What the engine proper begins with. */
export type OpenEngine = {
  readonly main: MainClient;
  readonly start: EngineStart;
  readonly keys: StoreKeys;
  readonly db: Database;
  readonly lastSeq: number;
  readonly why: string;
  /** The journal's newest entry before the program began. */
  readonly newest: Entry | undefined;
  /** The first screen was told already who may sign in. */
  readonly isShown: boolean;
  readonly say: (message: FromEngine) => void;
  readonly failed: (failure: unknown) => void;
};

export type Running = {
  readonly execute: Execute;
  readonly ask: (question: Question) => Promise<Answers[Question['kind']]>;
  /** In a drill only: its clock was set going, stopped or moved. */
  readonly setClock: (clock: DrillClock) => void;
};
