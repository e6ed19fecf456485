import { describe, expect, it } from 'vitest';
import { statusParts } from '../../renderer/app/status-parts';
import { detectIncident } from '../../renderer/domain/incidents/detect';
import { asRequestId } from '../../renderer/domain/kernel/ids';
import { askingOf } from '../../renderer/domain/desk/numbers';
import { readProbe, type ProbeFacts } from '../../renderer/domain/watch/probe';
import { lineOf } from '../../renderer/domain/watch/line';
import { beginWatch, knowBroker } from '../../renderer/domain/watch/watch';
import { noDownload } from '../../renderer/sync/no-download';
import type { EngineStatus } from '../../renderer/usecases/views';
import { aSite, now } from '../support/builders';
import { detecting, minute, watchWith } from '../support/watching';

/** No broker is asked, and this computer has no network either. */
const cutOff: ProbeFacts = {
  network: { kind: 'no-address' },
  broker: null,
  signIn: null,
  printers: { count: 1, stopped: 1, reason: '' },
};
const looks = [-40, -30, -20, -10, 0].map((at) => [at, ...readProbe(cutOff)] as const);

type Running = Extract<EngineStatus, { kind: 'running' }>;
const none = {
  ...{ locked: 0, 'to-check': 0, 'to-assemble': 0, 'to-accuracy-check': 0, ready: 0, owed: 0 },
  ...{ 'needs-person': 0, done: 0, returned: 0, all: 0, quarantined: 0, 'claims-due': 0 },
  ...{ 'messages-open': 0, 'messages-parked': 0, lists: {} },
};
const status = (more: Partial<Running>): Running => ({
  kind: 'running',
  now,
  person: undefined,
  broker: { kind: 'not-set-up' },
  clock: undefined,
  parts: [],
  incident: undefined,
  smartcard: { kind: 'away', again: false },
  site: aSite,
  download: { ...noDownload, inDoubt: [] },
  counters: none,
  needs: 0,
  importing: undefined,
  importEnds: [],
  ...more,
});
const said = (more: Partial<Running> = {}) => statusParts(status(more)).map(({ text }) => text);

describe('[SET-6] a broker that is not set up yet', () => {
  it('is neither online nor offline, whatever else fails', () => {
    const { watch } = watchWith(looks);
    expect(watch.parts.network.health).toBe('fails');
    expect(lineOf(watch)).toEqual({ kind: 'not-set-up' });
  });

  it('is known before the first look, and until it is set up', () => {
    const unset = knowBroker(beginWatch(now), false, now);
    expect(lineOf(unset)).toEqual({ kind: 'not-set-up' });
    expect(lineOf(knowBroker(unset, true, now))).toEqual({ kind: 'unknown' });
    const known = beginWatch(now, [{ part: 'broker', failedAt: minute(-9), failing: undefined }]);
    expect(knowBroker(known, true, now)).toEqual(known);
    // When it failed last, before it was gone, is kept.
    const { broker } = knowBroker(knowBroker(known, false, now), true, now).parts;
    expect(broker).toEqual(known.parts.broker);
  });

  it('opens no incident by itself for the way to EPS; a printer does, and a companion’s network', () => {
    const opened = (companion: boolean) =>
      detectIncident(undefined, { ...detecting(looks), companion }).map((event) =>
        event.type === 'incident.opened' ? event.parts : event.type,
      );
    expect(opened(false)).toEqual([['printer']]);
    expect(opened(true)).toEqual([['network', 'printer']]);
  });

  it('stands in the status line with nothing of a smartcard or a download, and opens Settings', () => {
    expect(said()).toEqual(['Broker: not set up', 'Outbox empty']);
    expect(statusParts(status({}))[0]).toMatchObject({
      place: { kind: 'settings', ledTo: { heading: 'Connection' } },
      attention: true,
    });
    expect(said({ counters: { ...none, 'messages-open': 2 } })).toContain('2 messages wait');
    const again = { kind: 'at', at: now } as const;
    const inDoubt = [{ requestId: asRequestId('r'), sinceAt: now, lost: false, again }];
    expect(said({ download: { ...noDownload, inDoubt } })[2]).toMatch(/in doubt since/);
  });

  it('[SET-4] is not missed where there is to be none', () => {
    expect(statusParts(status({ broker: { kind: 'none' } }))).toMatchObject([
      { text: 'Companion: no broker', attention: false },
    ]);
  });

  it('is what requests for single scripts wait for', () => {
    const line = { kind: 'not-set-up' } as const;
    expect(askingOf({}, { line, missing: 'smartcard' })).toBe('');
    expect(askingOf({ 'desk/waiting': 1 }, { line, missing: 'smartcard' })).toBe(
      'No broker is set up yet: Settings (F8), Connection. 1 request waits here. It leaves by itself when one is.',
    );
  });
});
