/** Those that say something. */
export const filled = (words: readonly string[]): readonly string[] => words.filter((one) => one !== '');
