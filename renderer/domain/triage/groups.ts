import { assertNever } from '../kernel/assert-never';
import type { Reason, Waiting } from './model';
import type { NeedPlan } from './need';

/** Scripts with the same first reason, under one heading. */
export type NeedGroup<T> = {
  readonly title: string;
  /** False where nothing makes them stand before others. */
  readonly urgent: boolean;
  readonly scripts: readonly T[];
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const titleOf = (reason: Reason | undefined): string => {
  if (reason === undefined) return 'All else';
  switch (reason.kind) {
    case 'owed':
      return 'Owed';
    case 'ends':
      return reason.days === 0 ? 'Due today' : 'Expires within 3 days';
    case 'expired':
      return 'Item expired';
    case 'urgent':
      return capital(reason.name);
    case 'unsure':
      return 'In doubt';
    default:
      return assertNever(reason);
  }
};

/** [TRI-11] Every script once, in the order it came in, under the reason that weighs most. */
export const groupByNeed = <T extends Waiting>(
  inOrder: readonly T[],
  { reasonsOf }: Pick<NeedPlan, 'reasonsOf'>,
): readonly NeedGroup<T>[] => {
  // A kind of the pharmacy's own list may be named like one of ours.
  const groups = new Map<string, { title: string; urgent: boolean; scripts: T[] }>();
  for (const script of inOrder) {
    const [first] = reasonsOf(script);
    const title = titleOf(first);
    const code = `${first?.kind ?? ''} ${title}`;
    const group = groups.get(code) ?? { title, urgent: first !== undefined, scripts: [] };
    groups.set(code, group);
    group.scripts.push(script);
  }
  return [...groups.values()];
};
