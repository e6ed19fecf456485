import { describe, expect, it } from 'vitest';
import { releaseSubject } from '../../renderer/domain/inbox/evolve';
import { detectIncident } from '../../renderer/domain/incidents/detect';
import { messageSubject } from '../../renderer/domain/outbox/evolve';
import { lineOf, shownParts } from '../../renderer/domain/watch/line';
import type { Reading } from '../../renderer/domain/watch/model';
import { readProbe } from '../../renderer/domain/watch/probe';
import { aboutOf, failureWords, readAttempt } from '../../renderer/domain/watch/readings';
import { isSustained } from '../../renderer/domain/watch/watch';
import { quietSurroundings } from '../support/surroundings';
import { fails, minute, rules, watchWith, works } from '../support/watching';

const outcome = '{"resourceType":"OperationOutcome"}';
const down: Reading = fails('broker');
const up: Reading = works('broker');

it('[WAT-2] [WAT-12] an attempt tells of what it passed and of nothing else', () => {
  const parts = (fact: Parameters<typeof readAttempt>[0]) =>
    readAttempt(fact).map(({ part, result }) => `${part} ${result}`);
  const answered = (status: number, bodyText: string | undefined = outcome) =>
    parts({ kind: 'answered', status, bodyText });
  expect(answered(503, '')).toEqual(['network works', 'broker works', 'spine fails']);
  for (const status of [200, 400, 404]) expect(answered(status)).toContain('spine works');
  expect(answered(429, '')).toEqual(['network works', 'broker works']);
  for (const [status, body] of [
    [500, outcome],
    [501, ''],
    [404, '<html>Not found</html>'],
    [200, '<html>Log in to this Wi-Fi</html>'],
    [200, ''],
    [404, '{"fault":{"faultstring":"No such proxy"}}'],
    [200, undefined],
  ] as const)
    expect(readAttempt({ kind: 'answered', status, bodyText: body })).toMatchObject([
      { part: 'network', result: 'works' },
      { part: 'broker', result: 'fails' },
    ]);
  expect(parts({ kind: 'unreachable', reason: 'ERR_NAME_NOT_RESOLVED' })).toEqual(['network fails']);
  expect(parts({ kind: 'unreachable', reason: 'ERR_CONNECTION_REFUSED' })).toEqual(['broker fails']);
  expect(parts({ kind: 'timed-out' })).toEqual(['broker fails']);
  expect(answered(401, '')).toContain('sign-in fails');
  expect(parts({ kind: 'refused-locally' })).toEqual([]);
});

it('[WAT-7] a probe is read part by part: no name, no address, no broker, a stopped printer', () => {
  const of = (change: Partial<typeof quietSurroundings>) =>
    Object.fromEntries(
      readProbe({ ...quietSurroundings, ...change }).map(({ part, result, reason }) => [
        part,
        `${result} ${reason}`.trim(),
      ]),
    );
  expect(of({})).toMatchObject({ network: 'works', broker: 'works', spine: 'works' });
  expect(of({ network: { kind: 'no-address' } }).network).toContain('cable');
  expect(of({ network: { kind: 'name-not-found', name: 'broker.test' } }).network).toContain('broker.test');
  expect(of({ network: { kind: 'name-found', tookMs: 3 } }).network).toBe('works');
  // A companion has none, and a live pharmacy has none before its connection is filled in.
  expect(of({ broker: null })).toMatchObject({ broker: 'absent No broker is set up' });
  expect(of({ broker: { kind: 'timed-out' } })).not.toHaveProperty('spine');
  const status = (n: number, spine: 'works' | 'fails' | 'unsaid') =>
    of({ broker: { kind: 'answered', status: n, spine, tookMs: 1 } });
  expect(status(503, 'unsaid')).toMatchObject({ broker: 'works', spine: 'fails The broker answers 503' });
  expect(status(500, 'unsaid')).toMatchObject({ network: 'works', broker: 'fails The broker answers 500' });
  expect(status(500, 'unsaid')).not.toHaveProperty('spine');
  expect(status(200, 'fails').spine).toContain('fails');
  expect(status(404, 'unsaid')).not.toHaveProperty('spine');
  expect(of({ printers: { count: 2, stopped: 2, reason: 'media-empty' } }).printer).toContain('media-empty');
  expect(of({ printers: { count: 2, stopped: 1, reason: 'media-empty' } }).printer).toBe('works');
  expect(of({ signIn: { kind: 'answered', status: 502, spine: 'unsaid', tookMs: 1 } })['sign-in']).toContain(
    '502',
  );
  const page = (title: string) => ({ kind: 'somebody-else', came: { kind: 'page', title } }) as const;
  const portal = of({ broker: page('Hotel Wi-Fi'), signIn: page('') });
  expect(portal).not.toHaveProperty('spine');
  expect(portal).toMatchObject({ network: 'works' });
  expect(portal.broker).toBe(
    'fails A web page (“Hotel Wi-Fi”) came in the broker’s place: open any web page on this computer; if it asks to log in or to pay, do that, else tell whoever runs the network',
  );
  expect(portal['sign-in']).toMatch(/^fails A web page came in the sign-in service’s place: open/);
  const away = { kind: 'somebody-else', came: { kind: 'sent-on', to: 'login.hotel.test' } } as const;
  expect(of({ broker: away }).broker).toMatch(
    /^fails We were sent on to login.hotel.test in the broker’s place: /,
  );
  for (const reason of ['ERR_CERT_DATE_INVALID', 'ERR_PROXY_CONNECTION_FAILED', 'ERR_TIMED_OUT', 'x'])
    expect(failureWords(reason)).toMatch(/broker|proxy/i);
  expect(failureWords('ERR_CERT_DATE_INVALID')).toContain('look at its clock');
});

it('[WAT-14] nothing is said of a Spine that is not reached, and a Spine that fails goes on failing', () => {
  const healths = (...readings: readonly Reading[]) =>
    Object.fromEntries(
      shownParts(
        Object.values(
          watchWith([
            [0, works('spine'), works('broker')],
            [1, ...readings],
          ]).watch.parts,
        ),
      ).map(({ part, health }) => [part, health]),
    );
  expect(healths(works('network'))).toMatchObject({ broker: 'works', spine: 'works' });
  expect(healths(down)).toMatchObject({ broker: 'fails', spine: 'unknown' });
  expect(healths(fails('network'))).toMatchObject({ network: 'fails', spine: 'unknown' });
  expect(healths(fails('spine'), down)).toMatchObject({ broker: 'fails', spine: 'fails' });
});

it('[WAT-14] of a Spine that was never looked at no look is on its way while the broker fails', () => {
  const parts = Object.values(
    watchWith([
      [0, down],
      [1, down],
    ]).watch.parts,
  );
  const spine = shownParts(parts).find(({ part }) => part === 'spine');
  expect(spine).toMatchObject({ health: 'unknown', reason: 'Not reached while what lies before it fails' });
});

describe('one message that gets no proper answer', () => {
  const bad = (about?: string): Reading => ({
    ...fails('broker', 'attempt'),
    ...(about === undefined ? {} : { about }),
  });
  const night = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => [at, up] as const);
  const brokerAfter = (...more: Parameters<typeof watchWith>[0]) =>
    watchWith([...night, ...more].sort(([a], [b]) => a - b)).watch.parts.broker;

  it('[WAT-11] fails no part, however often it is tried, while our own probe gets through', () => {
    const broker = brokerAfter([0.5, bad('a')], [3.5, bad('a')], [5.5, bad('a')], [8.5, bad('a')]);
    expect(broker).toMatchObject({ health: 'works', failedAt: undefined });
    expect(isSustained(broker, minute(9), rules)).toBe(false);
  });

  it('[WAT-11] a second one shortly after, a download, or a probe that fails as well, fails the broker', () => {
    const two = brokerAfter([0.5, bad('a')], [3.5, bad('b')], [4.5, bad('a')]);
    expect(two).toMatchObject({ health: 'fails', sinceAt: minute(3.5), failedAt: minute(4.5) });
    expect(isSustained(two, minute(9), rules)).toBe(true);
    expect(brokerAfter([2.5, bad()]).health).toBe('fails');
    expect(brokerAfter([8.5, bad('a')], [9.5, down]).health).toBe('fails');
    expect(watchWith([[0, bad('a')]]).watch.parts.broker.health).toBe('fails');
    const between = brokerAfter([0.5, bad('a')], [1.5, works('broker', 'attempt')], [3.5, bad('b')]);
    expect(between.health).toBe('works');
  });

  it('[WAT-11] is told from a download by its subject in the journal', () => {
    const script = releaseSubject(true, 'AAAAAA-BBBBBB-CCCCCC');
    expect(aboutOf(script)).toBe(script);
    expect(aboutOf(messageSubject('m'))).toBe(messageSubject('m'));
    expect(aboutOf(releaseSubject(false, undefined))).toBeUndefined();
    const [, broker] = readAttempt({ kind: 'answered', status: 500, bodyText: '', about: script });
    expect(broker).toMatchObject({ part: 'broker', result: 'fails', about: script });
  });

  it('[WAT-12] [INC-1] a broker that answers 500 to our probe opens an incident', () => {
    const broker = { kind: 'answered', status: 500, spine: 'unsaid', tookMs: 1 } as const;
    const readings = readProbe({ ...quietSurroundings, broker });
    const { watch } = watchWith([0, 3, 6].map((at) => [at, ...readings] as const));
    expect(lineOf(watch)).toMatchObject({ kind: 'offline', reason: 'The broker answers 500' });
    expect(isSustained(watch.parts.broker, minute(6), rules)).toBe(true);
  });

  it('[WAT-13] [INC-1] the log-in page of a network opens an incident that says what came and what to do', () => {
    const broker = { kind: 'somebody-else', came: { kind: 'page', title: 'Hotel Wi-Fi' } } as const;
    const readings = readProbe({ ...quietSurroundings, broker });
    const { watch, events } = watchWith([0, 3, 6].map((at) => [at, ...readings] as const));
    const reason = expect.stringMatching(/“Hotel Wi-Fi”.*open any web page/) as string;
    expect(events).toContainEqual(
      expect.objectContaining({
        changes: expect.arrayContaining([expect.objectContaining({ reason })]) as unknown,
      }),
    );
    const detecting = { watch, companion: false, now: minute(6), rules, newId: () => 'i' };
    expect(detectIncident(undefined, detecting)).toMatchObject([
      { type: 'incident.opened', title: 'Broker fails', reason },
    ]);
  });
});
