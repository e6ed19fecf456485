import type { Actor } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import type { PrescriptionState } from '../prescriptions/model';
import type { PrintEvent } from './events';
import type { PrintEnd, PrintOrder, PrintTicket } from './model';

export type AskToPrint = PrintOrder & { readonly kind: 'AskToPrint' };
export type EndPrint = {
  readonly kind: 'EndPrint';
  readonly ticket: PrintTicket;
  readonly end: PrintEnd;
  readonly said?: string;
};
export type PrintCommand = AskToPrint | EndPrint;

type Asked = {
  readonly kind: 'decided';
  readonly events: readonly PrintEvent[];
  readonly ticket: PrintTicket;
};
type Context = { readonly user: Actor | undefined; readonly newId: () => string };

/** [PRN-1] [PRN-2] [PRN-3] Leave to print: who, what, and for a token which copy it is. */
export const decideAskToPrint = (
  state: PrescriptionState | undefined,
  { kind: _kind, ...order }: AskToPrint,
  { user, newId }: Context,
): Asked | Refusal => {
  if (!user) return refuse('SignedOut', 'PRN-2', 'Nobody is signed in.', 'Sign in, then print it again.');
  if (order.key !== undefined && !state)
    return refuse('ScriptUnknown', 'PRN-1', 'This script is not known here.', 'Go back to the worklist.');
  const before = order.of === 'token' ? (state?.tokens ?? []) : [];
  const ticket = { ...order, printId: newId(), before };
  const { printId } = ticket;
  const copy = order.of === 'token' ? { copy: before.length + 1 } : {};
  return { kind: 'decided', events: [{ type: 'print.asked', printId, ...order, ...copy }], ticket };
};

/** [PRN-1] How it ended. */
export const decideEndPrint = ({ ticket, end, said }: EndPrint): readonly PrintEvent[] => [
  {
    type: 'print.ended',
    printId: ticket.printId,
    of: ticket.of,
    end,
    ...(ticket.key === undefined ? {} : { key: ticket.key }),
    ...(said === undefined ? {} : { said }),
  },
];
