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

/** Of the corrections of a notification, those that EPS refused: what they were to correct stands. */
const refusedIds = (journal: readonly JournalLine[]): ReadonlySet<string> =>
  new Set(
    journal
      .filter(
        ({ kind, data }) =>
          kind === 'prescription.notification-settled' && str(data, 'outcome') === 'refused',
      )
      .map(({ data }) => str(data, 'messageId')),
  );

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

/** A supply without the script for which no script was found, or none for these: to whom, and the names of what they got. */
export type WithoutScript = { readonly nhsNumber: string; readonly names: ReadonlySet<string> };

/** The items that a match names, counted from 0; none where it stands for all. */
const namedItems = (data: unknown): readonly unknown[] => {
  const found = dig(data, 'items');
  return Array.isArray(found) ? (found as unknown[]) : [];
};

export const withoutScript = (journal: readonly JournalLine[]): readonly WithoutScript[] => {
  const matches = journal.filter(({ kind }) => kind === 'unscripted.matched').map(({ data }) => data);
  const corrected = journal.filter(({ kind }) => kind === 'unscripted.corrected').map(({ data }) => data);
  const partly = new Set(
    matches.flatMap((data) => namedItems(data).map((n) => `${str(data, 'id')} ${String(n)}`)),
  );
  const settled = new Set(
    [...corrected, ...matches.filter((data) => namedItems(data).length === 0)].map((data) => str(data, 'id')),
  );
  return journal
    .filter(({ kind, data }) => kind === 'unscripted.supplied' && !settled.has(str(data, 'id')))
    .map(({ data }) => ({
      nhsNumber: str(data, 'entry', 'patient', 'nhsNumber'),
      names: new Set(
        items(data, 'entry', 'items')
          .filter((_item, n) => !partly.has(`${str(data, 'id')} ${n}`))
          .map((item) => str(item, 'display').toLowerCase()),
      ),
    }))
    .filter(({ nhsNumber }) => nhsNumber !== '');
};
