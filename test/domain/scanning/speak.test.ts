import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingCodes } from '../../../renderer/domain/labels/training-codes';
import { asPrescriptionId } from '../../../renderer/domain/kernel/ids';
import { learn } from '../../../renderer/domain/scanning/learn';
import type { Keystroke } from '../../../renderer/domain/scanning/stroke';
import { unknownScanner, type ScannerWays } from '../../../renderer/domain/scanning/scanner';
import { speak } from '../../../renderer/domain/scanning/speak';
import { anId, press } from '../../support/keys';

const id = anId('24F5DAA830087EFE6');
const ways: fc.Arbitrary<ScannerWays> = fc.record({
  prefix: fc.constantFrom<readonly string[]>([], ['~'], ['F9', '#']),
  suffix: fc.constantFrom<readonly string[]>([], ['Enter'], ['Tab'], ['$']),
  meant: fc.constantFrom<ScannerWays['meant']>({}, { ß: '-', '`': '+', Y: 'Z', Z: 'Y', y: 'z', z: 'y' }),
  separator: fc.constantFrom<readonly string[]>(['F8'], ['Alt+0', 'Alt+2', 'Alt+9'], ['Ctrl+]']),
  gapMs: fc.integer({ min: 40, max: 150 }),
});
const scanned = (text: string, known: ScannerWays, where: Keystroke['where']) =>
  press(
    speak(text, known).map((token) => ({ token, afterMs: 1 })),
    where,
    known,
  );
const kindsInOrder = ['prescription-wrong', 'bag', 'prescription', 'product', 'product', 'unknown'];

describe('the training scanner', () => {
  it('[SCN-14] speaks as the scanner of this computer does, and is heard by the same recogniser', () => {
    fc.assert(
      fc.property(ways, fc.constantFrom<Keystroke['where']>('field', 'elsewhere'), (known, where) => {
        expect(scanned(id, known, where)).toMatchObject({
          scans: [{ kind: 'prescription', id }],
          reached: '',
        });
      }),
    );
  });

  it('[SCN-14] each code is what its name says, however the scanner speaks', () => {
    fc.assert(
      fc.property(ways, (known) => {
        const kinds = trainingCodes(asPrescriptionId(id))
          .slice(0, 6)
          .map(({ text }) => scanned(text, known, 'elsewhere').scans.map(({ kind }) => kind));
        expect(kinds).toEqual(kindsInOrder.map((kind) => [kind]));
      }),
    );
  });

  it('[SCN-9] [SCN-14] its set-up codes teach what is known already', () => {
    fc.assert(
      fc.property(ways, (known) => {
        const codes = trainingCodes(undefined).slice(-2);
        const learned = codes.map(({ text }) =>
          learn(
            speak(text, known).map((token, i) => ({
              token,
              at: i,
              where: 'elsewhere',
              capsLock: false,
              human: false,
            })),
            known,
          ),
        );
        const suffix = known.suffix.length === 0 ? ['Enter'] : known.suffix;
        expect(learned).toMatchObject([
          { kind: 'learned', ways: { prefix: known.prefix, suffix, meant: known.meant } },
          { kind: 'learned', ways: { separator: known.separator } },
        ]);
      }),
    );
    expect(speak(id, unknownScanner)).toEqual([...id, 'Enter']);
  });
});
