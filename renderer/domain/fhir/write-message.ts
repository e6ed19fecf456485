import { assertNever } from '../kernel/assert-never';
import { bestNow } from '../kernel/clock-fault';
import type { DecideContext } from '../kernel/context';
import type { ItemId } from '../kernel/ids';
import type { MessageDraft } from '../prescriptions/commands';
import type { PrescriptionState } from '../prescriptions/model';
import { standingSupplies } from '../prescriptions/supplied';
import type { Json } from './json';
import { writeClaim } from './write-claim';
import { writeNotification } from './write-notification';
import { writeReturn } from './write-return';
import { writeWithdraw } from './write-withdraw';

/** Body of the message that a decision asked for. `released` gives the lines as EPS handed them over. */
export const writeMessage = (
  draft: MessageDraft,
  state: PrescriptionState,
  released: () => ReadonlyMap<ItemId, Json>,
  context: DecideContext,
): unknown => {
  const { prescription } = state;
  const { site, user: actor, newId } = context;
  const at = bestNow(context);
  switch (draft.kind) {
    case 'notification':
      return writeNotification({
        prescription,
        supply: draft.supply,
        released: released(),
        actor,
        site,
        newId,
      });
    case 'claim': {
      const supplies = standingSupplies(state);
      return writeClaim({ prescription, supplies, claim: draft.claim, actor, site, newId });
    }
    case 'withdraw':
      return writeWithdraw({ ...draft, prescription, at, actor, site });
    case 'return':
      return writeReturn({ prescription, messageId: draft.messageId, reason: draft.reason, at, actor, site });
    default:
      return assertNever(draft);
  }
};
