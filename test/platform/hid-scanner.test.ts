import { describe, expect, it } from 'vitest';
import type { Scan } from '../../renderer/domain/scanning/scan';
import type { HidState } from '../../renderer/domain/scanning/scanner';
import { openHidScanner, type Hid, type HidDevice } from '../../renderer/platform/hid-scanner';
import { hidReports, honeywellLike } from '../support/hid';

const id = '24F5DA-A83008-7EFE6Z';
type Fake = HidDevice & { readonly scan: (text: string) => void; readonly ears: () => number };

const aDevice = (productName = 'Scanner 1', open: () => Promise<void> = () => Promise.resolve()): Fake => {
  const ears = new Set<Parameters<HidDevice['addEventListener']>[1]>();
  let opened = false;
  return {
    productName,
    collections: honeywellLike,
    get opened() {
      return opened;
    },
    open: async () => {
      await open();
      opened = true;
    },
    close: () => {
      opened = false;
      return Promise.resolve();
    },
    addEventListener: (_type, heed) => void ears.add(heed),
    removeEventListener: (_type, heed) => void ears.delete(heed),
    scan: (text) => {
      for (const bytes of hidReports(text))
        for (const heed of ears) heed({ reportId: 2, data: new DataView(bytes.buffer), timeStamp: 0 });
    },
    ears: () => ears.size,
  };
};

/** A computer with `granted` scanners; `offers` are given when asked for. */
const aComputer = (granted: readonly HidDevice[], offers: readonly HidDevice[] | Error = []) => {
  const ears: { type: string; heed: (event: { device: HidDevice }) => void; signal: AbortSignal }[] = [];
  const hid: Hid = {
    getDevices: () => Promise.resolve(granted),
    requestDevice: () => (offers instanceof Error ? Promise.reject(offers) : Promise.resolve(offers)),
    addEventListener: (type, heed, { signal }) => void ears.push({ type, heed, signal }),
  };
  const tell = (wanted: string, device: HidDevice) => {
    for (const { type, heed, signal } of ears) if (type === wanted && !signal.aborted) heed({ device });
  };
  const scans: Scan[] = [];
  const states: HidState[] = [];
  const scanner = openHidScanner(hid, {
    onScan: (scan) => scans.push(scan),
    onState: (state) => states.push(state),
  });
  return { scanner, scans, states, tell, settled: () => new Promise<void>((done) => setImmediate(done)) };
};

describe('the HID scanners of this computer', () => {
  it('[SCN-16] one that may be used is taken up at the start, unplugged, and taken up again', async () => {
    const device = aDevice();
    const { scans, states, tell, settled } = aComputer([device]);
    await settled();
    device.scan(id);
    expect(scans).toEqual([{ kind: 'prescription', id }]);
    tell('disconnect', device);
    const again = aDevice();
    tell('connect', again);
    await settled();
    again.scan(id);
    expect(scans).toHaveLength(2);
    expect(states.map(({ kind }) => kind)).toEqual(['connected', 'unplugged', 'connected']);
    expect(device.ears()).toBe(0);
  });

  it('[SCN-16] of two, the one that stays is named', async () => {
    const [one, two] = [aDevice('One'), aDevice('Two')];
    const { states, tell, settled } = aComputer([one, two]);
    await settled();
    tell('disconnect', two);
    expect(states.at(-1)).toEqual({ kind: 'connected', name: 'One' });
    tell('disconnect', one);
    expect(states.at(-1)).toEqual({ kind: 'unplugged', name: 'One' });
  });

  it('[SCN-16] asked for one: taken up, or it is said that there is none', async () => {
    const device = aDevice('');
    const found = aComputer([], [device]);
    await found.scanner.choose();
    expect(found.states).toEqual([{ kind: 'connected', name: 'HID scanner' }]);
    for (const offers of [[], new Error('no gesture')]) {
      const { scanner, states } = aComputer([], offers);
      await scanner.choose();
      expect(states).toEqual([{ kind: 'refused', why: 'not-found' }]);
    }
  });

  it('[SCN-16] one that does not open is said to be so, and may be tried again', async () => {
    let busy = true;
    const device = aDevice('Busy', () => (busy ? Promise.reject(new Error('busy')) : Promise.resolve()));
    const { scanner, states, settled } = aComputer([device], [device]);
    await settled();
    expect(states).toEqual([{ kind: 'refused', why: 'not-opened' }]);
    busy = false;
    await scanner.choose();
    expect(states.at(-1)).toEqual({ kind: 'connected', name: 'Busy' });
  });

  it('[SCN-16] unplugged or closed while it opens, it is not connected', async () => {
    for (const end of ['unplug', 'close']) {
      let opened = (): void => undefined;
      const device = aDevice('Slow', () => new Promise((done) => (opened = done)));
      const { scanner, states, tell, settled } = aComputer([device]);
      await settled();
      if (end === 'close') scanner.close();
      else tell('disconnect', device);
      opened();
      await settled();
      expect(states.map(({ kind }) => kind)).toEqual(end === 'close' ? [] : ['unplugged']);
      expect(device.ears()).toBe(0);
      expect(device.opened).toBe(false);
    }
  });

  it('[SCN-16] closed, it hears nothing more', async () => {
    const device = aDevice();
    const { scanner, scans, tell, settled } = aComputer([device]);
    await settled();
    scanner.close();
    device.scan(id);
    const other = aDevice();
    tell('connect', other);
    await settled();
    other.scan(id);
    expect(scans).toEqual([]);
    expect(device.opened).toBe(false);
  });
});
