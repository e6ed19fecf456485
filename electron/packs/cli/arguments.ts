/** Something the person at the keyboard can put right. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
}

export type Arguments = {
  readonly command: string;
  readonly rest: readonly string[];
  /** The value of `--name value`, or undefined. */
  readonly given: (name: string) => string | undefined;
  readonly needed: (name: string) => string;
  readonly has: (name: string) => boolean;
};

const flags: readonly string[] = ['json', 'entries'];

export const readArguments = (argv: readonly string[]): Arguments => {
  const [command = '', ...words] = argv;
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const [, name, inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) rest.push(word);
    else if (inline !== undefined) values.set(name, inline);
    else if (flags.includes(name) && command !== 'make') values.set(name, '');
    else {
      i += 1;
      const value = words[i];
      if (value === undefined) throw new Wrong(`--${name} needs a value.`);
      values.set(name, value);
    }
  }
  const given = (name: string): string | undefined => values.get(name);
  return {
    command,
    rest,
    given,
    has: (name) => values.has(name),
    needed: (name) => {
      const value = given(name);
      if (value === undefined || value === '') throw new Wrong(`--${name} is needed.`);
      return value;
    },
  };
};
