/**
 * Where nominated scripts are given (eps.md 1.0, 1.1): at the path where all else is asked for, or, as NHS's proxy has
 * it since April 2026, at one of their own, to the application's own token alone.
 */
export type NominatedAt = 'common' | 'unattended';

/** What a path gives out: all, what a person asks for by its id, or what is nominated. */
export type Gives = 'all' | 'by-id' | 'nominated';

const common = '/FHIR/R4/Task/$release';
const unattended = '/FHIR/R4/Task/$release-unattended';

/** [TSP-35] Undefined where no scripts are given. */
export const givesAt = (path: string, nominatedAt: NominatedAt): Gives | undefined => {
  if (path === common) return nominatedAt === 'common' ? 'all' : 'by-id';
  return path === unattended && nominatedAt === 'unattended' ? 'nominated' : undefined;
};
