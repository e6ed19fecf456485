import { isPrescriptionOrder, readPrescriptionBundle, type ReadScript } from '../domain/fhir/read-bundle';
import { readRelease } from '../domain/fhir/read-release';

/** What the program makes of one file. */
export type FileVerdict =
  | { readonly kind: 'read'; readonly warnings: readonly string[] }
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly reason: string };

const fromScripts = (scripts: readonly ReadScript[]): FileVerdict => {
  const unusable = scripts.find((script) => script.kind === 'unusable');
  if (unusable?.kind === 'unusable') return { kind: 'refused', reason: unusable.sentence };
  const warnings = scripts.flatMap((script) =>
    script.kind === 'script'
      ? script.prescription.warnings.map((warning) => `${warning.code}: ${warning.sentence}`)
      : [],
  );
  return { kind: 'read', warnings };
};

/** [FHIR-12] A prescription-order message or a release answer is read as the program would; all else is `other`. */
export const judgeText = (text: string): FileVerdict => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'refused', reason: 'The file is no JSON, or it is cut short.' };
  }
  if (isPrescriptionOrder(json))
    return fromScripts([
      readPrescriptionBundle(json, { releaseResponseId: 'conformance', signature: 'passed' }),
    ]);
  const release = readRelease(json);
  return release.kind === 'scripts' && release.scripts.length > 0
    ? fromScripts(release.scripts)
    : { kind: 'other' };
};
