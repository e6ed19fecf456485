import { mayBeUnseen } from '../../domain/inbox/evolve';
import { tabWords } from '../../domain/prescriptions/tab';
import type { IssueKey } from '../../domain/kernel/ids';
import type { PlainPage } from '../../domain/kernel/print-page';
import { groupByNeed } from '../../domain/triage/groups';
import type { NeedPlan } from '../../domain/triage/need';
import { waitingPage, type WaitingScript } from '../../domain/triage/waiting-sheet';
import { holdWords, reasonWord } from '../../domain/triage/words';
import { lineOf } from '../../domain/watch/line';
import { bestTimeOf } from '../best-time';
import type { Deps } from '../deps';
import type { WorklistRow } from '../views';

/** A script that waits, as one line. */
export type WaitingLine = {
  readonly key: IssueKey;
  readonly patient: string;
  readonly birthDate: string;
  readonly medicines: readonly string[];
  readonly stands: string;
  readonly held: string;
  readonly why: readonly string[];
};

export type WaitingGroup = {
  readonly title: string;
  readonly urgent: boolean;
  readonly count: number;
  /** The first ones of it. */
  readonly first: readonly WaitingLine[];
};

/** What waits, in groups. `complete` is false while scripts are still being read after a start. */
export type WaitingView = {
  readonly groups: readonly WaitingGroup[];
  readonly total: number;
  readonly complete: boolean;
};

/** For paper: what cannot wait, or everything that waits. */
export type WaitingPart = 'urgent' | 'all';
export type MadeWaitingSheet = { readonly page: PlainPage; readonly count: number };

/** So many of a group are read on a screen; the worklist and the sheet have them all. */
const firstOnes = 8;

/** What waits in all tabs, in the order of the plan. */
export type Waiting = { readonly rows: readonly WorklistRow[]; readonly plan: NeedPlan };

const wordsOf = (row: WorklistRow, plan: NeedPlan): Pick<WaitingLine, 'stands' | 'held' | 'why'> => ({
  stands: tabWords[row.tab],
  held: holdWords[row.hold],
  why: plan.reasonsOf(row).map(reasonWord),
});

/** [TRI-11] What waits, as the screen shows it. */
export const readWaiting = (deps: Deps, { rows, plan }: Waiting, complete: boolean): WaitingView => {
  if (!deps.who.current()) return { groups: [], total: 0, complete };
  const lineFor = (row: WorklistRow): WaitingLine => ({
    key: row.key,
    patient: `${row.family.toUpperCase()}, ${row.given}`,
    birthDate: row.birthDate,
    medicines: row.medicines.map(({ display }) => display),
    ...wordsOf(row, plan),
  });
  const groups = groupByNeed(rows, plan).map(({ title, urgent, scripts }) => ({
    title,
    urgent,
    count: scripts.length,
    first: scripts.slice(0, firstOnes).map(lineFor),
  }));
  return { groups, total: rows.length, complete };
};

/** [TRI-12] The same as a sheet to work from, with each script as it is in the index at this moment. */
export const makeWaitingSheet = async (
  deps: Deps,
  { rows, plan }: Waiting,
  part: WaitingPart,
): Promise<MadeWaitingSheet | undefined> => {
  const user = deps.who.current();
  if (!user) return undefined;
  const chosen = groupByNeed(rows, plan).filter(({ urgent }) => part === 'all' || urgent);
  const groups = await Promise.all(
    chosen.map(async ({ title, scripts }) => {
      const states = await deps.store.loadPrescriptions(scripts.map(({ key }) => key));
      const found = scripts.flatMap((row, i): WaitingScript[] => {
        const state = states[i];
        return state ? [{ state, ...wordsOf(row, plan) }] : [];
      });
      return { title, scripts: found };
    }),
  );
  const count = groups.reduce((sum, { scripts }) => sum + scripts.length, 0);
  const releases = await deps.store.openReleases();
  const line = lineOf(deps.watching());
  const sheet = {
    groups,
    left: rows.length - count,
    inDoubt: releases.filter(mayBeUnseen).length,
    offlineSince: deps.kind !== 'companion' && line.kind === 'offline' ? line.sinceAt : undefined,
  };
  const { html, ...page } = waitingPage(sheet, {
    site: deps.site,
    madeAt: bestTimeOf(deps),
    madeBy: user.name,
  });
  return { page: { ...page, html: String(html) }, count };
};
