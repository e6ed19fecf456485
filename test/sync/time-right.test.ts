import { afterEach, describe, expect, it } from 'vitest';
import { asInstant, dayMs, hourMs, type Instant } from '../../renderer/domain/kernel/instant';
import { holdAfterPutBack } from '../../renderer/usecases/prescriptions/put-back';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { putTimeRight } from '../../renderer/usecases/prescriptions/put-time-right';
import { readScriptLog } from '../../renderer/usecases/prescriptions/script-log';
import { prepareAttempt, settleAttempt } from '../../renderer/usecases/outbox/deliver';
import { anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, find } from '../support/on-the-way';
import { recalledIn } from '../support/recalls';
import { sendDue } from '../support/send-due';
import { stepsOfWork } from '../support/wishes';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'time-right';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

/** Handed out while the clock was three days ahead, and not sent yet; then somebody has set it. */
const begin = async () => {
  const journal = new MemoryJournal();
  const spine = aSpine(1);
  const here = await openWorld({ journal, spine, name });
  world = here;
  here.deps.who.become(anActor());
  await download(here);
  const shortId = spine.scripts()[0]?.shortId ?? '';
  const { key } = (await find(here, shortId)).prescription;
  for (const kind of stepsOfWork) await actOnPrescription(here.deps, key, { kind });
  const truly = here.deps.clock.now();
  later(here.clock, 3 * dayMs);
  await actOnPrescription(here.deps, key, { kind: 'SupplyInFull' });
  later(here.clock, -3 * dayMs);
  const messages = () => here.deps.store.messagesOf(key);
  const [message] = await messages();
  if (!message) throw new Error('no message');
  const { messageId } = message;
  const putRight = (at: Instant = truly) =>
    putTimeRight(here.deps, key, {
      kind: 'PutTimeRight',
      messageId,
      time: { at, reason: 'The clock was wrong' },
    });
  const there = () => {
    const [script] = spine.scripts();
    return { at: script?.handedOverAt, told: script?.notifications.map((one) => one.messageId) };
  };
  return { journal, here, key, truly, message, messages, putRight, there };
};

describe('a hand-out time that is put right before anything was sent', () => {
  it('[PRX-22] [OUT-14] one write: the Spine hears of one notification, with the true time', async () => {
    const { journal, here, key, truly, message, messages, putRight, there } = await begin();
    const before = journal.entries.length;
    expect(await putRight()).toMatchObject({ kind: 'done' });
    expect(journal.entries.slice(before).map(({ kind }) => kind)).toEqual([
      'prescription.supplied',
      'message.replaced',
      'message.queued',
    ]);
    await sendDue(here);
    await sendDue(here);
    const [old, anew] = await messages();
    expect([old?.progress.kind, anew?.progress.kind]).toEqual(['replaced', 'accepted']);
    expect(there()).toEqual({ at: truly, told: [anew?.messageId] });
    expect(anew?.sha256).not.toBe(message.sha256);
    expect(anew?.requestId).not.toBe(message.requestId);
    const log = (await readScriptLog(here.deps, key)).map(({ sentence }) => sentence).join('\n');
    expect(log).toContain('Recalled before any attempt to send it');
    expect(log).toMatch(/By Priya Shah it was at .*, not at .*: The clock was wrong\./);
  });

  it('[OUT-14] a sender that had it in hand at the same moment sends nothing, now or later', async () => {
    const { here, message, messages, putRight, truly, there } = await begin();
    const { deps, broker } = here;
    const request = await prepareAttempt(deps, message);
    if (!request) throw new Error('nothing to send');
    // Main gets a proof of who asks; meanwhile a pharmacist recalls the message.
    let recalled: ReturnType<typeof putRight> | undefined;
    broker.proof = async () => {
      broker.proof = () => Promise.resolve();
      recalled = putRight();
      await recalled;
    };
    const result = await broker.send(request);
    expect(await recalled).toMatchObject({ kind: 'done' });
    expect(result.fact).toMatchObject({ kind: 'refused-locally', reason: 'recalled' });
    expect(await settleAttempt(deps, message.messageId, result)).toBe(false);
    expect((await messages()).map(({ progress }) => progress.kind)).toEqual(['replaced', 'waiting']);
    await sendDue(here);
    expect(there()).toMatchObject({ at: truly });
    expect(broker.sent.map(({ subject }) => subject)).not.toContain(`message|${message.messageId}`);
  });

  it('[OUT-14] an attempt that begins while it is decided stands against it: in doubt, nothing is recalled', async () => {
    const { journal, here, message, messages, putRight } = await begin();
    const { deps } = here;
    const request = await prepareAttempt(deps, message);
    if (!request) throw new Error('nothing to send');
    here.broker.weather = ['lost-answer'];
    const slow = {
      ...deps,
      hash: {
        sha256Hex: async (bytes: Uint8Array) => {
          await here.broker.send(request);
          return deps.hash.sha256Hex(bytes);
        },
      },
    };
    const command = { at: asInstant(deps.clock.now() - hourMs), reason: 'The clock was wrong' };
    const { messageId, subject } = message;
    expect(
      await putTimeRight(slow, subject, { kind: 'PutTimeRight', messageId, time: command }),
    ).toMatchObject({ code: 'MayHaveArrived' });
    expect(await putRight()).toMatchObject({ code: 'MayHaveArrived' });
    expect(recalledIn(journal.entries)).toEqual([]);
    expect(await messages()).toHaveLength(1);
  });

  it('[OUT-14] what comes of other messages in between is read, and it is decided again; not for ever', async () => {
    const { journal, here, messages, putRight } = await begin();
    const append = journal.append.bind(journal);
    const data = { operation: 'notification', requestId: 'other', sha256: '', path: '', attempt: 1 };
    let others = 1_000;
    journal.append = async (batch, recall) => {
      if (recall && others > 0) {
        others -= 1;
        const place = { at: here.clock.at, by: 'Holdfast', subject: 'message|other', v: 1 };
        await journal.begin({ ...place, kind: 'broker.intent', data });
      }
      return append(batch, recall);
    };
    expect(await putRight()).toMatchObject({ code: 'Overtaken', next: 'Do it again.' });
    expect(await messages()).toHaveLength(1);
    others = 3;
    expect(await putRight()).toMatchObject({ kind: 'done' });
    expect(others).toBe(0);
    expect(await messages()).toHaveLength(2);
  });

  it('[OUT-14] after a journal was put back, what it holds may have been sent since', async () => {
    const { here, putRight } = await begin();
    await holdAfterPutBack(here.deps, asInstant(1));
    expect(await putRight()).toMatchObject({ code: 'OlderThanPutBack' });
  });
});
