import type { DecideContext } from '../kernel/context';
import { asMessageId } from '../kernel/ids';
import type { Instant } from '../kernel/instant';
import { refuse } from '../kernel/refusal';
import { blockedBecause, itemEnd, needRole } from './allowed';
import { decided, type Decision } from './commands';
import { notNow } from './decide-work';
import type { Item, PrescriptionState, Supply, SuppliedLine } from './model';

const expiredReason = { code: '0008', display: 'Item or prescription expired' };

/**
 * [PRX-9] A full supply of one line: what was prescribed, all of it. A cancelled or expired line is carried
 * as it came; one that passed its last day here is recorded as not dispensed (eps.md 3.2, SCAL 2.2.4).
 */
const fullLine = (item: Item, now: Instant, newId: () => string): SuppliedLine => {
  if (item.status === '0005' || item.status === '0006')
    return { itemId: item.itemId, status: item.status, products: [] };
  if (itemEnd(item, now) === 'expired')
    return { itemId: item.itemId, status: '0002', reason: expiredReason, products: [] };
  return {
    itemId: item.itemId,
    status: '0001',
    products: [{ dispenseItemId: newId(), medication: item.medication, quantity: item.quantity }],
  };
};

/** The prescription's status after an event by EPS's rule (eps.md 3.4, SCAL 2.2.5). */
const statusAfter = (lines: readonly SuppliedLine[]): Supply['prescriptionStatus'] => {
  if (lines.some((line) => line.status === '0003' || line.status === '0004')) return '0003';
  return lines.some((line) => line.status === '0001') ? '0006' : '0007';
};

/** [PRX-3] [PRX-7] Hands out everything that may be handed out, once, and prepares the one notification. */
export const decideSupplyInFull = (state: PrescriptionState, context: DecideContext): Decision => {
  const refusal =
    blockedBecause(state) ?? needRole(context.user, ['pharmacist', 'technician', 'dispenser'], 'Handing out');
  if (refusal) return refusal;
  if (state.supplies.length > 0)
    return refuse(
      'AlreadySupplied',
      'PRX-7',
      'This script was handed out already.',
      'Open its log to see when and by whom.',
    );
  if (state.work !== 'ready') return notNow(state, 'it cannot be handed out yet');
  const lines = state.prescription.items.map((item) => fullLine(item, context.now, context.newId));
  if (!lines.some((line) => line.status === '0001'))
    return refuse(
      'NothingToSupply',
      'PRX-9',
      'Every item of this script is cancelled or past its last day, so nothing can be handed out.',
      'Return it to the Spine, or ask the prescriber for a new one.',
    );
  const supply = {
    messageId: asMessageId(context.newId()),
    handedOverAt: context.now,
    lines,
    prescriptionStatus: statusAfter(lines),
    by: context.user.name,
  };
  return decided(
    'Handed out. The dispense notification waits for the broker.',
    [{ type: 'prescription.supplied', key: state.prescription.key, supply }],
    [{ kind: 'notification', messageId: supply.messageId, supply }],
  );
};
