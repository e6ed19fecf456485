import { assertNever } from '../kernel/assert-never';
import type { Actor } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { checkClass, placeOfName, tidyClass } from './check-class';
import type { UrgentCommand } from './commands';
import { defaultUrgentList } from './default-list';
import type { TriageEvent } from './events';
import type { CriticalClass, UrgentList, UrgentMedicines } from './model';
import { leaders, needRole } from '../users/need-role';

type Decided = {
  readonly kind: 'decided';
  readonly events: readonly TriageEvent[];
  readonly sentence: string;
};

/** [TRI-5] The list that counts now. */
export const urgentListOf = (set: UrgentMedicines | undefined): UrgentList =>
  set?.classes ?? defaultUrgentList;

export const sameList = (a: UrgentList, b: UrgentList): boolean =>
  JSON.stringify(a.map(tidyClass)) === JSON.stringify(b.map(tidyClass));

/** [TRI-6] Whether somebody may change the list at all. */
export const mayChange = (by: Pick<Actor, 'name' | 'role'> | undefined): Refusal | undefined =>
  needRole(by, leaders, 'Saying which medicines cannot wait', 'TRI-6');

const gone = (name: string): Refusal =>
  refuse('KindGone', 'TRI-7', `${name} is not on the list any more.`, 'Look at the list and do it again.');

type Changed = { readonly kind: 'changed'; readonly list: UrgentList; readonly sentence: string };
const changed = (list: UrgentList, sentence: string): Changed => ({ kind: 'changed', list, sentence });

const without = (list: UrgentList, at: number): UrgentList => list.filter((_, i) => i !== at);
const withAt = (list: UrgentList, at: number, one: CriticalClass): UrgentList => [
  ...list.slice(0, at),
  one,
  ...list.slice(at),
];

const changeKind = (list: UrgentList, name: string, typed: CriticalClass): Changed | Refusal => {
  const at = placeOfName(list, name);
  if (at === -1) return gone(name);
  const one = tidyClass(typed);
  const others = without(list, at);
  return checkClass(one, others) ?? changed(withAt(others, at, one), `${one.name} is changed.`);
};

const moveKind = (list: UrgentList, name: string, by: -1 | 1): Changed | Refusal => {
  const at = placeOfName(list, name);
  const one = list[at];
  if (one === undefined) return gone(name);
  const to = Math.max(0, Math.min(at + by, list.length - 1));
  return changed(withAt(without(list, at), to, one), `${one.name} is now ${to + 1} of ${list.length}.`);
};

const change = (set: UrgentMedicines | undefined, command: UrgentCommand): Changed | Refusal => {
  const list = urgentListOf(set);
  switch (command.kind) {
    case 'AddUrgentKind': {
      const one = tidyClass(command.added);
      return checkClass(one, list) ?? changed([...list, one], `${one.name} is on the list, as its last.`);
    }
    case 'ChangeUrgentKind':
      return changeKind(list, command.name, command.changed);
    case 'RemoveUrgentKind': {
      const at = placeOfName(list, command.name);
      if (at === -1) return gone(command.name);
      return changed(without(list, at), `${command.name} is off the list. Undo brings it back.`);
    }
    case 'MoveUrgentKind':
      return moveKind(list, command.name, command.by);
    case 'RestoreUrgentList':
      return changed(defaultUrgentList, 'The list is again the one Holdfast comes with.');
    case 'UndoUrgentChange':
      if (!set) return refuse('NothingToUndo', 'TRI-8', 'The list was not changed yet.', 'Change it first.');
      return changed(set.before, 'The list is as it was before the last change.');
    default:
      return assertNever(command);
  }
};

/** [TRI-6] [TRI-7] [TRI-8] Changes the list of urgent medicines. */
export const decideUrgent = (
  set: UrgentMedicines | undefined,
  command: UrgentCommand,
  by: Actor | undefined,
): Decided | Refusal => {
  const next = mayChange(by) ?? change(set, command);
  if (next.kind === 'refused') return next;
  if (sameList(next.list, urgentListOf(set)))
    return { kind: 'decided', events: [], sentence: 'Nothing was changed.' };
  return {
    kind: 'decided',
    events: [{ type: 'triage.list-changed', classes: next.list }],
    sentence: next.sentence,
  };
};
