import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { besides, withoutScript } from '../../electron/training/drills/without-script';
import { str, type Json } from '../../electron/training/json';
import { asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { now } from '../support/builders';
import { forget } from '../support/world';
import { byHand, good, line } from './by-hand';

const name = 'judged';
const nobody = { nhsNumber: '', family: '', given: '', birthDate: '' };
let hand: Awaited<ReturnType<typeof byHand>>;
let script: Awaited<ReturnType<typeof hand.of>>;
const open = async (patients: number): Promise<void> => {
  hand = await byHand(name, patients);
  script = await hand.of();
};
const close = async (): Promise<void> => {
  hand.world.close();
  await forget(name);
};
const score = () => hand.found().score;

beforeEach(() => open(1));
afterEach(close);

describe('[DRL-3] work done rightly is not counted', () => {
  it('a corrected notification, and the rest after it', async () => {
    await script.work();
    await script.act({ kind: 'SupplyItems', choices: script.part(1) });
    await script.act({ kind: 'AmendSupply', choices: script.part(7) });
    expect(score()).toMatchObject({ ...good, undecided: 1 });
    await script.rest();
    await script.act({ kind: 'SupplyInFull' });
    expect(score()).toMatchObject(good);
  });

  it('a correction that EPS refused at first, and took when it was tried again', async () => {
    await script.work();
    await script.act({ kind: 'SupplyItems', choices: script.part(1) });
    await script.act({ kind: 'AmendSupply', choices: script.part(7) });
    await script.rest();
    await script.act({ kind: 'SupplyInFull' });
    const journal = hand
      .evidence()
      .journal.flatMap((entry) =>
        entry.kind === 'prescription.notification-settled'
          ? [{ ...entry, data: { ...(entry.data as Json), outcome: 'refused' } }, entry]
          : [entry],
      );
    expect(hand.found({ journal }).score).toMatchObject(good);
  });

  it('what was corrected, taken back and handed out again', async () => {
    await script.work();
    await script.act({ kind: 'SupplyItems', choices: script.part(1) });
    await script.act({ kind: 'AmendSupply', choices: script.part(2) });
    await script.act({ kind: 'WithdrawSupply', reasonCode: 'QU' });
    await script.act({ kind: 'SupplyInFull' });
    expect(score()).toMatchObject(good);
  });

  it('a script that was claimed', async () => {
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    const scripts = hand
      .evidence()
      .scripts.map((one) => ({ ...one, status: '0008', claimedFrom: one.status }) as const);
    expect(hand.found({ scripts }).score).toMatchObject(good);
  });

  it('an emergency supply that its script was notified for, and one whose notification was withdrawn', async () => {
    await script.supplyWithout();
    await script.register({ kind: 'ConfirmSupplyMatch', id: await script.proposed(), how: 'notified' });
    expect(score()).toMatchObject(good);
    await script.act({ kind: 'WithdrawSupply', reasonCode: 'QU' });
    expect(score()).toMatchObject({ suppliedTwice: 0, notifiedTwice: 0 });
  });

  it('the electronic script that goes back because the paper is sent in', async () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(now);
    await script.supplyWithout({ route: 'paper', writtenOn: day as never });
    await script.register({ kind: 'ConfirmSupplyMatch', id: await script.proposed(), how: 'returned' });
    expect(score()).toMatchObject({ ...good, returnsDue: 1, returnsSent: 1 });
  });
});

describe('[DRL-3] the judge finds medicine that left twice', () => {
  const handOutBesides = async (): Promise<void> => {
    const id = await script.proposed();
    if (id !== '') await script.register({ kind: 'RejectSupplyMatch', id });
    if ((await script.stage()) === 'to-check') await script.work();
    await script.act({ kind: 'SupplyInFull' });
  };

  it('by an emergency supply and by the script', async () => {
    await script.supplyWithout();
    await handOutBesides();
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by an emergency supply whose notification was withdrawn, and by the script', async () => {
    await script.supplyWithout();
    await script.register({ kind: 'ConfirmSupplyMatch', id: await script.proposed(), how: 'notified' });
    await script.act({ kind: 'WithdrawSupply', reasonCode: 'QU' });
    await handOutBesides();
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by an emergency supply without an NHS number, and by the script', async () => {
    await script.supplyWithout({ patient: { ...script.prescription.patient, nhsNumber: '' } });
    await handOutBesides();
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by an emergency supply in other words, and by the script', async () => {
    await script.supplyWithout({}, (display) =>
      display.replace('capsules', 'caps').replace('tablets', 'tabs'),
    );
    await handOutBesides();
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by two emergency supplies without any script', async () => {
    const patient = { ...script.prescription.patient, nhsNumber: '9990000018' };
    await script.supplyWithout({ patient });
    expect(score()).toMatchObject({ suppliedTwice: 0 });
    await script.supplyWithout({ patient });
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by two emergency supplies, of which one was notified', async () => {
    await script.supplyWithout();
    await script.supplyWithout();
    await script.register({ kind: 'ConfirmSupplyMatch', id: await script.proposed(), how: 'notified' });
    expect(score()).toMatchObject({ suppliedTwice: 1 });
  });

  it('by an emergency supply that was set against the script of another patient', async () => {
    await script.supplyWithout();
    await handOutBesides();
    const [supplied] = hand.evidence().journal.filter(({ kind }) => kind === 'unscripted.supplied');
    const id = str(supplied?.data, 'id');
    const matched = line('unscripted.matched', id, { id, key: 'another', how: 'notified' });
    const journal = [...hand.evidence().journal, matched];
    expect(hand.found({ journal }).score).toMatchObject({ suppliedTwice: 1 });
  });
});

describe('[DRL-3] the judge finds a script that was notified for another patient', () => {
  beforeEach(async () => {
    await close();
    await open(2);
  });

  it('as one that nobody can account for', async () => {
    const other = await hand.of(1);
    await other.supplyWithout();
    await other.register({ kind: 'RejectSupplyMatch', id: await other.proposed() });
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    const [supplied] = hand.evidence().journal.filter(({ kind }) => kind === 'unscripted.supplied');
    const id = asUnscriptedId(str(supplied?.data, 'id'));
    const { key } = script.prescription;
    expect(score()).toMatchObject({ unaccounted: 0 });
    const journal = [
      ...hand.evidence().journal,
      line('unscripted.matched', id, { id, key, how: 'notified' }),
    ];
    expect(hand.found({ journal }).score).toMatchObject({ unaccounted: 1 });
  });
});

describe('[DRL-3] [USC-20] supplies that no script was found for', () => {
  it('a match of some items leaves the others without a script', () => {
    const supplied = line('unscripted.supplied', 'u', {
      id: 'u',
      entry: { patient: { nhsNumber: '9990000018' }, items: [{ display: 'A' }, { display: 'B' }] },
    });
    const matched = (key: string, items?: readonly number[]) =>
      line('unscripted.matched', 'u', { id: 'u', key, how: 'notified', ...(items ? { items } : {}) });
    const undone = line('unscripted.match-undone', 'u', { id: 'u', key: 'one' });
    const left = (...lines: readonly ReturnType<typeof line>[]) =>
      besides(
        withoutScript([supplied, ...lines]),
        ['one', 'other'].map((key) => ({ key, person: { ...nobody, nhsNumber: '9990000018' } })),
      ).map(({ medicines }) => medicines.map(({ name }) => name).join());
    expect(left()).toEqual(['A,B']);
    expect(left(matched('one', [0]))).toEqual(['B']);
    expect(left(matched('one', [0]), matched('other', [1]))).toEqual([]);
    expect(left(matched('one', [0]), matched('other', [1]), undone)).toEqual(['A']);
    expect(left(matched('one'))).toEqual([]);
  });
});
