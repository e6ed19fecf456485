import { afterEach, describe, expect, it } from 'vitest';
import { serveSpine, type SpineServer } from '../../electron/training/server';
import { nextDoor } from '../../renderer/domain/inbox/door';
import type { AttemptFact, SendRequest } from '../../renderer/usecases/ports';
import { closeWorlds, setUp, signIn } from '../support/runners';
import { paths } from '../support/spine-broker';
import { aSpine } from '../support/world';

const servers: SpineServer[] = [];
afterEach(async () => {
  await closeWorlds();
  await Promise.all(servers.splice(0).map((one) => one.close()));
});

type Knock = { readonly door: string; readonly status: number };

/** The runners beside the training Spine behind its own gate, over HTTP; with the doors that were knocked at. */
const atTheGate = async (scripts: number) => {
  const made = await setUp(scripts);
  const { world, spine } = made;
  const server = await serveSpine({ spine, now: () => world.clock.at, prescribe: () => 0 });
  servers.push(server);
  const knocks: Knock[] = [];
  const attempt = async (request: SendRequest): Promise<AttemptFact> => {
    const { door = 'common', operation, requestId, roleProfileId, body } = request;
    const answer = await fetch(`${server.url}${paths[operation]}${door === 'common' ? '' : '-unattended'}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${server.token}`,
        'X-Request-ID': requestId,
        'Content-Type': 'application/fhir+json',
        ...(roleProfileId === undefined ? {} : { 'NHSD-Session-URID': roleProfileId }),
      },
      body: new TextDecoder().decode(body),
    }).catch(() => undefined);
    knocks.push({ door, status: answer?.status ?? 0 });
    return answer
      ? { kind: 'answered', status: answer.status, headers: {}, bodyText: await answer.text() }
      : { kind: 'timed-out', afterMs: 30_000 };
  };
  Object.assign(world.broker, { attempt });
  return { ...made, knocks, server };
};

const answer = (status: number, bodyText = '') => ({ status, bodyText });
const onlyUsers = answer(403, 'can only be accessed using the user-restricted access mode.');
const doorsOf = (knocks: readonly Knock[]): readonly string[] => knocks.map(({ door }) => door);

describe('two doors', () => {
  it.each([
    ['nobody is here', false, 403],
    ['a person asks', true, 400],
  ] as const)(
    '[INB-18] sent away from the common one while %s, nominated scripts come through the other, one answer after the next',
    async (_when, attended, status) => {
      const { world, inbox, spine, knocks } = await atTheGate(60);
      spine.nominatedAt = 'unattended';
      if (attended) await signIn(world);
      expect(await inbox.download()).toBe('60 new prescriptions.');
      expect(doorsOf(knocks)).toEqual(['common', 'unattended', 'unattended', 'unattended', 'unattended']);
      expect(knocks[0]?.status).toBe(status);
    },
  );

  it('[INB-18] while all is given at the common one, nobody knocks at the other', async () => {
    const { inbox, knocks } = await atTheGate(30);
    expect(await inbox.download()).toBe('30 new prescriptions.');
    expect(new Set(doorsOf(knocks))).toEqual(new Set(['common']));
  });

  it('[INB-18] a door that is opened, and shut again, while the program runs is found without a new start', async () => {
    const { world, inbox, spine, timer, knocks } = await atTheGate(30);
    spine.nominatedAt = 'unattended';
    expect(await inbox.download()).toBe('30 new prescriptions.');
    spine.nominatedAt = 'common';
    spine.restore(aSpine(35).scripts().slice(30));
    // What was asked for at the door that is gone goes there again, until it is lost; then there is a new request.
    for (let tries = 0; tries < 8; tries += 1) {
      timer.pass(10 * 60_000);
      await inbox.download();
    }
    expect((await world.deps.store.counters()).all).toBe(35);
    expect(knocks.filter(({ door, status }) => door === 'unattended' && status === 500)).not.toEqual([]);
  });

  it('[INB-18] where neither lets it in, each is tried once a run, and what EPS says is told', async () => {
    const { world, inbox } = await setUp(1);
    const knocks: string[] = [];
    const attempt = ({ door }: SendRequest): AttemptFact => {
      knocks.push(door ?? 'common');
      return door === undefined
        ? { kind: 'answered', status: 403, headers: {}, bodyText: onlyUsers.bodyText }
        : { kind: 'answered', status: 404, headers: {}, bodyText: '' };
    };
    Object.assign(world.broker, { attempt });
    expect(await inbox.download()).not.toBe('1 new prescription.');
    expect(knocks).toEqual(['common', 'unattended']);
    expect(inbox.status.busy).toBe(false);
  });

  it('[INB-18] a request that is sent again goes to the door that it went to', async () => {
    const { inbox, spine, server, timer, knocks } = await atTheGate(3);
    spine.nominatedAt = 'unattended';
    expect(await inbox.download()).toBe('3 new prescriptions.');
    server.faults.set([{ kind: 'lose-answer', only: 'release' }]);
    timer.pass(3_600_000);
    await inbox.download();
    const at = knocks.length;
    expect(knocks.at(-1)).toEqual({ door: 'unattended', status: 0 });
    timer.pass(60_000);
    await inbox.download();
    expect(knocks.length).toBeGreaterThan(at);
    expect(new Set(doorsOf(knocks.slice(at)))).toEqual(new Set(['unattended']));
  });

  it('[INB-18] only a word about the door turns away from it', () => {
    const noId = answer(400, 'Required parameter group-identifier is missing.');
    for (const away of [noId, onlyUsers]) {
      expect(nextDoor('common', away)).toBe('unattended');
      expect(nextDoor('unattended', away)).toBe('common');
    }
    for (const other of [answer(403, 'no permission'), answer(404), answer(500), answer(200)])
      expect(nextDoor('common', other)).toBe('common');
    for (const other of [
      answer(403, 'no permission'),
      answer(400),
      answer(200),
      { status: 200, bodyText: undefined },
    ])
      expect(nextDoor('unattended', other)).toBe('unattended');
    for (const status of [404, 405, 501, 500]) expect(nextDoor('unattended', answer(status))).toBe('common');
  });
});
