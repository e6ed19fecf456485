import { describe, expect, it } from 'vitest';
import { scriptsOfSeed } from '../../../electron/training/prescribe';
import { Spine } from '../../../electron/training/spine';
import { str, type Json } from '../../../electron/training/json';
import type { Memory, Script } from '../../../electron/training/model';
import { writeRelease } from '../../../renderer/domain/fhir/write-release';
import { writeWithdraw } from '../../../renderer/domain/fhir/write-withdraw';
import { asInstant, type Instant } from '../../../renderer/domain/kernel/instant';
import type { Prescription, SuppliedLine } from '../../../renderer/domain/prescriptions/model';
import { aSite, now } from '../../support/builders';
import { seeds } from '../../support/seeds';
import {
  actor,
  claimFor,
  claimPath,
  codeOf,
  giveBack,
  lineOf,
  newId,
  notify,
  notifyPath,
  only,
  release,
  releasePath,
  scriptsOf,
  taskPath,
  wire,
} from '../../support/spine-talk';
import { aSpine } from '../../support/world';

const dayMs = 86_400_000;

/** Repeat dispensing from its first issue on, signed today, 28 days each. */
const anErdSpine = (clock: { at: number }): Spine => {
  const spine = new Spine({ now: () => clock.at, changed: () => undefined });
  const seed = seeds.scripts.find(({ kind }) => kind === 'erd');
  if (!seed) throw new Error('no repeat dispensing among the seeds');
  const first = { ...seed, issue: 1, issues: 3, signedDaysAgo: 0, nominated: true };
  spine.restore(scriptsOfSeed(seeds, first, 1, { ods: aSite.ods, now: clock.at }));
  return spine;
};

const statuses = (spine: Spine): readonly string[] => spine.scripts().map(({ status }) => status);

const firstOf = (body: Json): Prescription => {
  const [script] = scriptsOf(body);
  if (!script) throw new Error('nothing released');
  return script;
};

const withdrawal = (prescription: Prescription, of: string, at: Instant = now) =>
  wire(
    writeWithdraw({
      prescription,
      messageId: newId(),
      of,
      reason: { code: 'QU', display: 'Quantity Update' },
      at,
      actor,
      site: aSite,
    }),
  );

const withReason = (lines: readonly SuppliedLine[]): SuppliedLine[] =>
  lines.map((line) => ({ ...line, reason: { code: '0010', display: 'x' } }));

describe('training Spine: repeat dispensing', () => {
  it('[TSP-27] the next issue comes when the one before is complete, and on its day', () => {
    const clock = { at: Number(now) };
    const spine = anErdSpine(clock);
    const { body } = release(spine);
    expect(statuses(spine)).toEqual(['0002', '9000', '9000']);
    notify(spine, body);
    expect(statuses(spine)).toEqual(['0006', '0000', '9000']);
    expect(codeOf(release(spine).body)).toBe('NO_MORE_PRESCRIPTIONS');
    clock.at += 22 * dayMs;
    expect(firstOf(release(spine).body).issue).toBe(2);
  });

  it('[TSP-27] an issue that nobody finished lets the next one go; one that ends unopened ends all', () => {
    const clock = { at: Number(now) };
    const spine = anErdSpine(clock);
    const { body } = release(spine);
    const { shortId } = firstOf(body);
    notify(spine, body, { lines: lineOf(firstOf(body), '0004'), status: '0003' });
    clock.at += 181 * dayMs;
    expect(firstOf(release(spine, shortId).body).issue).toBe(2);
    clock.at = Number(now);
    const unopened = anErdSpine(clock);
    clock.at += 200 * dayMs;
    expect(codeOf(release(unopened, shortId).body)).toBe('PRESCRIPTION_EXPIRED');
  });

  it('[TSP-8] a return takes the nomination off every issue', () => {
    const clock = { at: Number(now) };
    const spine = anErdSpine(clock);
    const { body } = release(spine);
    expect(giveBack(spine, firstOf(body)).answer.status).toBe(200);
    expect(spine.scripts().map(({ nominated }) => nominated)).toEqual(['', '', '']);
  });

  it('[TSP-31] the counters are those of the item as released, and count to the same end', () => {
    const spine = anErdSpine({ at: Number(now) });
    const { body } = release(spine);
    const { message } = notify(anErdSpine({ at: Number(now) }), body);
    const text = JSON.stringify(message);
    const counted = (from: string, to: string) => wire(JSON.parse(text.replaceAll(from, to)));
    const allowed = '"url":"https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation"';
    expect(text).toContain(allowed);
    expect(spine.handle(notifyPath, counted('"basedOn"', '"basedUpon"')).answer.status).toBe(500);
    expect(
      codeOf(spine.handle(notifyPath, counted('"valueInteger":2', '"valueInteger":5')).answer.body),
    ).toBe('MISMATCH_AUTHORISED_REPEAT_COUNT');
    expect(spine.handle(notifyPath, message).answer.status).toBe(200);
  });

  it('[TSP-31] repeat dispensing that says nothing of its counters, or a line nothing of its own, is refused', () => {
    const spine = anErdSpine({ at: Number(now) });
    const { body } = release(spine);
    const prescription = firstOf(body);
    const mute = (message: Json, name: string): Json =>
      wire(JSON.parse(JSON.stringify(message).replaceAll(name, 'x')));
    const refusedBy = (path: string, message: Json) => codeOf(spine.handle(path, message).answer.body);
    const { message } = notify(anErdSpine({ at: Number(now) }), body);
    for (const name of [
      'Extension-EPS-RepeatInformation',
      'Extension-UKCore-MedicationRepeatInformation',
      'numberOfPrescriptionsIssued',
    ])
      expect(refusedBy(notifyPath, mute(message, name)), name).toBe('MISMATCH_AUTHORISED_REPEAT_COUNT');
    const further = wire(JSON.parse(JSON.stringify(message).replace(/,"numberOfRepeatsAllowed":\d+/g, '')));
    expect(refusedBy(notifyPath, further)).toBe('MISMATCH_AUTHORISED_REPEAT_COUNT');
    expect(spine.handle(notifyPath, message).answer.status).toBe(200);
    const back = withdrawal(prescription, str(message, 'identifier', 'value'));
    expect(refusedBy(taskPath, mute(back, 'Extension-EPS-RepeatInformation'))).toBe(
      'MISMATCH_AUTHORISED_REPEAT_COUNT',
    );
  });
});

describe('training Spine: what was told and taken back', () => {
  it('[TSP-9] a withdrawal brings back the hand-over time before it too', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    const prescription = firstOf(body);
    const first = notify(spine, body, { lines: lineOf(prescription, '0004'), status: '0003' });
    const before = only(spine).handedOverAt;
    const text = JSON.stringify(notify(aSpine(0), body).message);
    const [date] = new Date(now).toISOString().split('T');
    const later = wire(
      JSON.parse(text.replaceAll(`"whenHandedOver":"${date}`, '"whenHandedOver":"2026-12-24')),
    );
    expect(spine.handle(notifyPath, later).answer.status).toBe(200);
    expect(only(spine).handedOverAt).not.toBe(before);
    const last = withdrawal(prescription, str(later, 'identifier', 'value'));
    expect(spine.handle(taskPath, last).answer.status).toBe(200);
    expect(only(spine)).toMatchObject({ status: '0003', handedOverAt: before });
    const all = withdrawal(prescription, str(first.message, 'identifier', 'value'));
    expect(spine.handle(taskPath, all).answer.status).toBe(200);
    expect(only(spine).status).toBe('0002');
    expect(only(spine).handedOverAt).toBeUndefined();
  });

  it('[TSP-9] repeat dispensing goes back no further than with dispenser, active, and is then not returned', () => {
    const spine = anErdSpine({ at: Number(now) });
    const { body } = release(spine);
    const prescription = firstOf(body);
    const told = () => str(notify(spine, body).message, 'identifier', 'value');
    const current = () => spine.scripts().find(({ issue }) => issue === prescription.issue);
    expect(spine.handle(taskPath, withdrawal(prescription, told())).answer.status).toBe(200);
    expect(current()?.status).toBe('0003');
    expect(current()?.lines.every(({ status }) => status === '0008')).toBe(true);
    expect(codeOf(giveBack(spine, prescription).answer.body)).toBe('PRESCRIPTION_INVALID_STATE_TRANSITION');
    told();
    expect(current()?.status).toBe('0006');
  });

  it('[TSP-17] [TSP-29] what counts as not claimed stays so: amended as it is, never withdrawn', () => {
    const clock = { at: Number(now) };
    const spine = aSpine(1, () => clock.at);
    const { body } = release(spine);
    const { message } = notify(spine, body);
    const prescription = firstOf(body);
    const id = str(message, 'identifier', 'value');
    clock.at += 181 * dayMs;
    expect(codeOf(spine.handle(taskPath, withdrawal(prescription, id)).answer.body)).toBe(
      'PRESCRIPTION_INVALID_STATE_TRANSITION',
    );
    const amended = (change: Parameters<typeof notify>[2]): Json => {
      const made = wire(notify(aSpine(0), body, change).message);
      const replaces = {
        url: 'https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf',
        valueIdentifier: { system: 'https://tools.ietf.org/html/rfc4122', value: id },
      };
      const text = JSON.stringify(made).replace(
        '"resourceType":"MessageHeader"',
        `"resourceType":"MessageHeader","extension":[${JSON.stringify(replaces)}]`,
      );
      return wire(JSON.parse(text));
    };
    const none = withReason(lineOf(prescription, '0002'));
    expect(codeOf(spine.handle(notifyPath, amended({ lines: none, status: '0007' })).answer.body)).toBe(
      'PRESCRIPTION_INVALID_STATE_TRANSITION',
    );
    const moved = JSON.stringify(amended({})).replace(/"whenHandedOver":"\d{4}/g, '"whenHandedOver":"2025');
    expect(codeOf(spine.handle(notifyPath, wire(JSON.parse(moved))).answer.body)).toBe('INVALID_MESSAGE');
    expect(spine.handle(notifyPath, amended({})).answer.status).toBe(200);
    expect(only(spine).status).toBe('0009');
  });

  it('[TSP-28] what has ended is deleted after its time, and nothing is known of it then', () => {
    const clock = { at: Number(now) };
    const spine = aSpine(2, () => clock.at);
    const { body } = release(spine);
    const prescription = firstOf(body);
    const none = withReason(lineOf(prescription, '0002'));
    const { message } = notify(spine, body, { lines: none, status: '0007' });
    const claim = claimFor(spine, str(message, 'identifier', 'value'));
    clock.at += 29 * dayMs;
    expect(codeOf(spine.handle(claimPath, claim).answer.body)).not.toBe('PRESCRIPTION_NOT_FOUND');
    clock.at += 2 * dayMs;
    expect(codeOf(spine.handle(claimPath, claim).answer.body)).toBe('PRESCRIPTION_NOT_FOUND');
    expect(codeOf(release(spine, prescription.shortId).body)).toBe('RESOURCE_NOT_FOUND');
  });

  it('[TSP-16] a claim is amended until the fifth ends in England, also in summer', () => {
    const may = Date.parse('2026-05-31T22:30:00Z'); // the last day of May there: half past eleven
    const clock = { at: may };
    const spine = aSpine(1, () => clock.at);
    const { body } = release(spine);
    const { message } = notify(aSpine(0), body);
    const text = JSON.stringify(message).replace(
      /"whenHandedOver":"[^"]+"/g,
      '"whenHandedOver":"2026-05-31T23:30:00+01:00"',
    );
    const told = wire(JSON.parse(text));
    expect(spine.handle(notifyPath, told).answer.status).toBe(200);
    const claim = claimFor(spine, str(told, 'identifier', 'value'));
    expect(spine.handle(claimPath, claim).answer.status).toBe(200);
    const again = (): Json => claimFor(spine, str(told, 'identifier', 'value'), only(spine).claimId);
    clock.at = Date.parse('2026-06-05T22:59:00Z');
    expect(spine.handle(claimPath, again()).answer.status).toBe(200);
    clock.at = Date.parse('2026-06-05T23:00:00Z');
    expect(codeOf(spine.handle(claimPath, again()).answer.body)).toBe('CLAIM_AMEND_PERIOD_ISSUE');
  });
});

describe('training Spine: ids used again', () => {
  const ask = wire(writeRelease({ site: aSite, actor }));

  it('[TSP-30] a request id used for another body is refused, also after a restart', () => {
    const kept: Memory[] = [];
    const spine = new Spine({ now: () => now, changed: (one) => kept.push(one) });
    spine.add(aSpine(2).scripts());
    expect(spine.handle(releasePath, ask, 'a').answer.status).toBe(200);
    const byId = wire(writeRelease({ site: aSite, actor, shortId: only(spine).shortId }));
    expect(spine.handle(releasePath, byId, 'a').answer.status).toBe(400);
    expect(spine.handle(releasePath, ask, 'a').replay).toBe(true);
    const again = new Spine({ now: () => now, changed: () => undefined });
    for (const one of kept) again.restore(one.scripts, one.releases);
    expect(again.handle(releasePath, byId, 'a').answer.status).toBe(400);
    expect(again.handle(releasePath, ask, 'a').replay).toBe(true);
  });

  it('[TSP-10] [TSP-30] a message that comes again is answered again, whatever its request id; another under its id is refused', () => {
    const spine = aSpine(2);
    const { body } = release(spine);
    const { message } = notify(aSpine(0), body);
    expect(spine.handle(notifyPath, message, 'a').answer.status).toBe(200);
    const before: readonly Script[] = spine.scripts();
    expect(spine.handle(notifyPath, message, 'a').replay).toBe(true);
    expect(spine.handle(notifyPath, message, 'b')).toMatchObject({ replay: true, answer: { status: 200 } });
    expect(spine.handle(notifyPath, { ...message, language: 'en' }, 'c').answer.status).toBe(400);
    const [, second] = scriptsOf(body);
    if (!second) throw new Error('one script only');
    const borrowed = giveBack(spine, second, str(message, 'identifier', 'value'));
    expect(borrowed.answer.status).toBe(400);
    expect(spine.scripts()).toEqual(before);
  });
});

describe('training Spine: between release and hand-out', () => {
  it('[TSP-18] a cancellation leaves the holder free to hand out, and what is left to the return', () => {
    const spine = aSpine(1);
    const { body } = release(spine);
    spine.cancel(only(spine).shortId);
    expect(scriptsOf(release(spine, only(spine).shortId).body)).toHaveLength(1);
    const { message, handled } = notify(spine, body);
    expect(handled.answer.status).toBe(200);
    const prescription = firstOf(body);
    const back = withdrawal(prescription, str(message, 'identifier', 'value'), asInstant(Number(now) + 1));
    expect(spine.handle(taskPath, back).answer.status).toBe(200);
    expect(giveBack(spine, prescription).answer.status).toBe(200);
    expect(codeOf(release(spine, prescription.shortId).body)).toBe('PRESCRIPTION_CANCELLED');
  });
});
