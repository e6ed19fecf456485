import { describe, expect, it } from 'vitest';
import { asItStands, asSaved, findDraft, noDraft, type Drafts } from '../../renderer/ui/drafts';

const left = (): Drafts => new Map([['script a', { of: 'ready', what: 'this script', value: { part: 7 } }]]);

describe('[USR-15] what was filled in and not saved', () => {
  it('is there again for the same thing, and for no other', () => {
    expect(findDraft(left(), 'script a')).toMatchObject({ kind: 'held', value: { part: 7 }, isBack: true });
    expect(findDraft(left(), 'script b')).toEqual(noDraft);
    const held = findDraft(left(), 'script a');
    expect(asItStands(held, 'ready')).toBe(held);
  });

  it('counts for nothing once what it is about stands otherwise, and stays gone', () => {
    const gone = asItStands(findDraft(left(), 'script a'), 'part-supplied');
    expect(gone).toEqual({ kind: 'gone' });
    expect(asItStands(gone, 'ready')).toEqual({ kind: 'gone' });
  });

  it('is not missed where it was saved, whether that shows before the answer or after it', () => {
    const held = findDraft(left(), 'script a');
    expect(asItStands(asSaved(held), 'ready')).toMatchObject({ kind: 'held', value: { part: 7 } });
    expect(asItStands(asSaved(held), 'part-supplied')).toEqual(noDraft);
    expect(asSaved(asItStands(held, 'part-supplied'))).toEqual(noDraft);
  });
});
