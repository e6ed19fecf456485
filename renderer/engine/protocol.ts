import type { ProfileInfo } from '../../electron/contract/channels';
import type { DrillClock } from '../platform/paced-clock';
import type { StoreKeys } from '../store/sealing';
import type { Command, CommandReply, Question } from '../usecases/commands';
import type { EngineStatus, PersonRow } from '../usecases/views';

/** What the screen says to the engine. */
export type ToEngine =
  | { readonly kind: 'start'; readonly rebuild: boolean }
  | { readonly kind: 'execute'; readonly id: number; readonly command: Command }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** The clock of a drill was set going, stopped or moved. */
  | { readonly kind: 'clock'; readonly clock: DrillClock };

/** What the screen must know once the index is filled: whose profile this is, and the keys to read the index with. */
export type EngineReady = {
  readonly keys: StoreKeys;
  readonly profile: ProfileInfo;
  readonly brokerName: string;
  /** Who may sign in, for the first screen. */
  readonly people: readonly PersonRow[];
};

/** What the engine says to the screen. */
export type FromEngine =
  | { readonly kind: 'ready'; readonly ready: EngineReady }
  | { readonly kind: 'status'; readonly status: EngineStatus }
  | { readonly kind: 'executed'; readonly id: number; readonly reply: CommandReply }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: unknown }
  /** The index is damaged: begin again with a new one, made from the journal. */
  | { readonly kind: 'index-damaged' };
