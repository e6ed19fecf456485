import type { Session } from 'electron';

/** HID Point of Sale Usage Tables: the page of barcode scanners. */
const scannerPage = 0x8c;

type Device = { readonly collections?: readonly { readonly usagePage?: number }[] };

/** [SCN-17] Older runtimes say nothing of a device's collections: such a device is none. */
export const isHidScanner = ({ collections = [] }: Device): boolean =>
  collections.some(({ usagePage }) => usagePage === scannerPage);

/** [SCN-17] Origins come with and without the slash at their end. */
export const mayUseHid = (permission: string, asking: string, origin: string): boolean =>
  permission === 'hid' && asking.replace(/\/$/, '') === origin;

/** [SCN-17] The first scanner of the list; the empty word gives none. */
export const chooseHidScanner = (devices: readonly (Device & { readonly deviceId: string })[]): string =>
  devices.find(isHidScanner)?.deviceId ?? '';

/** [SCN-17] `origin` may use barcode scanners, and no other device and nobody else. */
export const allowHidScanners = (session: Session, origin: string): void => {
  session.setDevicePermissionHandler(
    ({ deviceType, device, origin: asking }) =>
      mayUseHid(deviceType, asking, origin) && isHidScanner('collections' in device ? device : {}),
  );
  session.on('select-hid-device', (event, { deviceList }, answer) => {
    event.preventDefault();
    answer(chooseHidScanner(deviceList));
  });
};
