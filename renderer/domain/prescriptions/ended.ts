import { asInstant, type Instant } from '../kernel/instant';
import { itemEnd } from './allowed';
import type { Item, Prescription } from './model';
import { lineIsOpen } from './supplied';

/** How a whole script ended; `closed` where its items ended each in its way. */
export type ScriptEnd = 'cancelled' | 'expired' | 'closed';

const asItCame = { supplies: [] };

/** [PRX-19] Items of a script as it came from which something may be supplied. */
export const suppliable = ({ items }: Prescription, now: Instant): readonly Item[] =>
  items.filter((item) => lineIsOpen(asItCame, item) && itemEnd(item, now) === undefined);

/** [PRX-19] A script has ended when each of its items has; while one can be supplied it has not. */
export const endOfUnsupplied = (prescription: Prescription, now: Instant): ScriptEnd | undefined => {
  if (suppliable(prescription, now).length > 0) return undefined;
  const [first, ...others] = new Set(prescription.items.map((item) => itemEnd(item, now) ?? 'closed'));
  return first === undefined || others.length > 0 ? 'closed' : first;
};

/**
 * [PRX-19] From when on nothing of a script as it came can be supplied, and how that comes: `now` where that is so
 * already, undefined where some item of it has no last day.
 */
export const endsUnsupplied = (
  prescription: Prescription,
  now: Instant,
): { readonly at: Instant; readonly how: ScriptEnd } | undefined => {
  const days = suppliable(prescription, now).map(({ expiresAt }) => expiresAt ?? Infinity);
  const last = Math.max(...days);
  if (last === Infinity) return undefined;
  const at = days.length === 0 ? now : asInstant(last + 1);
  const how = endOfUnsupplied(prescription, at);
  return how && { at, how };
};
