import type { PatientId } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import type { Patient } from '../prescriptions/model';

/** Something that a patient does not bear, in the pharmacy's own words; `reaction` is empty where nobody said. */
export type Allergy = { readonly substance: string; readonly reaction: string };

/** What was answered when somebody asked. Stored: do not rename, only add. */
export type Allergies =
  { readonly kind: 'none-known' } | { readonly kind: 'known'; readonly list: readonly Allergy[] };

export type Said = { readonly at: Instant; readonly by: string };

/** What this pharmacy knows of a patient beside their scripts. What is absent was never asked. Fold of its events. */
export type PatientRecord = {
  readonly id: PatientId;
  /** As they were known when something was last written down. */
  readonly patient: Patient;
  readonly allergies?: Allergies & Said;
  readonly note?: Said & { readonly text: string };
  /** [PAT-13] Wordings of scripts of which somebody said that they are of one person. */
  readonly same?: Said & { readonly wordings: readonly Patient[] };
};
