import { describe, expect, it } from 'vitest';
import { writeMessage } from '../../renderer/domain/fhir/write-message';
import {
  bestTime,
  dateToLookAt,
  isPast,
  isTimeSure,
  type ClockFault,
} from '../../renderer/domain/kernel/clock-fault';
import { asInstant, dayMs, hourMs } from '../../renderer/domain/kernel/instant';
import type { PrintPage } from '../../renderer/domain/kernel/print-page';
import type { Refusal } from '../../renderer/domain/kernel/refusal';
import { bagForScript, labelsForScript } from '../../renderer/domain/labels/for-script';
import { toldByClock } from '../../renderer/domain/kernel/asked-time';
import type { Item } from '../../renderer/domain/prescriptions/model';
import { decidePrescription } from '../../renderer/domain/prescriptions/decide';
import { bestTimeOf } from '../../renderer/usecases/best-time';
import { drawBarcode } from '../../renderer/platform/barcodes/draw';
import { emptyHanded } from '../../renderer/features/prescription/actions';
import {
  accepted,
  act,
  aContext,
  anActor,
  aSite,
  now,
  ready,
  received,
  refusalCode,
} from '../support/builders';
import { sendClaim } from '../support/claims';
import { handOut, last, wasLater } from '../support/hand-out-time';

/** This computer's clock is so far ahead; it is 24 November 2026, 09:00. */
const aheadBy = (ms: number) =>
  aContext({ now: asInstant(now + ms), clock: { kind: 'off', aheadMs: ms, whose: 'broker' } });
const noCertificate: ClockFault = { kind: 'no-certificate' };
const plain = { choices: [], differences: [] };
const textOf = (made: PrintPage | Refusal): string =>
  'kind' in made ? made.sentence : String(made.html).replace(/<[^>]+>/g, ' ');
const year = 365 * dayMs;
const withoutEnd = ({ expiresAt: _end, ...item }: Item): Item => item;

describe('the best time that is known', () => {
  it('[WAT-17] is the other clock’s while this one is off, else this one’s; by how much it is wrong may be unknown', () => {
    const { now: shown, clock } = aheadBy(year);
    expect([bestTime(shown, clock), isTimeSure(clock)]).toEqual([now, true]);
    expect([bestTime(now, undefined), isTimeSure(undefined)]).toEqual([now, true]);
    for (const fault of [noCertificate, wasLater])
      expect([bestTime(now, fault), isTimeSure(fault)]).toEqual([now, false]);
    expect(dateToLookAt).toContain('Look at its date');
    expect(bestTimeOf({ clock: { now: () => shown }, clockFault: () => clock })).toBe(now);
  });

  it('[WAT-17] stands on labels, slips and bags, or what the person says; by it nothing is lost that may leave', () => {
    const script = ready({ items: [{ quantity: 28 }] });
    const [item] = script.prescription.items;
    if (!item) throw new Error('no item');
    const part = { ...plain, choices: [{ kind: 'part', itemId: item.itemId, quantity: 7 } as const] };
    for (const context of [aheadBy(3 * dayMs), aheadBy(-3 * dayMs), aheadBy(year)]) {
      expect(textOf(labelsForScript(script, part, context))).toContain('24-Nov-2026');
      expect(textOf(labelsForScript(script, part, context))).toContain('Owed to you');
      expect(textOf(bagForScript(script, part, context, drawBarcode))).toContain('24-Nov-2026');
    }
    const said = { ...part, at: asInstant(now - dayMs) };
    const unsure = aContext({ clock: wasLater });
    expect(textOf(labelsForScript(script, said, unsure))).toContain('23-Nov-2026');
    expect(textOf(labelsForScript(script, part, unsure))).toContain('24-Nov-2026');
  });

  it('[LBL-9] [WAT-17] by when the rest is to be fetched goes by the earliest clock', () => {
    const script = ready({ items: [{ quantity: 28 }] });
    const [item] = script.prescription.items;
    if (!item) throw new Error('no item');
    const noEnd = {
      ...script,
      prescription: { ...script.prescription, items: [withoutEnd(item)] },
    };
    const part = { ...plain, choices: [{ kind: 'part', itemId: item.itemId, quantity: 7 } as const] };
    const until = /by (\S+)\./.exec(textOf(labelsForScript(noEnd, part, aContext())))?.[1];
    expect(textOf(labelsForScript(noEnd, part, aheadBy(3 * dayMs)))).toContain(`by ${until ?? '?'}.`);
    const behind = textOf(labelsForScript(noEnd, part, aheadBy(-3 * dayMs)));
    expect(behind).not.toContain(`by ${until ?? '?'}.`);
  });

  it('[PRX-9] [WAT-17] a last day that is past by every clock stays past, on labels and at assembly', () => {
    const late = { ...aheadBy(hourMs), now: asInstant(now + year) };
    expect(labelsForScript(ready(), plain, late)).toMatchObject({ code: 'NothingToLabel' });
    // By one clock only: what the hand-out lets go has its label.
    expect(textOf(labelsForScript(ready(), plain, aheadBy(year)))).toContain('Amoxicillin');
  });

  it('[WAT-17] is what returns, withdrawals and claims bear', () => {
    const context = aheadBy(3 * dayMs);
    const reason = { code: 'QU', display: 'Quantity Update' };
    const told = accepted(act(ready(), handOut()));
    const { messageId } = told.supplies[0] ?? {};
    if (!messageId) throw new Error('nothing told');
    const write = (draft: Parameters<typeof writeMessage>[0]) =>
      writeMessage(draft, told, () => new Map(), context);
    expect(write({ kind: 'return', messageId, reason })).toMatchObject({
      authoredOn: '2026-11-24T09:00:00+00:00',
    });
    expect(write({ kind: 'withdraw', messageId, of: messageId, reason })).toMatchObject({
      authoredOn: '2026-11-24T09:00:00+00:00',
    });
    const decision = decidePrescription(told, sendClaim(told), context);
    expect(decision).toMatchObject({ messages: [{ claim: { at: now } }] });
  });

  it('[CLM-2] [WAT-17] a claim is over where it is by every clock', () => {
    const told = accepted(act(ready(), handOut()));
    expect(refusalCode(told, sendClaim(told), aheadBy(year))).toBe('decided');
    expect(refusalCode(told, sendClaim(told), { ...aheadBy(hourMs), now: asInstant(now + year) })).toBe(
      'ClaimOver',
    );
    expect(isPast(now, { now: asInstant(now + 1), clock: noCertificate })).toBe(false);
    expect(isPast(now, { now: asInstant(now + 1) })).toBe(true);
  });

  it('[WAT-17] [PRX-21] a script recorded as not dispensed is told by it, and whoever records it reads which', () => {
    const context = aheadBy(3 * dayMs);
    const told = toldByClock(context.clock, context.now);
    expect(told?.words).toContain('24-Nov-2026 09:00, by the other clock');
    const none = {
      kind: 'RecordNotDispensed',
      reasonCode: '0010',
      ...(told?.time ? { time: told.time } : {}),
    } as const;
    expect(last(act(ready(), none, context))).toMatchObject({
      handedOverAt: now,
      clock: context.clock,
      said: { insteadOf: context.now, reason: 'by the other clock' },
    });
    const unsure = toldByClock(wasLater, now);
    expect([unsure?.time, unsure?.words]).toEqual([undefined, expect.stringContaining('which may be wrong')]);
    expect(toldByClock(undefined, now)).toBeUndefined();
    expect(refusalCode(ready(), { ...none, time: { at: now, reason: '' } }, aContext())).toBe('ClockIsRight');
  });

  it('[CLM-6] [WAT-17] nor does a notification count as not claimed by a clock that is known to be ahead', () => {
    const told = accepted(act(ready(), handOut()));
    const withdraw = { kind: 'WithdrawSupply', reasonCode: 'QU' } as const;
    expect(refusalCode(told, withdraw, aheadBy(year))).toBe('decided');
    expect(refusalCode(told, withdraw, aContext({ now: asInstant(now + year) }))).toBe('NotClaimed');
  });

  it('[PRX-9] [WAT-17] the screen says that nothing can be handed out where the hand-out says so', () => {
    const seat = { person: anActor(), site: aSite };
    const { now: shown, clock } = aheadBy(year);
    expect(emptyHanded(received(), { ...seat, clock }, shown)).toBeUndefined();
    expect(emptyHanded(received(), seat, shown)).toMatchObject({ code: 'NothingToSupply' });
  });
});
