import { describe, expect, it } from 'vitest';
import { emptySentence } from '../../renderer/features/worklist/words';

describe('an empty worklist', () => {
  it('says when the next scripts may come, and how to have them at once', () => {
    expect(emptySentence('to-check', { next: '10:15', hitch: '' })).toBe(
      'Nothing to check. New scripts appear here after each download; the next is at 10:15. D downloads now.',
    );
  });

  it('says why none has come through, with what is to be done about it', () => {
    const hitch = 'Less than 512 MB are free on the disk, so nothing is downloaded.';
    expect(emptySentence('all', { next: '', hitch })).toBe(
      `No scripts yet. They appear here after the first download. None has come through yet: ${hitch} D downloads now.`,
    );
    expect(emptySentence('owed', { next: '', hitch })).toBe('Nothing is owed to a patient.');
  });

  it('[SET-4] offers no download beside another system, and promises no work that is never done there', () => {
    for (const tab of ['to-check', 'to-assemble', 'ready', 'all'] as const)
      expect(emptySentence(tab, 'none')).toMatch(/^No script is worked on here: your other system does that/);
  });

  it('[SET-6] says where a broker that is not set up yet is set up', () => {
    for (const tab of ['to-check', 'all'] as const)
      expect(emptySentence(tab, 'not-set-up')).toMatch(
        /No broker is set up yet, .* Settings \(F8\), Connection\. Until then they come out of recovery packs/,
      );
    expect(emptySentence('owed', 'not-set-up')).toBe('Nothing is owed to a patient.');
  });
});
