import { describe, expect, it } from 'vitest';
import { tabWords } from '../../renderer/domain/prescriptions/tab';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import { defaultUrgentList } from '../../renderer/domain/triage/default-list';
import { groupByNeed } from '../../renderer/domain/triage/groups';
import { planNeeds } from '../../renderer/domain/triage/need';
import { waitingPage, type WaitingSheet } from '../../renderer/domain/triage/waiting-sheet';
import { holdWords, reasonWord } from '../../renderer/domain/triage/words';
import { summaryOf } from '../../renderer/store/summary';
import { aSite, act, now, ready, received } from '../support/builders';
import { itemIdOf } from '../support/fhir';

const plan = planNeeds(defaultUrgentList, now);
const insulin = received({ items: [{ name: 'Insulin glargine 100units/ml' }] });
const plain = received({ items: [{ name: 'Paracetamol 500mg tablets' }] });
const held = act(received({ items: [{ name: 'Paracetamol 500mg tablets' }] }), {
  kind: 'HoldPrescription',
  reason: 'The dose is to be asked about',
});
const owed = act(ready({ items: [{ name: 'Insulin lispro' }, { name: 'Apixaban 5mg tablets' }] }), {
  kind: 'SupplyItems',
  choices: [
    { kind: 'full', itemId: asItemId(itemIdOf(0)) },
    { kind: 'part', itemId: asItemId(itemIdOf(1)), quantity: 7 },
  ],
});

const script = (state: PrescriptionState) => {
  const row = summaryOf(state);
  return {
    state,
    stands: tabWords[row.tab],
    held: holdWords[row.hold],
    why: plan.reasonsOf(row).map(reasonWord),
  };
};

const printed = (change: Partial<WaitingSheet> = {}): string => {
  const groups = [
    { title: 'Owed', scripts: [script(owed)] },
    { title: 'All else', scripts: [script(plain), script(held)] },
  ];
  const sheet = { groups, left: 0, inDoubt: 0, offlineSince: undefined, ...change };
  const { html } = waitingPage(sheet, { site: aSite, madeAt: now, madeBy: 'Priya Shah' });
  return String(html).replace(/\s+/g, ' ');
};

describe('what waits, in the whole pharmacy', () => {
  it('[TRI-11] every script stands once, under the reason that weighs most, in the order of need', () => {
    const rows = [owed, insulin, plain, held].map(summaryOf);
    const groups = groupByNeed(rows, plan);
    expect(groups.map(({ title, urgent, scripts }) => [title, urgent, scripts.length])).toEqual([
      ['Owed', true, 1],
      ['Insulin', true, 1],
      ['All else', false, 2],
    ]);
    expect(groups.flatMap(({ scripts }) => scripts)).toEqual(rows);
  });

  it('[TRI-11] a kind of the list that is named like a group of ours stays a group of its own', () => {
    const list = [{ name: 'owed', words: ['paracetamol'], codes: [] }];
    const groups = groupByNeed([owed, plain].map(summaryOf), planNeeds(list, now));
    expect(groups).toHaveLength(2);
  });

  it('[TRI-12] what is still to be handed out stands with its quantity, and nothing that was', () => {
    const text = printed();
    expect(text).toContain('Apixaban 5mg tablets × <b>14');
    expect(text).not.toContain('Insulin lispro');
    expect(text).toContain('Paracetamol 500mg tablets');
  });

  it('[TRI-12] [PRX-23] a bag that is short says what is in it, for whoever hands it out by the paper', () => {
    const choices = [{ kind: 'part', itemId: asItemId(itemIdOf(0)), quantity: 14 }] as const;
    const checked = act(received({ items: [{ quantity: 28 }] }), { kind: 'CheckPrescription' });
    const short = act(checked, { kind: 'AssemblePrescription', choices });
    expect(printed({ groups: [{ title: 'All else', scripts: [script(short)] }] })).toContain(
      '28 capsule</b> <b>in the bag: 14</b>',
    );
    expect(printed()).not.toContain('in the bag');
  });

  it('[TRI-12] patient, script, place, hold and reasons of each; numbered through all groups', () => {
    const text = printed();
    const { patient, shortId } = plain.prescription;
    for (const part of [`${patient.family.toUpperCase()}, ${patient.given}`, shortId, 'To check', 'owed'])
      expect(text).toContain(part);
    expect(text).toContain('HELD: on hold');
    expect([...text.matchAll(/<\/span> (\d+)<\/td>/g)].map(([, n]) => n)).toEqual(['1', '2', '3']);
    expect(text).toContain('What waits, by need: 3 scripts');
  });

  it('[TRI-12] it says from when it is, what is not on it, and that it is no prescription', () => {
    const text = printed({ left: 40, inDoubt: 2, offlineSince: asInstant(now - 3_600_000) });
    expect(text).toContain('As it stood at 24-Nov-2026 09:00; printed by Priya Shah.');
    expect(text).toContain('offline since 24-Nov-2026 08:00');
    expect(text).toContain('40 more wait and are not on it.');
    expect(text).toContain('2 downloads are in doubt');
    expect(text).toContain('This sheet is not a prescription.');
    expect(printed()).toContain('Everything that waits is on it.');
    expect(printed({ inDoubt: 1 })).toContain('One download is in doubt');
  });
});
