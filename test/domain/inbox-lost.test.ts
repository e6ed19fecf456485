import { describe, expect, it } from 'vitest';
import { downloadWords } from '../../renderer/app/download-words';
import { decideClose, turnedUp } from '../../renderer/domain/inbox/close';
import { askedAgainOf, doubtWords, type AskedAgain } from '../../renderer/domain/inbox/words';
import { evolveRelease } from '../../renderer/domain/inbox/evolve';
import type { Release } from '../../renderer/domain/inbox/model';
import { asPrescriptionId, asRequestId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { Role } from '../../renderer/domain/users/model';
import { anActor, now } from '../support/builders';
import { aPrescription } from '../support/fhir';

describe('closing a download in doubt', () => {
  const lost: Release = {
    requestId: asRequestId('7f1d2a52-1111-4000-8000-000000000001'),
    attended: false,
    intentSeq: 1,
    sha256: '',
    attempts: 5,
    progress: { kind: 'lost', sinceAt: now },
  };
  const code = (release: Release | undefined, reason: string, role: Role = 'pharmacist'): string => {
    const decision = decideClose(release, reason, { user: anActor(role) });
    return decision.kind === 'refused' ? decision.code : 'decided';
  };

  it('[INB-10] a pharmacist or a manager closes it with a reason, nobody else and not before it is lost', () => {
    expect(code(lost, 'All patients of that hour were asked.')).toBe('decided');
    expect(code(lost, 'x', 'manager')).toBe('decided');
    expect([code(lost, 'x', 'technician'), code(lost, 'x', 'dispenser')]).toEqual([
      'RoleMissing',
      'RoleMissing',
    ]);
    expect(code(lost, '  ')).toBe('ReasonMissing');
    const waiting: Release = { ...lost, progress: { kind: 'in-doubt', sinceAt: now, dueAt: now } };
    expect([code(waiting, 'x'), code(undefined, 'x')]).toEqual(['NotLost', 'NotLost']);
  });

  it('[INB-10] once closed it names who closed it and why', () => {
    const closed = evolveRelease(lost, {
      type: 'release.closed',
      requestId: lost.requestId,
      reason: 'None is missing.',
      at: now,
      by: 'Priya Shah',
      seq: 9,
    });
    expect(closed?.progress).toMatchObject({
      kind: 'settled',
      outcome: { sentence: 'Closed by Priya Shah: None is missing.' },
    });
  });

  it('[INB-12] one that was asked for by its id is over when its script is here; a download is not', () => {
    const { key, shortId } = aPrescription();
    const byId: Release = { ...lost, shortId };
    const other: Release = { ...lost, shortId: asPrescriptionId('98FFAB-4F61B2-A0B4D6') };
    const confirmed = { type: 'prescription.confirmed', key } as const;
    expect(turnedUp([lost, other, byId], [confirmed])).toMatchObject([
      { type: 'release.settled', requestId: byId.requestId },
    ]);
    expect(turnedUp([lost, other], [confirmed])).toEqual([]);
    expect(turnedUp([byId], [])).toEqual([]);
    const inDoubt: Release = { ...byId, progress: { kind: 'in-doubt', sinceAt: now, dueAt: now } };
    expect(turnedUp([inDoubt], [confirmed])).toMatchObject([{ type: 'release.settled' }]);
  });

  it('[INB-10] each says what is unseen, when it is asked for again, and whether a person may close it', () => {
    const again = { triedAt: now, dueAt: asInstant(now + 600_000), soonestAt: now };
    const inDoubt = { kind: 'in-doubt', sinceAt: now, dueAt: again.dueAt } as const;
    const { roleProfileId } = anActor();
    const attended = { attended: true, roleProfileId, askedBy: 'Priya Shah' };
    const of = (change: Partial<Release>, role?: string): AskedAgain =>
      askedAgainOf({ ...lost, ...change }, { roleProfileId: role });
    expect(of({})).toEqual({ kind: 'never' });
    expect(of({ progress: { kind: 'lost', sinceAt: now, again } })).toEqual({ kind: 'at', at: again.dueAt });
    expect(of({ progress: { kind: 'asked', sinceAt: now } })).toEqual({ kind: 'now' });
    expect(of({ ...attended, progress: inDoubt })).toEqual({ kind: 'person', name: 'Priya Shah' });
    expect(of({ ...attended, progress: inDoubt }, roleProfileId)).toEqual({ kind: 'at', at: again.dueAt });
    const words = (isLost: boolean, next: AskedAgain) =>
      doubtWords({ sinceAt: now, lost: isLost, again: next }, now);
    expect(words(false, { kind: 'at', at: again.dueAt })).toEqual({
      what: 'No answer to the download of 24-Nov-2026 09:00. Up to 25 scripts may be on their way to us.',
      next: 'The same request goes out again by itself at 09:10.',
      closable: false,
    });
    const told = words(true, { kind: 'at', at: again.dueAt });
    expect(told.what).toContain('Up to 25 scripts may be with us and unseen.');
    expect(told.next).toMatch(/at 09:10, or sooner once answers come again\. When .* ask for it by its id/);
    expect(words(false, { kind: 'person', name: 'Priya Shah' }).next).toContain('once Priya Shah signs in');
    for (const next of [{ kind: 'never' }, { kind: 'now' }, { kind: 'person', name: '' }] as const)
      expect(words(true, next)).toMatchObject({ closable: true });
  });
});

describe('downloads in doubt, in the status bar', () => {
  it('[INB-2] what may be unseen is said before the download that goes on', () => {
    const again = { kind: 'at', at: now } as const;
    const doubt = {
      requestId: asRequestId('7f1d2a52-1111-4000-8000-000000000002'),
      sinceAt: now,
      lost: false,
      again,
    };
    const download = {
      busy: true,
      received: 3,
      lastAt: undefined,
      lastSentence: '',
      stuck: false,
      nextAt: undefined,
    };
    const words = downloadWords({ ...download, inDoubt: [doubt] }, now);
    expect(words).toEqual({
      text: 'Up to 25 scripts in doubt since 09:00 · downloading… 3 so far',
      attention: true,
    });
    expect(downloadWords({ ...download, inDoubt: [] }, now).text).toBe('Downloading… 3 so far');
    const older = { ...doubt, sinceAt: asInstant(now - 3_600_000), lost: true };
    const lost = downloadWords({ ...download, inDoubt: [older] }, now);
    const both = downloadWords({ ...download, inDoubt: [older, doubt] }, now);
    expect([lost.text, both.text].join()).toMatch(/25 scripts unseen since.*50 scripts in doubt since 08:00/);
  });

  it('[INB-20] a download that cannot be asked for from here is not passed off as the last one', () => {
    const download = { busy: false, received: 0, inDoubt: [], lastSentence: '', stuck: true, nextAt: now };
    expect(downloadWords({ ...download, lastAt: now }, now)).toEqual({
      text: 'No download since 09:00',
      attention: true,
    });
    expect(downloadWords({ ...download, lastAt: undefined }, now)).toEqual({
      text: 'No download goes',
      attention: true,
    });
  });
});
