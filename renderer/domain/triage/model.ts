/** One kind of medicine that cannot wait: by words in its name, or by dm+d codes. */
export type CriticalClass = {
  readonly name: string;
  /** Beginnings of words in a medicine's name. */
  readonly words: readonly string[];
  readonly codes: readonly string[];
};
