import { readFileText } from './scripts-of';

/** What the program makes of one file. */
export type FileVerdict =
  | { readonly kind: 'read'; readonly warnings: readonly string[] }
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly reason: string };

/** [FHIR-12] A prescription-order message or a release answer is read as the program would; all else is `other`. */
export const judgeText = (text: string | undefined): FileVerdict => {
  const file = readFileText(text);
  switch (file.kind) {
    case 'unreadable':
      return { kind: 'refused', reason: file.sentence };
    case 'other':
      return file;
    case 'scripts': {
      const unusable = file.read.find((script) => script.kind === 'unusable');
      if (unusable?.kind === 'unusable') return { kind: 'refused', reason: unusable.sentence };
      const warnings = file.found.flatMap(({ prescription }) =>
        prescription.warnings.map((warning) => `${warning.code}: ${warning.sentence}`),
      );
      return { kind: 'read', warnings };
    }
  }
};
