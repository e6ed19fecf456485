import { asInstant, type Instant } from '../domain/kernel/instant';
import { isWaitingTab, tabs, type Tab } from '../domain/prescriptions/tab';
import type { UrgentList } from '../domain/triage/model';
import { byNeed, planNeeds, type NeedPlan } from '../domain/triage/need';
import type { NeedPage, NeedQuery, WorklistRow } from '../usecases/views';
import { firstPlace } from './first-place';

type PlacedRow = {
  rank: number;
  readonly receivedAt: Instant;
  readonly key: string;
  readonly row: WorklistRow;
};
/** One tab: what is in order, and what came and is not placed yet. */
type Sorted = { inOrder: PlacedRow[]; late: PlacedRow[] };

/** What ends on a day ends with its last second; the day itself goes on to the end of it. */
const lastSecondMs = 1_000;

/** Up to so many are put into their places one by one; more are sorted with all the others. */
const fewLate = 200;

/** The first place whose row does not come before this one. */
const placeIn = (rows: readonly PlacedRow[], one: PlacedRow): number =>
  firstPlace(rows.length, (at) => {
    const other = rows[at];
    return other !== undefined && byNeed(other, one) < 0;
  });

/**
 * [STO-13] What waits, by need, in memory only. A row that changes is put into its place; all is placed anew when
 * the day or the list is another.
 */
export class NeedOrder {
  readonly #rows = new Map<string, PlacedRow>();
  readonly #tabs = new Map<Tab, Sorted>();
  #plan: NeedPlan | undefined;
  #list: UrgentList;
  #changes = 0;

  constructor(list: UrgentList) {
    this.#list = list;
  }

  /** Another list of urgent medicines counts from now on. */
  use(list: UrgentList): void {
    this.#list = list;
    this.#plan = undefined;
    this.#changes += 1;
  }

  /** Another number whenever what waits, or its order, may be another. */
  get changes(): number {
    return this.#changes;
  }

  /** Takes in rows that are new or changed; what does not wait any more leaves. */
  take(rows: readonly WorklistRow[]): void {
    for (const row of rows) {
      const before = this.#rows.get(row.key);
      if (before) this.#remove(before);
      if (isWaitingTab(row.tab)) this.#place(row);
      if (before || isWaitingTab(row.tab)) this.#changes += 1;
    }
  }

  /** Puts everything into its place beforehand, so that no page waits for it; answers when it is to be done again. */
  settle(now: Instant): Instant {
    const midnight = asInstant(this.#planFor(now).until + lastSecondMs);
    for (const tab of tabs) this.#inOrder(tab);
    this.#changes += 1;
    return midnight;
  }

  page({ tab, from, count }: NeedQuery, now: Instant): Omit<NeedPage, 'complete'> {
    this.#planFor(now);
    const all = this.#inOrder(tab);
    return { rows: all.slice(from, from + count).map(({ row }) => row), from, total: all.length };
  }

  /** Everything that waits, of all tabs together, and the plan by which it stands in order. */
  all(now: Instant): { readonly rows: readonly WorklistRow[]; readonly plan: NeedPlan } {
    const plan = this.#planFor(now);
    // Each tab is in order already, which makes the sorting short.
    const placed = tabs.flatMap((tab) => this.#inOrder(tab));
    return { rows: placed.sort(byNeed).map(({ row }) => row), plan };
  }

  #tab(name: Tab): Sorted {
    const tab = this.#tabs.get(name) ?? { inOrder: [], late: [] };
    this.#tabs.set(name, tab);
    return tab;
  }

  #place(row: WorklistRow): void {
    // Without a plan all is placed at the next page, and no rank is needed before.
    const rank = this.#plan?.rankOf(row) ?? 0;
    const placed = { rank, receivedAt: row.receivedAt, key: row.key, row };
    this.#rows.set(row.key, placed);
    this.#tab(row.tab).late.push(placed);
  }

  #remove(placed: PlacedRow): void {
    this.#rows.delete(placed.key);
    const { inOrder } = this.#tab(placed.row.tab);
    const at = placeIn(inOrder, placed);
    if (inOrder[at] === placed) inOrder.splice(at, 1);
  }

  #planFor(now: Instant): NeedPlan {
    const known = this.#plan;
    if (known && now > known.after && now < known.until + lastSecondMs) return known;
    const plan = planNeeds(this.#list, now);
    this.#plan = plan;
    for (const placed of this.#rows.values()) placed.rank = plan.rankOf(placed.row);
    // Most stand as they did before, which makes the sorting short.
    for (const tab of this.#tabs.values()) tab.inOrder.sort(byNeed);
    return plan;
  }

  #inOrder(name: Tab): readonly PlacedRow[] {
    const tab = this.#tab(name);
    // What changed again while it was late is here with its newest row only.
    const late = tab.late.filter((one) => this.#rows.get(one.key) === one);
    tab.late = [];
    if (late.length > fewLate) {
      tab.inOrder = [...tab.inOrder, ...late].sort(byNeed);
      return tab.inOrder;
    }
    for (const one of late) tab.inOrder.splice(placeIn(tab.inOrder, one), 0, one);
    return tab.inOrder;
  }
}
