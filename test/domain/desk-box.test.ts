import { describe, expect, it } from 'vitest';
import { decideBoxKey, heldBack, nameIn } from '../../renderer/domain/desk/box-keys';

/** What the keys of a word come to, one directly behind the other, until the search has them. */
const typed = (word: string, commands: string): readonly string[] => {
  const told: string[] = [];
  let waiting = '';
  for (const key of word) {
    const meant = decideBoxKey(key, waiting, commands.includes(key.toLowerCase()));
    told.push(meant.kind === 'search' ? `search ${meant.text}` : meant.kind);
    if (meant.kind === 'search' || meant.kind === 'type') break;
    waiting = key;
  }
  return told;
};

describe('what a letter in the desk’s box means', () => {
  const commands = 'uoqlsmpkraxt/';

  it('[DSK-19] a surname that begins with a command’s letter is looked for, and nothing is done', () => {
    expect(typed('Smith', commands)).toEqual(['wait', 'search Sm']);
    expect(typed('Patel', commands)).toEqual(['wait', 'search Pa']);
    expect(typed('Uddin', commands)).toEqual(['wait', 'search Ud']);
    expect(typed('Özil', commands)).toEqual(['search Ö']);
    expect(typed('Jones', commands)).toEqual(['search J']);
  });

  it('[DSK-19] a letter alone is a command, other keys act at once, and what begins an id is text', () => {
    expect(decideBoxKey('u', '', true)).toEqual({ kind: 'wait' });
    expect(decideBoxKey('ArrowDown', '', true)).toEqual({ kind: 'act' });
    expect(decideBoxKey('/', 's', true)).toEqual({ kind: 'act' });
    expect(decideBoxKey('Tab', '', false)).toEqual({ kind: 'type' });
    for (const key of '0123456789abcdefABCDEF') expect(decideBoxKey(key, '', true)).toEqual({ kind: 'type' });
    expect(decideBoxKey('2', 'u', false)).toEqual({ kind: 'type' });
  });

  it('[SCN-3] every letter that acts or searches is held back until it begins no scan', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz')
      for (const acts of [true, false])
        expect(heldBack.includes(letter)).toBe(decideBoxKey(letter, '', acts).kind !== 'type');
  });

  it('[DSK-19] a whole name that begins like an id is looked for by Enter', () => {
    expect(['AHMED', 'BRADLE-Y', "D'Arcy Ann "].map(nameIn)).toEqual(['AHMED', 'BRADLEY', "D'Arcy Ann"]);
    expect(['24F5DA-A83008-7EFE6Z', '24f5', 'F00BAA', ' '].map(nameIn)).toEqual(Array(4).fill(undefined));
  });
});
