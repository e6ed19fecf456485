/**
 * Where nominated scripts are asked for: where all else is, or at the door that NHS has for them since 2026, which
 * lets in the program alone, with its own token and naming nobody.
 */
export type Door = 'common' | 'unattended';

type Answer = { readonly status: number; readonly bodyText: string | undefined };

/** What the common door says once it wants a person, and a script's id from each of them. */
const onlyPeople = /user-restricted access mode|required parameter group-identifier/i;
/** NHS's proxy says 500 of a path that it does not know, as of any trouble of its own (eps.md 1.0, 8). */
const noSuchDoor: readonly number[] = [404, 405, 500, 501];

/** [INB-18] The door to knock at next. One that says that it is the wrong one has not asked for anything. */
export const nextDoor = (door: Door, { status, bodyText = '' }: Answer): Door => {
  const sentAway = (status === 400 || status === 403) && onlyPeople.test(bodyText);
  if (door === 'common') return sentAway ? 'unattended' : door;
  return sentAway || noSuchDoor.includes(status) ? 'common' : door;
};
