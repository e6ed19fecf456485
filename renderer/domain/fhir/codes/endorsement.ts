import { lookUp } from '../../kernel/look-up';

/** medicationrequest-endorsement: what the prescriber endorsed (eps.md 4). */
const endorsements: Readonly<Record<string, string>> = {
  ACBS: 'ACBS: Advisory Committee on Borderline Substances',
  AF: 'AF: artificial feeds',
  CC: 'CC: contraceptive',
  FS: 'FS: free supply, sexual health',
  SLS: 'SLS: selected list scheme',
};

export const endorsementWords = (code: string, display: string): string =>
  lookUp(endorsements, code) ?? (display || code);
