import { useEffect, useState, useSyncExternalStore } from 'react';
import type { EngineClient } from '../../usecases/commands';
import { makeClaimsBatch, type BatchState, type ClaimsBatch } from './batch';

/** [CLM-10] Stopped when whoever began it locks the screen: nothing is sent in the name of whoever comes next. */
export const useClaimsBatch = (engine: EngineClient, userId: string | undefined): ClaimsBatch => {
  const [batch] = useState(() => makeClaimsBatch((key) => engine.execute({ kind: 'SendClaim', key })));
  useEffect(() => batch.stop, [batch, userId]);
  return batch;
};

export const useBatchState = (batch: ClaimsBatch): BatchState =>
  useSyncExternalStore(batch.listen, batch.state);

/** Its end has been read once the screen that says it is left. */
export const useSeen = (batch: ClaimsBatch): void => useEffect(() => batch.close, [batch]);
