import type { DeskTab } from '../../domain/desk/model';
import type { Remaining } from '../../domain/incidents/left';
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

/** How many supplies without the script were made since a moment; a correction takes the place of what it corrects. */
export const suppliedSince = async (deps: Pick<Deps, 'store'>, from: Instant): Promise<number> => {
  const tabs = await Promise.all([...openTabs, 'closed'].map((tab) => deps.store.loadTab('unscripted', tab)));
  return tabs.flat().filter(({ entry, correctedBy }) => !correctedBy && entry.suppliedAt >= from).length;
};
