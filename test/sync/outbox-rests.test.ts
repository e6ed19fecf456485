import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../renderer/domain/outbox/model';
import type { OutboxRunner } from '../../renderer/sync/outbox-runner';
import { closeWorlds, handOut, setUp, settle, signIn } from '../support/runners';

afterEach(closeWorlds);

describe('what this computer refuses', () => {
  it('[SYN-3] is not tried again at once, and goes when it can', async () => {
    const { world, spine, inbox, outbox, timer } = await setUp(1);
    await inbox.download();
    await signIn(world);
    await handOut(world);
    const { broker } = world;
    const send = broker.send.bind(broker);
    let refused = 0;
    broker.send = async () => {
      refused += 1;
      const fact = { kind: 'refused-locally', reason: 'journal', sentence: 'The disk is full.' } as const;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    const wakeAndWait = (): Promise<void> => {
      outbox.wake();
      return new Promise((turn) => setImmediate(turn));
    };
    while (refused === 0) await wakeAndWait();
    for (let i = 0; i < 20; i += 1) await wakeAndWait();
    expect(refused).toBe(1);
    broker.send = send;
    await settle(outbox, async () => {
      timer.pass(1_000);
      return (await world.deps.store.openMessages()).length === 0;
    });
    expect(spine.scripts().every((script) => script.applied.length === 1)).toBe(true);
  });
});

describe('a message that rests', () => {
  const wakeAndWait = async (outbox: OutboxRunner): Promise<void> => {
    outbox.wake();
    for (let i = 0; i < 20; i += 1) await new Promise((turn) => setImmediate(turn));
  };

  it('[SYN-3] is not tried again and again where the disk takes no note of it', async () => {
    const { world, spine, inbox, outbox, timer, journal } = await setUp(1);
    await inbox.download();
    await signIn(world);
    const { broker } = world;
    const send = broker.send.bind(broker);
    let tried = 0;
    broker.send = async () => {
      tried += 1;
      journal.full = true;
      const fact = { kind: 'refused-locally', reason: 'journal', sentence: 'The disk is full.' } as const;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    await handOut(world);
    while (tried === 0) await wakeAndWait(outbox);
    for (let i = 0; i < 20; i += 1) await wakeAndWait(outbox);
    expect(tried).toBe(1);
    broker.send = send;
    journal.full = false;
    await settle(outbox, async () => {
      timer.pass(1_000);
      return (await world.deps.store.openMessages()).length === 0;
    });
    expect(spine.scripts().every((script) => script.applied.length === 1)).toBe(true);
  });

  it('[SYN-3] rests no longer than that, however long others wait', async () => {
    const { world, inbox, outbox, timer } = await setUp(2);
    await inbox.download();
    await signIn(world);
    const tried = new Set<string>();
    world.broker.send = async ({ subject }) => {
      tried.add(subject);
      const busy = {
        kind: 'answered',
        status: 429,
        headers: { 'retry-after': '300' },
        bodyText: '',
      } as const;
      const local = { kind: 'refused-locally', reason: 'sign-in-again', sentence: 'Sign in.' } as const;
      const fact = [...tried].indexOf(subject) === 0 ? busy : local;
      return { fact, intentSeq: undefined, answerSeq: undefined, at: world.clock.at };
    };
    await handOut(world);
    const open = () => world.deps.store.openMessages();
    const isBusy = ({ progress }: Message): boolean =>
      progress.kind === 'waiting' && progress.reason === 'busy';
    const restEndsIn = (): number => (timer.next ?? Infinity) - world.clock.at;
    // Both attempts have come to their end.
    while (!(await open()).some(isBusy) || restEndsIn() > 10_000) await wakeAndWait(outbox);
    for (let i = 0; i < 20; i += 1) {
      await wakeAndWait(outbox);
      await open();
    }
    expect(restEndsIn()).toBeLessThanOrEqual(10_000);
  });
});
