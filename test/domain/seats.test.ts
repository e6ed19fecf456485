import { describe, expect, it } from 'vitest';
import type { Place } from '../../renderer/app/places';
import { firstPlace } from '../../renderer/app/places';
import { dropLeft, goTo, keepLeft, leaveSeat, takeSeat, type Seats } from '../../renderer/app/seats';
import { asUserId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PersonView } from '../../renderer/usecases/views';

const named = (name: string): PersonView => ({ userId: asUserId(name), name, role: 'pharmacist' });
const [priya, tom, grace] = [named('Priya Shah'), named('Tom Reed'), named('Grace Owusu')];
const at = asInstant(1_000);
const form: Place = { kind: 'registers', at: { kind: 'new-supply' } };

/** Priya, who went to a form and locked the screen over it. */
const locked = (what: string | undefined): Seats => {
  const here = takeSeat([], priya);
  return leaveSeat(goTo(here, here[0]?.id, form, undefined), what, at);
};

describe('seats', () => {
  it('[DRL-7] who comes into a drill is at its own screen first, and where they were afterwards', () => {
    const first = firstPlace(true);
    const here = takeSeat([], priya, first);
    expect(here[0]?.place).toEqual({ kind: 'drill' });
    const gone = leaveSeat(goTo(here, here[0]?.id, firstPlace(false), undefined), undefined, at);
    expect(takeSeat(gone, priya, first)[0]?.place).toEqual({ kind: 'today' });
  });

  it('[USR-11] who is back first finds the same screen, and nothing is asked', () => {
    const before = locked('this entry');
    const back = takeSeat(before, priya);
    expect(back).toEqual([
      { id: before[0]?.id, person: priya, place: form, stands: true, drafts: new Map() },
    ]);
  });

  it('[USR-11] with nothing unsaved one is back at the same place, on a screen of its own', () => {
    const before = locked(undefined);
    const [back, ...others] = takeSeat(before, priya);
    expect(back?.place).toEqual(form);
    expect(back?.id).not.toBe(before[0]?.id);
    expect(others).toEqual([]);
  });

  it('[USR-11] somebody else has a clean screen, and what was left is kept beside it', () => {
    const [toms, kept] = takeSeat(locked('this entry'), tom);
    expect(toms).toMatchObject({ person: tom, place: { kind: 'today' } });
    expect(toms?.left).toBeUndefined();
    expect(kept).toMatchObject({ person: priya, place: form, left: { what: 'this entry', at } });
    expect(toms?.id).not.toBe(kept?.id);
  });

  it('[USR-15] what was filled in elsewhere is there again for whoever left it, while nobody else signs in', () => {
    const write = (seats: Seats): Seats => {
      seats[0]?.drafts.set('script a', { of: 'ready', what: 'this script', value: 7 });
      return seats;
    };
    const drafts = (seats: Seats) => seats[0]?.drafts.size;
    expect(drafts(takeSeat(leaveSeat(write(takeSeat([], priya)), undefined, at), priya))).toBe(1);
    for (const what of [undefined, 'this entry']) {
      const left = leaveSeat(write(takeSeat([], priya)), what, at);
      expect(drafts(takeSeat(left, priya))).toBe(1);
      const toms = takeSeat(left, tom);
      expect(drafts(toms)).toBe(0);
      expect(drafts(takeSeat(leaveSeat(toms, undefined, at), priya))).toBe(0);
    }
    // What is said of it goes with it, and is nobody else's.
    const here = takeSeat([], priya);
    const gone = goTo(write(here), here[0]?.id, { kind: 'today' }, { what: 'this script', place: form });
    const behind = (seats: Seats) => seats[0]?.behind?.what;
    expect(behind(takeSeat(leaveSeat(gone, undefined, at), priya))).toBe('this script');
    const others = leaveSeat(takeSeat(leaveSeat(gone, 'this note', at), tom), undefined, at);
    expect([behind(others), behind(takeSeat(others, priya))]).toEqual([undefined, undefined]);
    expect(behind(goTo(gone, gone[0]?.id, form, undefined))).toBeUndefined();
    // Thrown away with what is on the screen.
    expect(drafts(dropLeft(leaveSeat(write(takeSeat([], priya)), 'this entry', at)))).toBe(0);
  });

  it('[USR-11] what nobody left unsaved is not kept for anybody', () => {
    expect(takeSeat(locked(undefined), tom)).toHaveLength(1);
  });

  it('[USR-11] once others signed in, who left it is told who, each once, and answers', () => {
    let seats = locked('this entry');
    for (const other of [tom, grace, tom]) seats = leaveSeat(takeSeat(seats, other), undefined, at);
    const back = takeSeat(seats, priya);
    expect(back[0]?.left).toEqual({ what: 'this entry', at, since: ['Tom Reed', 'Grace Owusu'] });
    expect(keepLeft(back)[0]).toEqual({
      ...{ id: seats.at(-1)?.id, person: priya, place: form, stands: true },
      drafts: new Map(),
    });
    const [anew] = dropLeft(back);
    expect(anew).toMatchObject({ person: priya, place: { kind: 'today' } });
    expect(anew?.id).not.toBe(back[0]?.id);
    expect(anew?.left).toBeUndefined();
  });

  it('[USR-11] a question that was not answered is asked again, and each person keeps their own', () => {
    const toms = leaveSeat(takeSeat(locked('this entry'), tom), 'this note', at);
    const unanswered = leaveSeat(takeSeat(toms, priya), 'this entry', at);
    const again = takeSeat(unanswered, priya);
    expect(again[0]?.left?.since).toEqual(['Tom Reed']);
    expect(again[1]).toMatchObject({ person: tom, left: { what: 'this note', since: ['Priya Shah'] } });
  });

  it('[USR-11] an entry that is saved late leads on at its own seat only', () => {
    const seats = takeSeat(locked('this entry'), tom);
    const late = goTo(seats, seats[1]?.id, { kind: 'desk' }, undefined);
    expect(late.map(({ place }) => place.kind)).toEqual(['today', 'desk']);
  });
});
