import { describe, expect, it } from 'vitest';
import { chooseHidScanner, isHidScanner, mayUseHid } from '../../electron/hid';

const of = (deviceId: string, ...pages: number[]) => ({
  deviceId,
  collections: pages.map((usagePage) => ({ usagePage })),
});

describe('who may use which HID device', () => {
  it('[SCN-17] only the program’s own page, and only HID', () => {
    const own = 'app://holdfast';
    expect(mayUseHid('hid', own, own)).toBe(true);
    expect(mayUseHid('hid', `${own}/`, own)).toBe(true);
    for (const other of ['app://sheet', 'https://holdfast', `${own}.example`, `${own}//`, '', 'null'])
      expect(mayUseHid('hid', other, own), other).toBe(false);
    for (const permission of ['usb', 'serial', 'media', 'geolocation', 'clipboard-read', ''])
      expect(mayUseHid(permission, own, own), permission).toBe(false);
  });

  it('[SCN-17] only a device on the page of barcode scanners', () => {
    expect(isHidScanner(of('a', 0x01, 0x8c))).toBe(true);
    for (const other of [of('a'), of('a', 0x01), of('a', 0x8d, 0xff00), {}, { collections: [{}] }])
      expect(isHidScanner(other)).toBe(false);
  });

  it('[SCN-17] the first scanner is chosen, and none where there is none', () => {
    expect(chooseHidScanner([of('keyboard', 1), of('one', 0x8c), of('two', 0x8c)])).toBe('one');
    expect(chooseHidScanner([of('keyboard', 1)])).toBe('');
    expect(chooseHidScanner([])).toBe('');
  });
});
