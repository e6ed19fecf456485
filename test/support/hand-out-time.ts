import type { DecideContext } from '../../renderer/domain/kernel/context';
import type { ClockFault } from '../../renderer/domain/kernel/clock-fault';
import { asItemId } from '../../renderer/domain/kernel/ids';
import { asInstant, dayMs, hourMs, type Instant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { act, aContext, evolveAll, now, ready, uuids } from './builders';
import { itemIdOf } from './fhir';

export const ahead: ClockFault = { kind: 'off', aheadMs: 3 * hourMs, whose: 'broker' };
export const wasLater: ClockFault = { kind: 'was-later', shownAt: asInstant(now + 5 * dayMs) };
/** It is three hours earlier than this computer's clock says. */
export const truly = asInstant(now - 3 * hourMs);
/** All of it; where something left before, the rest is in the bag. */
const full = [{ kind: 'full', itemId: asItemId(itemIdOf(0)), restIsIn: true }] as const;

export const handOut = (at?: Instant, reason = ''): PrescriptionCommand => ({
  kind: 'SupplyItems',
  choices: full,
  ...(at === undefined ? {} : { time: { at, reason } }),
});
export const correct = (at?: Instant, reason = 'Clock put right'): PrescriptionCommand => ({
  kind: 'AmendSupply',
  choices: full,
  ...(at === undefined ? {} : { time: { at, reason } }),
});
export const later = (change: Partial<DecideContext> = {}): DecideContext =>
  aContext({ newId: uuids('7'), ...change });
export const last = (state: PrescriptionState) => state.supplies.at(-1);

/** Handed out by a clock that was three days ahead; now it is right. */
export const inFuture = (state = ready()): PrescriptionState =>
  act(state, handOut(), aContext({ now: asInstant(now + 3 * dayMs) }));

export const withdrawn = (state: PrescriptionState): PrescriptionState => {
  const going = act(state, { kind: 'WithdrawSupply', reasonCode: 'ONC' }, later({ newId: uuids('8') }));
  const messageId = last(going)?.withdrawal;
  if (messageId === undefined) throw new Error('no withdrawal');
  const { key } = going.prescription;
  return evolveAll(going, [{ type: 'prescription.supply-withdrawn', key, messageId }]);
};
