import type { FileRefused } from '../contract/files';

/** What was not done with a file or folder, and what to do next. */
export const refused = (sentence: string, next: string): FileRefused => ({ kind: 'refused', sentence, next });
