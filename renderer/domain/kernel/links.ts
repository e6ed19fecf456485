import type { IssueKey, PrescriptionId } from './ids';

/** By what a sealed list finds what it knows of a script: by its key, or by its id. Stored (blind): do not rename. */
export const keyLink = (key: IssueKey): string => `key|${key}`;
export const idLink = (id: PrescriptionId): string => `id|${id}`;
