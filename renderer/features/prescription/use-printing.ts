import type { Site } from '../../domain/kernel/context';
import { asInstant } from '../../domain/kernel/instant';
import type { PrintPage } from '../../domain/kernel/print-page';
import type { Refusal } from '../../domain/kernel/refusal';
import { bagForScript, labelsForScript } from '../../domain/labels/for-script';
import { dispensingToken } from '../../domain/labels/token';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { CommandReply } from '../../usecases/commands';
import { useClock } from '../../ui';
import type { Press } from '../../usecases/paper';

type Printing = { readonly labels: () => void; readonly token: () => void; readonly bag: () => void };

/** Labels, bag label and token of a script. */
export const usePrinting = (
  state: PrescriptionState,
  site: Site,
  { print, draw }: Press,
  onReply: (reply: CommandReply) => void,
): Printing => {
  const clock = useClock();
  const now = () => asInstant(clock());
  const { prescription } = state;
  const { key } = prescription;
  const label = (of: 'labels' | 'bag-label', page: PrintPage | Refusal) =>
    'kind' in page ? onReply(page) : print({ of, key, page: () => page }, onReply);
  return {
    labels: () => label('labels', labelsForScript(state, site, now())),
    bag: () => label('bag-label', bagForScript(state, site, now(), draw)),
    token: () =>
      print(
        {
          of: 'token',
          key,
          page: (before) => dispensingToken(prescription, { site, at: now(), before }, draw),
        },
        onReply,
      ),
  };
};
