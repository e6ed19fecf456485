import { dig, items, str } from '../json';
import type { JournalLine } from './model';

/** By the id of a line. */
export type Amounts = ReadonlyMap<string, number>;

export const numberAt = (value: unknown, ...path: readonly (string | number)[]): number => {
  const found = dig(value, ...path);
  return typeof found === 'number' ? found : 0;
};

export const sum = (pairs: readonly (readonly [string, number])[]): Amounts => {
  const total = new Map<string, number>();
  for (const [line, amount] of pairs) total.set(line, (total.get(line) ?? 0) + amount);
  return total;
};

/** Ids of the notifications whose medicine came back onto the shelf, because EPS took the notification back. */
export const takenBack = (journal: readonly JournalLine[]): ReadonlySet<string> => {
  const asked = new Map<string, string>();
  const back = new Set<string>();
  for (const { kind, data } of journal) {
    const id = str(data, 'messageId');
    if (kind === 'prescription.withdrawal-requested') asked.set(id, str(data, 'of'));
    if (kind === 'prescription.supply-withdrawn') back.add(asked.get(id) ?? '');
  }
  return back;
};

/** Of the corrections of a notification, those that EPS refused and did not accept later: what they correct stands. */
const refusedIds = (journal: readonly JournalLine[]): ReadonlySet<string> => {
  const refused = new Set<string>();
  for (const { kind, data } of journal) {
    if (kind !== 'prescription.notification-settled') continue;
    if (str(data, 'outcome') === 'refused') refused.add(str(data, 'messageId'));
    else refused.delete(str(data, 'messageId'));
  }
  return refused;
};

type HandOut = {
  readonly script: string;
  readonly messageId: string;
  /** The notification that it corrects: the same medicine, told anew. */
  readonly corrects: string;
  readonly amounts: readonly (readonly [string, number])[];
};

const handOutOf = ({ subject, data }: JournalLine): HandOut => ({
  script: subject,
  messageId: str(data, 'supply', 'messageId'),
  corrects: str(data, 'supply', 'replaces', 'messageId'),
  amounts: items(data, 'supply', 'lines').flatMap((line) =>
    items(line, 'products').map(
      (product) => [str(line, 'itemId').toLowerCase(), numberAt(product, 'quantity', 'value')] as const,
    ),
  ),
});

/** What left the pharmacy and stayed away, by the journal: for each script, per line; `back` as `takenBack` says. */
export const handedOut = (
  journal: readonly JournalLine[],
  back: ReadonlySet<string>,
): ReadonlyMap<string, Amounts> => {
  const refused = refusedIds(journal);
  const all = journal
    .filter(({ kind }) => kind === 'prescription.supplied')
    .map(handOutOf)
    .filter(({ messageId, corrects }) => corrects === '' || !refused.has(messageId));
  const corrected = new Set(all.map(({ corrects }) => corrects).filter((id) => id !== ''));
  const standing = all.filter(({ messageId }) => !corrected.has(messageId) && !back.has(messageId));
  return new Map(
    [...new Set(standing.map(({ script }) => script))].map((script) => [
      script,
      sum(standing.filter((one) => one.script === script).flatMap(({ amounts }) => amounts)),
    ]),
  );
};
