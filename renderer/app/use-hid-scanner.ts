import { useEffect, useMemo, useRef, useState } from 'react';
import type { Scan } from '../domain/scanning/scan';
import type { HidState } from '../domain/scanning/scanner';
import { findHid, openHidScanner, type HidScanner } from '../platform/hid-scanner';
import { useLatest } from '../ui';

type HidSeat = { readonly state: HidState; readonly choose: () => void };

/**
 * [SCN-16] Scans of a HID scanner, once somebody has signed in (a look at this computer's devices would hold up
 * the first screen); undefined where the runtime knows none.
 */
export const useHidScanner = (signedIn: boolean, onScan: (scan: Scan) => void): HidSeat | undefined => {
  const hid = useMemo(findHid, []);
  const [state, setState] = useState<HidState>({ kind: 'none' });
  const latest = useLatest(onScan);
  const opened = useRef<HidScanner | undefined>(undefined);
  useEffect(() => {
    if (!hid || !signedIn) return undefined;
    const scanner = openHidScanner(hid, { onScan: (scan) => latest.current(scan), onState: setState });
    opened.current = scanner;
    return scanner.close;
  }, [hid, signedIn, latest]);
  return useMemo(() => hid && { state, choose: () => void opened.current?.choose() }, [hid, state]);
};
