import type { HidCollection } from '../../renderer/domain/scanning/hid-pos';

const byte = (usages: readonly number[], reportCount: number) => ({ usages, reportSize: 8, reportCount });
/** Bytes of one report that a scan may take. */
const partSize = 56;

/** As Honeywell's scanners describe themselves: count, symbology, data, their own two bytes, eight flags. */
export const honeywellLike: readonly HidCollection[] = [
  {
    usagePage: 0x8c,
    inputReports: [],
    children: [
      {
        usagePage: 0x8c,
        inputReports: [
          {
            reportId: 2,
            items: [
              byte([0x0001003b], 1),
              byte([0x008c00fb, 0x008c00fc, 0x008c00fd], 3),
              byte([0x008c00fe], partSize),
              byte([0xff660004, 0xff660000], 2),
              { usages: [0x008c00ff], reportSize: 1, reportCount: 8 },
            ],
          },
        ],
      },
    ],
  },
];

/** No count, no symbology, no flag: 32 bytes of data, the rest zeros. */
export const plainScanner: readonly HidCollection[] = [
  { usagePage: 0x8c, inputReports: [{ reportId: 0, items: [byte([0x008c00fe], 32)] }] },
];

/** One report of a `honeywellLike` scanner. */
export const hidReport = (text: string, symbology = ']C0', continued = false): Uint8Array => {
  const bytes = new Uint8Array(4 + partSize + 3);
  bytes[0] = text.length;
  bytes.set(
    [...symbology, ...text].map((char) => char.charCodeAt(0)),
    1,
  );
  bytes[bytes.length - 1] = continued ? 1 : 0;
  return bytes;
};

/** All reports of one scan. */
export const hidReports = (text: string, symbology?: string): readonly Uint8Array[] => {
  const parts = text.match(/[^]{1,56}/g) ?? [];
  return parts.map((part, i) => hidReport(part, symbology, i < parts.length - 1));
};
