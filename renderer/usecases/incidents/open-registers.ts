import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { deskTabNames } from '../../domain/desk/words';
import type { Remaining } from '../../domain/incidents/left';
import type { Left } from '../../domain/incidents/model';
import type { UnscriptedState } from '../../domain/unscripted/model';
import { asInstant, type Instant } from '../../domain/kernel/instant';
import { openTabs, type CollectionName } from '../collections';
import type { Deps } from '../deps';

/** Rows of the desk that somebody or something must still end; what is stuck counts with the backlog. */
const unfinishedTabs = [
  'to-scan',
  'waiting',
  'unconfirmed',
  'needs-person',
] as const satisfies readonly DeskTab[];

/** [INC-8] What is open in the registers and on the desk, and since when. */
export const openRegisters = async (deps: Pick<Deps, 'store'>): Promise<Remaining['registers']> => {
  const inTabs = async <T extends CollectionName>(table: T, tabs: readonly string[]) =>
    (await Promise.all(tabs.map((tab) => deps.store.loadTab(table, tab)))).flat();
  const supplies = await inTabs('unscripted', openTabs);
  const reissues = await inTabs('reissues', openTabs);
  const desk = await inTabs('desk', unfinishedTabs);
  return [
    {
      what: 'supplies without the script not matched',
      from: supplies.map(({ entry, enteredAt }) => asInstant(Math.max(entry.suppliedAt, enteredAt))),
    },
    { what: 're-issues not settled', from: reissues.map(({ openedAt }) => openedAt) },
    { what: 'scripts of the desk not settled', from: desk.map(({ listedAt }) => listedAt) },
  ];
};

const everyTab = [...openTabs, 'closed'];

type Span = { readonly from: Instant; readonly until: Instant };

const isIn = (at: Instant, { from, until }: Span): boolean => at >= from && at <= until;

/** Supplies without the script that were made meanwhile; a correction takes the place of what it corrects. */
export const suppliedIn = async (
  deps: Pick<Deps, 'store'>,
  span: Span,
): Promise<readonly UnscriptedState[]> => {
  const tabs = await Promise.all(everyTab.map((tab) => deps.store.loadTab('unscripted', tab)));
  return tabs.flat().filter(({ entry, correctedBy }) => !correctedBy && isIn(entry.suppliedAt, span));
};

/** How many re-issues were registered meanwhile. */
export const reissuesIn = async (deps: Pick<Deps, 'store'>, span: Span): Promise<number> => {
  const tabs = await Promise.all(everyTab.map((tab) => deps.store.loadTab('reissues', tab)));
  return tabs.flat().filter(({ openedAt }) => isIn(openedAt, span)).length;
};

/** What became of the scripts that the desk heard of meanwhile. */
export const deskIn = async (deps: Pick<Deps, 'store'>, span: Span): Promise<readonly Left[]> => {
  const groups = await Promise.all(
    deskTabs.map(async (tab): Promise<Left> => {
      const rows = await deps.store.loadTab('desk', tab);
      return { what: deskTabNames[tab], count: rows.filter(({ listedAt }) => isIn(listedAt, span)).length };
    }),
  );
  return groups.filter(({ count }) => count > 0);
};
