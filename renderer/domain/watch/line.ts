import type { Instant } from '../kernel/instant';
import type { PartName, PartWatch, Watch } from './model';

/** The way to EPS as one line says it. */
export type LineStatus =
  | { readonly kind: 'unknown' }
  /** There is no broker yet that could be reached or not. */
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'online'; readonly sinceAt: Instant }
  | { readonly kind: 'offline'; readonly sinceAt: Instant; readonly reason: string };

/** The parts that a message passes on its way, the nearest first. */
const way: readonly PartName[] = ['network', 'broker', 'spine'];

/**
 * [CON-1] Online after an answer; offline since the first of the failures in a row, by the part that is nearest.
 * [SET-6] Neither where no broker is set up, whatever else fails.
 */
export const lineOf = ({ parts }: Watch): LineStatus => {
  if (parts.broker.health === 'absent') return { kind: 'not-set-up' };
  const failing = way.map((part) => parts[part]).filter(({ health }) => health === 'fails');
  const [nearest] = failing;
  if (nearest) {
    const sinceAt = failing.reduce((least, { sinceAt: at }) => (at < least ? at : least), nearest.sinceAt);
    return { kind: 'offline', sinceAt, reason: nearest.reason };
  }
  const { broker } = parts;
  return broker.health === 'works' ? { kind: 'online', sinceAt: broker.sinceAt } : { kind: 'unknown' };
};

const isBefore = (part: PartName): boolean => part === 'network' || part === 'broker';

const isUnseen = ({ health, reason }: PartWatch): boolean => health === 'unknown' && reason === '';

/**
 * [WAT-14] As a person sees the parts: of a Spine that worked when it was last seen, or was not seen yet, nothing
 * is said while what lies before it fails.
 */
export const shownParts = (parts: readonly PartWatch[]): readonly PartWatch[] => {
  const before = parts.find(({ part, health }) => isBefore(part) && health === 'fails');
  if (!before) return parts;
  return parts.map((one) =>
    one.part === 'spine' && (one.health === 'works' || isUnseen(one))
      ? { ...one, health: 'unknown', reason: 'Not reached while what lies before it fails' }
      : one,
  );
};
