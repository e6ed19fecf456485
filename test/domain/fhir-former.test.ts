import { describe, expect, it } from 'vitest';
import { changed, script, type Json } from '../support/changed-bundle';
import { type ScriptSpec } from '../support/fhir';

describe('former names', () => {
  it('[FHIR-26] long form id, type and counters are read by the names that NHS gave them before 2021', () => {
    const spec: ScriptSpec = { therapy: 'continuous-repeat-dispensing' };
    const counted = (...extension: readonly Json[]) =>
      changed(
        'MedicationRequest',
        (request) => ({
          ...request,
          extension: [
            ...(request.extension as Json[]),
            {
              url: 'https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
              extension,
            },
          ],
        }),
        spec,
      );
    const before = counted(
      { url: 'numberOfRepeatPrescriptionsAllowed', valueUnsignedInt: 6 },
      { url: 'numberOfRepeatPrescriptionsIssued', valueUnsignedInt: 2 },
    );
    const named = JSON.parse(
      JSON.stringify(before)
        .replaceAll('StructureDefinition/Extension-DM-P', 'R4/StructureDefinition/Extension-P')
        .replaceAll('Extension-PrescriptionType', 'Extension-prescriptionType'),
    ) as unknown; // as it came
    expect(script(named)).toEqual(script(before));
    expect(script(named)).toMatchObject({ issue: 2, issues: 6, type: { code: '0101' } });
    expect(script(named).longId).not.toBe('');
  });
});
