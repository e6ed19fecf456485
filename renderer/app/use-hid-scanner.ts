import { useEffect, useMemo, useRef, useState } from 'react';
import type { Scan } from '../domain/scanning/scan';
import type { HidState } from '../domain/scanning/scanner';
import { findHid, openHidScanner, type HidScanner } from '../platform/hid-scanner';
import { useLatest } from '../ui';

/** A look at all of this computer's devices would hold up the first screen. */
const afterFirstScreenMs = 500;

type HidSeat = { readonly state: HidState; readonly choose: () => void };

/** [SCN-16] Scans of a HID scanner, from the start of the program; undefined where the runtime knows none. */
export const useHidScanner = (onScan: (scan: Scan) => void): HidSeat | undefined => {
  const hid = useMemo(findHid, []);
  const [state, setState] = useState<HidState>({ kind: 'none' });
  const latest = useLatest(onScan);
  const opened = useRef<HidScanner | undefined>(undefined);
  useEffect(() => {
    if (!hid) return undefined;
    const begin = setTimeout(() => {
      opened.current = openHidScanner(hid, { onScan: (scan) => latest.current(scan), onState: setState });
    }, afterFirstScreenMs);
    return () => {
      clearTimeout(begin);
      opened.current?.close();
    };
  }, [hid, latest]);
  return useMemo(() => hid && { state, choose: () => void opened.current?.choose() }, [hid, state]);
};
