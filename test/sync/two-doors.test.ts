import { afterEach, describe, expect, it } from 'vitest';
import { nextDoor } from '../../renderer/domain/inbox/door';
import { writeRelease } from '../../renderer/domain/fhir/write-release';
import type { AttemptFact, SendRequest } from '../../renderer/usecases/ports';
import { anActor } from '../support/builders';
import { closeWorlds, setUp, signIn } from '../support/runners';
import type { World } from '../support/world';

afterEach(closeWorlds);

const answered = (status: number, diagnostics: string): AttemptFact => ({
  kind: 'answered',
  status,
  headers: {},
  bodyText: JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: status === 403 ? 'forbidden' : 'invalid', diagnostics }],
  }),
});
const noId = answered(400, 'Required parameter group-identifier is missing.');
const onlyUsers = answered(
  403,
  'Dispensing functionality can only be accessed using the user-restricted access mode.',
);

/** A proxy with both doors: the common one for people with an id alone, the other for the program, which names nobody. */
const withTwoDoors = ({ broker, deps }: World, sentAway: AttemptFact, other?: AttemptFact) => {
  const knocks: string[] = [];
  const through = (request: SendRequest): AttemptFact => {
    const { answer } = broker.spine.handle(
      '/FHIR/R4/Task/$release',
      JSON.parse(JSON.stringify(writeRelease({ site: deps.site, actor: anActor() }))),
      request.requestId,
    );
    return {
      kind: 'answered',
      status: answer.status,
      headers: {},
      bodyText: JSON.stringify(answer.body),
    };
  };
  Object.assign(broker, {
    attempt: (request: SendRequest): AttemptFact => {
      const body = new TextDecoder().decode(request.body);
      knocks.push(request.door ?? 'common');
      if (request.door === undefined) return body.includes('group-identifier') ? noId : sentAway;
      const strange = body.includes('"agent"') || request.roleProfileId !== undefined;
      return strange ? answered(400, 'Unexpected field') : (other ?? through(request));
    },
  });
  return knocks;
};

describe('two doors', () => {
  it('[INB-18] sent away from the common one, nominated scripts come through the other, one answer after the next', async () => {
    for (const sentAway of [noId, onlyUsers]) {
      const { world, inbox } = await setUp(60);
      const knocks = withTwoDoors(world, sentAway);
      if (sentAway === noId) await signIn(world);
      expect(await inbox.download()).toBe('60 new prescriptions.');
      expect(knocks).toEqual(['common', 'unattended', 'unattended', 'unattended', 'unattended']);
    }
  });

  it('[INB-18] where neither lets it in, each is tried once a run, and what EPS says is told', async () => {
    const { world, inbox } = await setUp(1);
    const knocks = withTwoDoors(world, onlyUsers, answered(404, 'There is no such path.'));
    expect(await inbox.download()).not.toBe('1 new prescription.');
    expect(knocks).toEqual(['common', 'unattended']);
    expect(inbox.status.busy).toBe(false);
  });

  it('[INB-18] only a word about the door turns away from it', () => {
    const told = (fact: AttemptFact) => (fact.kind === 'answered' ? fact : { status: 0, bodyText: '' });
    expect(nextDoor('common', told(noId))).toBe('unattended');
    expect(nextDoor('common', told(onlyUsers))).toBe('unattended');
    for (const fact of [answered(403, 'no permission'), answered(404, ''), answered(200, '')])
      expect(nextDoor('common', told(fact))).toBe('common');
    expect(nextDoor('unattended', told(answered(404, '')))).toBe('common');
    expect(nextDoor('unattended', told(answered(403, 'no permission')))).toBe('unattended');
    expect(nextDoor('unattended', { status: 200, bodyText: undefined })).toBe('unattended');
  });

  it('[INB-18] a request that is sent again goes to the door that it went to', async () => {
    const { world, inbox, timer } = await setUp(3);
    const knocks = withTwoDoors(world, onlyUsers, { kind: 'timed-out', afterMs: 30_000 });
    await inbox.download();
    const at = knocks.length;
    timer.pass(60_000);
    await inbox.download();
    expect(knocks.length).toBeGreaterThan(at);
    expect(new Set(knocks.slice(1))).toEqual(new Set(['unattended']));
  });
});
