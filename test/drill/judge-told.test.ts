import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidOf } from '../../electron/training/uuid-of';
import { items, str } from '../../electron/training/json';
import type { Heard } from '../../electron/training/drills/recorded-spine';
import { forget } from '../support/world';
import { byHand, good, line } from './by-hand';

const name = 'judged-told';
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

const tookAs = (path: string, status = '') => {
  const found = hand
    .evidence()
    .heard.find(
      (one) => one.path.endsWith(path) && one.status === 200 && (status === '' || one.body.status === status),
    );
  if (!found) throw new Error('nothing was told');
  return found;
};
const idOf = ({ body }: Heard): string => str(items(body, 'identifier')[0] ?? body.identifier, 'value');
/** The same message under an id of its own reaches the Spine. */
const tellAgain = (told: Heard): number => {
  const text = JSON.stringify(told.body).replaceAll(idOf(told), uuidOf('again', idOf(told)));
  return hand.spine.handle(told.path, JSON.parse(text)).answer.status;
};
/** The same id with other bytes. */
const tellOtherwise = (told: Heard): void => {
  hand.spine.handle(told.path, { ...told.body, language: 'en' });
};
/** A hand-out in part that is corrected: the correction, as the Spine heard it. */
const amend = async (): Promise<Heard> => {
  await script.work();
  await script.act({ kind: 'SupplyItems', choices: script.part(1) });
  await script.act({ kind: 'AmendSupply', choices: script.part(2) });
  const amendment = hand.evidence().heard.filter(({ path }) => path.endsWith('$process-message'))[1];
  if (!amendment) throw new Error('nothing was amended');
  return amendment;
};
/** In a pharmacy of its own a hand-out is taken back. */
const withdrawAnew = async (): Promise<void> => {
  await close();
  await open(1);
  await script.work();
  await script.act({ kind: 'SupplyInFull' });
  await script.act({ kind: 'WithdrawSupply', reasonCode: 'QU' });
};

beforeEach(() => open(1));
afterEach(close);

describe('[DRL-3] the judge finds a second message, whatever the Spine answers', () => {
  it('a notification and a return under an id of their own', async () => {
    await script.act({ kind: 'ReturnPrescription', reasonCode: '0002' });
    expect(tellAgain(tookAs('/Task'))).toBe(400);
    expect(score()).toMatchObject({ returnsTwice: 1, notifiedTwice: 0 });
    await close();
    await open(1);
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    expect(tellAgain(tookAs('$process-message'))).toBe(400);
    expect(score()).toMatchObject({ returnsTwice: 0, notifiedTwice: 1 });
  });

  it('the same part once more', async () => {
    await script.work();
    const half = (script.prescription.items[0]?.quantity.value ?? 0) / 2;
    await script.act({ kind: 'SupplyItems', choices: script.part(Math.ceil(half)) });
    tellAgain(tookAs('$process-message'));
    expect(score()).toMatchObject({ notifiedTwice: 1 });
  });

  it('an amendment, and a withdrawal, under an id of its own', async () => {
    tellAgain(await amend());
    expect(score()).toMatchObject({ notifiedTwice: 1 });
    await withdrawAnew();
    expect(score()).toMatchObject({ notifiedTwice: 0 });
    tellAgain(tookAs('/Task', 'in-progress'));
    expect(score()).toMatchObject({ notifiedTwice: 1 });
  });

  it('other bytes under the id of an amendment, a withdrawal or a return', async () => {
    tellOtherwise(await amend());
    expect(score()).toMatchObject({ notifiedTwice: 1 });
    await withdrawAnew();
    tellOtherwise(tookAs('/Task', 'in-progress'));
    expect(score()).toMatchObject({ notifiedTwice: 1 });
    await script.act({ kind: 'ReturnPrescription', reasonCode: '0002' });
    tellOtherwise(tookAs('/Task', 'rejected'));
    expect(score()).toMatchObject({ returnsTwice: 1 });
  });
});

describe('[DRL-3] the judge finds a return that was not due', () => {
  it('of the only script of a supply', async () => {
    await script.act({ kind: 'ReturnPrescription', reasonCode: '0002' });
    expect(score()).toMatchObject({ returnsDue: 0, returnsNotDue: 1 });
    expect(hand.found().found).toContain('returnsNotDue');
  });

  it('of both scripts of a pair; of one of them it is due, and missed', async () => {
    hand.spine.sendAgain(script.prescription.shortId);
    await hand.collect();
    expect(score()).toMatchObject({ returnsDue: 1, returnsMissing: 1, returnsNotDue: 0 });
    const return_ = (shortId: string): Heard => ({
      path: '/FHIR/R4/Task',
      body: {
        resourceType: 'Task',
        status: 'rejected',
        identifier: [{ value: uuidOf('return', shortId) }],
        groupIdentifier: { value: shortId },
      },
      status: 200,
      replay: false,
    });
    const returned = (ids: readonly string[]) => {
      const { scripts, heard } = hand.evidence();
      return hand.found({
        scripts: scripts.map((one) =>
          ids.includes(one.shortId)
            ? {
                ...one,
                status: '0001',
                holder: undefined,
                nominated: '',
                applied: [{ messageId: '', status: 200, body: {} }],
              }
            : one,
        ),
        heard: [...heard, ...ids.map(return_)],
      }).score;
    };
    const [one = '', other = ''] = hand.evidence().scripts.map(({ shortId }) => shortId);
    expect(returned([one])).toMatchObject({ returnsDue: 1, returnsMissing: 0, returnsNotDue: 0 });
    expect(returned([one, other])).toMatchObject({ returnsDue: 1, returnsMissing: 0, returnsNotDue: 1 });
  });
});

describe('[DRL-3] the judge looks at each supply', () => {
  it('a return too many here does not make up for one too few there', async () => {
    await close();
    await open(2);
    await script.act({ kind: 'ReturnPrescription', reasonCode: '0002' });
    hand.spine.sendAgain((await hand.of(1)).prescription.shortId);
    await hand.collect();
    const { score: counted, found } = hand.found();
    expect(counted).toMatchObject({ returnsDue: 1, returnsSent: 1, returnsMissing: 1, returnsNotDue: 1 });
    expect(found).toEqual(expect.arrayContaining(['returnsMissing', 'returnsNotDue']));
  });
});

describe('[DRL-3] the judge finds what never came to an end', () => {
  it('an amendment, and a withdrawal, that wait for ever', async () => {
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    expect(score()).toMatchObject(good);
    await script.act({ kind: 'WithdrawSupply', reasonCode: 'QU' }, { sent: false });
    expect(score()).toMatchObject({ undecided: 1 });
    await close();
    await open(1);
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    await script.act({ kind: 'AmendSupply', choices: script.part(1) }, { sent: false });
    expect(score()).toMatchObject({ undecided: 1 });
  });

  it('EPS told in full of half a hand-out', async () => {
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    const journal = hand.evidence().journal.map((entry) => {
      if (entry.kind !== 'prescription.supplied') return entry;
      const half = JSON.stringify(entry.data).replaceAll(
        /"quantity":\{"value":(\d+)/g,
        (_all, value: string) => `"quantity":{"value":${Number(value) / 2}`,
      );
      return { ...entry, data: JSON.parse(half) as unknown };
    });
    expect(hand.found({ journal }).score).toMatchObject({ undecided: 1 });
  });

  it('a supply of which only the journal says that it was taken back', async () => {
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    const { journal } = hand.evidence();
    const supplied = journal.find(({ kind }) => kind === 'prescription.supplied');
    const about = supplied?.subject ?? '';
    const of = str(supplied?.data, 'supply', 'messageId');
    const said = [
      line('prescription.withdrawal-requested', about, { messageId: 'w', of }),
      line('prescription.supply-withdrawn', about, { messageId: 'w' }),
    ];
    expect(hand.found({ journal: [...journal, ...said] }).score).toMatchObject({ undecided: 1 });
  });

  it('an emergency supply that is to be decided about', async () => {
    await script.supplyWithout();
    expect(hand.found().found).toEqual(['undecided', 'undecided']);
    await script.register({ kind: 'ConfirmSupplyMatch', id: await script.proposed(), how: 'notified' });
    expect(score()).toMatchObject(good);
  });

  it.each([
    ['a message that nobody looks at', 'message.parked', 'message|x'],
    ['a download whose answer is lost', 'release.lost', 'x'],
    ['a script of a pack that the Spine says is elsewhere', 'prescription.conflicted', 'A|b|1'],
  ])('%s', async (_what, kind, subject) => {
    await script.work();
    await script.act({ kind: 'SupplyInFull' });
    const journal = [...hand.evidence().journal, line(kind, subject)];
    expect(hand.found({ journal }).score).toMatchObject({ ...good, undecided: 1 });
  });
});
