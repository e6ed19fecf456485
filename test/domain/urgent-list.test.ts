import { describe, expect, it } from 'vitest';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { checkClass, tidyClass } from '../../renderer/domain/triage/check-class';
import type { UrgentCommand } from '../../renderer/domain/triage/commands';
import { decideUrgent, urgentListOf } from '../../renderer/domain/triage/decide';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import { evolveUrgent } from '../../renderer/domain/triage/evolve';
import { knownBy } from '../../renderer/domain/triage/words';
import type { CriticalClass, UrgentMedicines } from '../../renderer/domain/triage/model';
import { anActor, now } from '../support/builders';

const asthma: CriticalClass = { name: 'asthma', words: ['montelukast'], codes: [], schedules: [] };

/** What a list becomes by commands, as the journal would tell it. */
const after = (commands: readonly UrgentCommand[], start?: UrgentMedicines): UrgentMedicines | undefined => {
  let set = start;
  let seq = 0;
  for (const command of commands) {
    const decision = decideUrgent(set, command, anActor('pharmacist'));
    if (decision.kind === 'refused') throw new Error(decision.sentence);
    for (const event of decision.events) {
      seq += 1;
      set = evolveUrgent(set, { ...event, seq, at: asInstant(now + seq), by: 'Priya Shah' });
    }
  }
  return set;
};
const namesAfter = (commands: readonly UrgentCommand[]): readonly string[] =>
  urgentListOf(after(commands)).map(({ name }) => name);
const ours = defaultUrgentList.map(({ name }) => name);

describe('the list of urgent medicines', () => {
  it('[TRI-5] [TRI-8] until it is changed it is the one Holdfast comes with, which can be put back', () => {
    expect(urgentListOf(undefined)).toBe(defaultUrgentList);
    expect(
      namesAfter([{ kind: 'RemoveUrgentKind', name: 'insulin' }, { kind: 'RestoreUrgentList' }]),
    ).toEqual(ours);
    for (const one of defaultUrgentList)
      expect(
        checkClass(
          tidyClass(one),
          defaultUrgentList.filter((other) => other !== one),
        ),
        one.name,
      ).toBeUndefined();
  });

  it('[TRI-6] a pharmacist or the manager changes it, nobody else, and the record says who and when', () => {
    for (const role of ['technician', 'dispenser'] as const)
      for (const command of [
        { kind: 'RestoreUrgentList' },
        { kind: 'AddUrgentKind', added: asthma },
      ] as const)
        expect(decideUrgent(undefined, command, anActor(role))).toMatchObject({
          kind: 'refused',
          rule: 'TRI-6',
        });
    expect(decideUrgent(undefined, { kind: 'UndoUrgentChange' }, undefined)).toMatchObject({ rule: 'TRI-6' });
    for (const role of ['pharmacist', 'manager'] as const)
      expect(decideUrgent(undefined, { kind: 'AddUrgentKind', added: asthma }, anActor(role))).toMatchObject({
        events: [{ type: 'triage.list-changed' }],
      });
    expect(after([{ kind: 'AddUrgentKind', added: asthma }])).toMatchObject({
      changedBy: 'Priya Shah',
      changedAt: now + 1,
    });
  });

  it('[TRI-7] a kind is added last, changed in its place, moved and removed; its name is its own', () => {
    expect(namesAfter([{ kind: 'AddUrgentKind', added: asthma }])).toEqual([...ours, 'asthma']);
    const changed = { ...asthma, name: '  glucose  ', words: ['insulin', ' insulin ', ''] };
    const set = after([{ kind: 'ChangeUrgentKind', name: 'Insulin', changed }]);
    expect(set?.classes[1]).toEqual({ ...asthma, name: 'glucose', words: ['insulin'] });
    const [first = '', second = ''] = ours;
    expect(namesAfter([{ kind: 'MoveUrgentKind', name: second, by: -1 }]).slice(0, 2)).toEqual([
      second,
      first,
    ]);
    expect(after([{ kind: 'MoveUrgentKind', name: first, by: -1 }])).toBeUndefined();
    expect(namesAfter([{ kind: 'RemoveUrgentKind', name: first }])).toEqual(ours.slice(1));
    for (const command of [
      { kind: 'RemoveUrgentKind', name: 'not there' },
      { kind: 'MoveUrgentKind', name: 'not there', by: 1 },
      { kind: 'ChangeUrgentKind', name: 'not there', changed: asthma },
      { kind: 'ChangeUrgentKind', name: 'insulin', changed: { ...asthma, name: 'EPILEPSY' } },
      { kind: 'AddUrgentKind', added: { ...asthma, name: 'Insulin' } },
    ] as const)
      expect(decideUrgent(undefined, command, anActor()), command.kind).toMatchObject({ rule: 'TRI-7' });
  });

  it('[TRI-7] a kind that nothing can be known by is refused with what to do', () => {
    for (const wrong of [
      { name: 'x' },
      { name: 'a name that is much too long for a row of the list' },
      { words: [] },
      { words: ['5'] },
      { codes: ['abc'] },
      { codes: ['12'] },
      { words: Array.from({ length: 201 }, (_, n) => `medicine${n}`) },
    ])
      expect(
        checkClass(tidyClass({ ...asthma, ...wrong }), []),
        JSON.stringify(wrong).slice(0, 60),
      ).toMatchObject({
        rule: 'TRI-7',
        kind: 'refused',
      });
    const full = Array.from({ length: 40 }, (_, n) => ({ ...asthma, name: `kind ${n}` }));
    expect(checkClass(asthma, full)).toMatchObject({ rule: 'TRI-7' });
    expect(tidyClass({ ...asthma, words: [], schedules: ['CD3', 'CD9'] }).schedules).toEqual(['CD3']);
  });

  it('[TRI-8] undo brings back the list before the last change, also the one Holdfast comes with', () => {
    const removed: UrgentCommand = { kind: 'RemoveUrgentKind', name: 'insulin' };
    expect(decideUrgent(undefined, { kind: 'UndoUrgentChange' }, anActor())).toMatchObject({ rule: 'TRI-8' });
    expect(namesAfter([removed, { kind: 'UndoUrgentChange' }])).toEqual(ours);
    expect(
      namesAfter([{ kind: 'AddUrgentKind', added: asthma }, removed, { kind: 'UndoUrgentChange' }]),
    ).toEqual([...ours, 'asthma']);
    expect(namesAfter([removed, { kind: 'UndoUrgentChange' }, { kind: 'UndoUrgentChange' }])).not.toContain(
      'insulin',
    );
  });

  it('[TRI-7] the table says by what a kind is known, shortened', () => {
    const eight = Array.from({ length: 8 }, (_, n) => `m${n}`);
    expect(knownBy({ ...asthma, words: eight, schedules: ['CD2'] })).toBe(
      'any CD2, m0, m1, m2, m3, and 4 more',
    );
    expect(knownBy({ name: 'x', words: ['a'], codes: ['123456'] })).toBe('a, 123456');
  });
});
