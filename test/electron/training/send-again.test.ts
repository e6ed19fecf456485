import { describe, expect, it } from 'vitest';
import { prescriptionIdIsRight } from '../../../electron/training/check-digits';
import { readPrescriptionBundle } from '../../../renderer/domain/fhir/read-bundle';
import { looksLikeTwin } from '../../../renderer/domain/reissue/rule';
import { received } from '../../support/builders';
import { aSpine } from '../../support/world';

describe('a script that is sent again', () => {
  it('[TSP-22] has the same patient and items under ids of its own, and waits to be downloaded', () => {
    const spine = aSpine(1);
    const [first] = spine.scripts();
    if (!first) throw new Error('no script');
    const shortId = spine.sendAgain(first.shortId);
    expect(prescriptionIdIsRight(shortId)).toBe(true);
    expect(spine.sendAgain('24F5DA-A83008-7EFE6Z')).toBe('');
    const again = spine.scripts().find((one) => one.shortId === shortId);
    const state = (bundle: unknown) => {
      const read = readPrescriptionBundle(bundle, { releaseResponseId: 'r', signature: 'passed' });
      if (read.kind !== 'script') throw new Error(read.sentence);
      return { ...received(), prescription: read.prescription };
    };
    const [one, two] = [state(first.bundle), state(again?.bundle)];
    expect(two.prescription.key).not.toBe(one.prescription.key);
    expect(two.prescription.patient).toEqual(one.prescription.patient);
    expect(looksLikeTwin(two, one)).toBe(true);
    expect(again?.status).toBe('0001');
    const ids = new Set(two.prescription.items.map(({ itemId }) => itemId));
    expect(one.prescription.items.some(({ itemId }) => ids.has(itemId))).toBe(false);
  });
});
