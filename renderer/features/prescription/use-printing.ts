import { bestNow } from '../../domain/kernel/clock-fault';
import type { PrintPage } from '../../domain/kernel/print-page';
import type { Refusal } from '../../domain/kernel/refusal';
import { bagForScript, labelsForScript, type LabelsAbout } from '../../domain/labels/for-script';
import { dispensingToken } from '../../domain/labels/token';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { CommandReply } from '../../usecases/commands';
import { useClock } from '../../ui';
import type { Press } from '../../usecases/paper';
import { contextOf, type Seat } from './actions';

type Printing = { readonly labels: () => void; readonly token: () => void; readonly bag: () => void };

/** Labels, bag label and token of a script. */
export const usePrinting = (
  state: PrescriptionState,
  about: LabelsAbout,
  seat: Seat,
  { print, draw }: Press,
  onReply: (reply: CommandReply) => void,
): Printing => {
  const clock = useClock();
  const { prescription } = state;
  const { key } = prescription;
  const label = (of: 'labels' | 'bag-label', page: PrintPage | Refusal) =>
    'kind' in page
      ? onReply(page)
      : print({ of, key, byClock: about.at === undefined, page: () => page }, onReply);
  return {
    labels: () => label('labels', labelsForScript(state, about, contextOf(seat, clock()))),
    bag: () => label('bag-label', bagForScript(state, about, contextOf(seat, clock()), draw)),
    token: () =>
      print(
        {
          of: 'token',
          key,
          byClock: true,
          page: (before) =>
            dispensingToken(
              prescription,
              { site: seat.site, at: bestNow(contextOf(seat, clock())), before },
              draw,
            ),
        },
        onReply,
      ),
  };
};
