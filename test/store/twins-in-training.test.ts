import { describe, expect, it } from 'vitest';
import { scriptsOfFile } from '../../electron/training/prescribe';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { looksLikeTwin } from '../../renderer/domain/reissue/rule';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { aSite, now, received } from '../support/builders';
import { seeds } from '../support/seeds';

describe('false alarms', () => {
  it('[RSU-9] no two scripts of the training pharmacy are taken for one supply', () => {
    const states = scriptsOfFile(seeds, { ods: aSite.ods, now }).flatMap((script): PrescriptionState[] => {
      const read = readPrescriptionBundle(script.bundle, { releaseResponseId: 'r', signature: 'passed' });
      return read.kind === 'script' ? [{ ...received(), prescription: read.prescription }] : [];
    });
    const alarms = states.flatMap((state, i) =>
      states
        .slice(0, i)
        .filter((other) => looksLikeTwin(state, other))
        .map(
          (other) =>
            `${state.prescription.shortId} ${other.prescription.shortId} ${state.prescription.patient.family}`,
        ),
    );
    expect(states.length).toBeGreaterThan(60);
    expect(alarms).toEqual([]);
  });
});
