import type { PrescriptionId } from '../kernel/ids';
import { gs } from '../scanning/gs1';
import { setUpPackText, setUpText } from '../scanning/learn';
import { ownCodeText } from '../scanning/own-codes';
import { bagCodeOf } from './bag-label';

export type TrainingCode = { readonly name: string; readonly text: string };

const other = (char: string): string => (char === '7' ? '8' : '7');
/** As a worn label is read: one character is another. */
const worn = (id: string): string => `${id.slice(0, 3)}${other(id[3] ?? '')}${id.slice(4)}`;

/** [SCN-14] Codes to practise with beside the scripts: those that go wrong, a bag, packs, the set-up codes. */
export const trainingCodes = (script: PrescriptionId | undefined): readonly TrainingCode[] => [
  ...(script === undefined
    ? []
    : [
        { name: 'The first script, from a worn label', text: worn(script) },
        { name: 'The bag of the first script', text: ownCodeText({ kind: 'bag', code: bagCodeOf(script) }) },
      ]),
  { name: 'A script that is not here', text: '24F5DA-A83008-7EFE6Z' },
  { name: 'A pack in date', text: `01050123456789001799123110T1${gs}21SERIAL1` },
  { name: 'A pack that has expired', text: `01050123456789001720013110T2${gs}21SERIAL2` },
  { name: 'A code of something else', text: 'LOYALTY-CARD-4711' },
  { name: 'Set-up code 1', text: setUpText },
  { name: 'Set-up code 2, square', text: setUpPackText },
];
