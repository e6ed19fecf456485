import type { IssueKey } from '../kernel/ids';
import type { Scan } from '../scanning/scan';
import type { Scanned } from './scan-words';

const titles: Readonly<Record<Scan['kind'], string>> = {
  prescription: 'NOT TAKEN',
  'prescription-wrong': 'NOT A VALID ID',
  product: 'A MEDICINE PACK',
  bag: 'A BAG',
  'user-card': 'A PERSON’S CARD',
  unknown: 'NOT A CODE WE KNOW',
};

/** What of a code is shown; a person’s card is not. */
const shownOf = (scan: Scan): string => {
  switch (scan.kind) {
    case 'prescription':
      return scan.id;
    case 'prescription-wrong':
    case 'unknown':
      return scan.text.slice(0, 40);
    case 'product':
      return scan.gtin;
    case 'bag':
      return scan.code;
    case 'user-card':
      return '';
  }
};

/** [DSK-20] The desk’s answer to a scan that its rows have none for. */
export const sayOther = (
  scan: Scan,
  look: 'attention' | 'refused',
  sentence: string,
  next: string,
): Scanned => ({ look, title: titles[scan.kind], id: shownOf(scan), who: '', sentence, next });

/** A bag of a script that is here. */
export const sayBag = (scan: Scan, key: IssueKey): Scanned => ({
  ...sayOther(scan, 'attention', 'Its script is here.', 'Open it, or scan the barcode of a prescription.'),
  key,
});
