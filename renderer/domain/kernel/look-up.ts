/** What a table says of a word from outside; words such as `constructor` find nothing, unlike with `[]`. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
