import {
  hidLayouts,
  joinHidPart,
  readHidReport,
  readHidScan,
  scannerPage,
  type HidCollection,
  type HidWaiting,
} from '../domain/scanning/hid-pos';
import type { Scan } from '../domain/scanning/scan';
import type { HidState } from '../domain/scanning/scanner';

type ReportEvent = { readonly reportId: number; readonly data: DataView; readonly timeStamp: number };
type Heed<E> = (event: E) => void;

/** What we use of WebHID, of which TypeScript's own library knows nothing. */
export type HidDevice = {
  readonly productName: string;
  readonly collections: readonly HidCollection[];
  readonly opened: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  addEventListener(type: 'inputreport', heed: Heed<ReportEvent>): void;
  removeEventListener(type: 'inputreport', heed: Heed<ReportEvent>): void;
};
export type Hid = {
  getDevices(): Promise<readonly HidDevice[]>;
  requestDevice(options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }): Promise<readonly HidDevice[]>;
  addEventListener(
    type: 'connect' | 'disconnect',
    heed: Heed<{ readonly device: HidDevice }>,
    options: { readonly signal: AbortSignal },
  ): void;
};

export type HidScanner = { readonly choose: () => Promise<void>; readonly close: () => void };
type Listener = { readonly onScan: (scan: Scan) => void; readonly onState: (state: HidState) => void };

/** Undefined where this computer's runtime has no WebHID. */
export const findHid = (): Hid | undefined =>
  // TypeScript's library does not know it; what is read of it is typed above.
  typeof navigator !== 'undefined' && 'hid' in navigator ? (navigator.hid as Hid) : undefined;

/** Reports of one device, joined to scans. */
const reportsOf = (device: HidDevice, onScan: (scan: Scan) => void): Heed<ReportEvent> => {
  const layouts = hidLayouts(device.collections);
  let waiting: HidWaiting | undefined;
  return ({ reportId, data, timeStamp }) => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const part = readHidReport(layouts, reportId, bytes);
    if (!part) return;
    const heard = joinHidPart(waiting, part, timeStamp);
    waiting = heard.waiting;
    if (heard.scanned) onScan(readHidScan(heard.scanned));
  };
};

const nameOf = ({ productName }: HidDevice): string => productName || 'HID scanner';

/** [SCN-16] Takes up the HID scanners that this computer may use, as they come and go, until it is closed. */
export const openHidScanner = (hid: Hid, { onScan, onState }: Listener): HidScanner => {
  const listening = new Map<HidDevice, Heed<ReportEvent>>();
  const ending = new AbortController();
  const { signal } = ending;
  const leave = (device: HidDevice): boolean => {
    const heed = listening.get(device);
    if (heed) device.removeEventListener('inputreport', heed);
    return listening.delete(device);
  };
  const takeUp = async (device: HidDevice): Promise<void> => {
    if (signal.aborted || listening.has(device) || hidLayouts(device.collections).length === 0) return;
    const heed = reportsOf(device, onScan);
    listening.set(device, heed);
    try {
      if (!device.opened) await device.open();
    } catch {
      leave(device);
      if (!signal.aborted) onState({ kind: 'refused', why: 'not-opened' });
      return;
    }
    // Unplugged or closed while it was being opened.
    if (!listening.has(device)) return void device.close().catch(() => undefined);
    device.addEventListener('inputreport', heed);
    onState({ kind: 'connected', name: nameOf(device) });
  };
  const say = (device: HidDevice): void => {
    const other = [...listening.keys()].at(-1);
    onState(other ? { kind: 'connected', name: nameOf(other) } : { kind: 'unplugged', name: nameOf(device) });
  };
  hid.addEventListener('connect', ({ device }) => void takeUp(device), { signal });
  hid.addEventListener('disconnect', ({ device }) => (leave(device) ? say(device) : undefined), { signal });
  const takeUpAll = async (devices: readonly HidDevice[]): Promise<void> => {
    for (const device of devices) await takeUp(device);
  };
  void hid.getDevices().then(takeUpAll, () => undefined);
  return {
    choose: async () => {
      const chosen = await hid.requestDevice({ filters: [{ usagePage: scannerPage }] }).catch(() => []);
      await takeUpAll(chosen);
      if (!signal.aborted && listening.size === 0 && !chosen.some(({ opened }) => opened))
        onState({ kind: 'refused', why: chosen.length === 0 ? 'not-found' : 'not-opened' });
    },
    close: () => {
      ending.abort();
      for (const device of [...listening.keys()]) {
        leave(device);
        void device.close().catch(() => undefined);
      }
    },
  };
};
