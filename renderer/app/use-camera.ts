import { useCallback, useState } from 'react';
import type { Taken } from './take-scan';

/** The camera's dialog while it is open: what became of the last scan, and how many there were. */
type CameraOpen = { readonly n: number; readonly last: Taken | undefined };

/** Whether the camera's dialog is open. Signing out closes it. */
export const useCamera = (signedIn: boolean) => {
  const [shown, setShown] = useState<CameraOpen | undefined>(undefined);
  if (shown && !signedIn) setShown(undefined);
  const open = useCallback(() => setShown({ n: 0, last: undefined }), []);
  const close = useCallback(() => setShown(undefined), []);
  const hear = useCallback((last: Taken) => setShown((before) => ({ n: (before?.n ?? 0) + 1, last })), []);
  return { shown, open, close, hear };
};
