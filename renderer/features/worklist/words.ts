import { tabs, tabWords, type Tab } from '../../domain/prescriptions/tab';
import type { Counters } from '../../usecases/views';

export const tabNames: Readonly<Record<Tab | 'all', string>> = { ...tabWords, all: 'All' };

/** Locked scripts have a tab only while there are some. */
export const shownTabs = (counters: Counters): readonly (Tab | 'all')[] => [
  ...tabs.filter((tab) => tab !== 'locked' || counters.locked > 0),
  'all',
];

const empty: Readonly<Record<Tab | 'all', string>> = {
  locked: 'Nothing is locked.',
  'to-check': 'Nothing to check. New scripts appear here after each download',
  'to-assemble': 'Nothing to assemble. Scripts appear here when a pharmacist has checked them.',
  'to-accuracy-check': 'Nothing to accuracy-check. Assembled scripts appear here.',
  ready: 'Nothing is ready. Scripts appear here after the accuracy check, until they are handed out.',
  owed: 'Nothing is owed to a patient.',
  'needs-person': 'Nothing needs a decision. Scripts on hold and refused messages appear here.',
  done: 'Nothing was handed out yet.',
  returned: 'Nothing was returned.',
  all: 'No scripts yet. They appear here after the first download',
};

/**
 * Downloads, where there is a broker: when the next comes (empty: not known), whether one goes on, and why none has
 * come through since the start (empty: one has, or none was tried).
 */
export type Downloads = {
  readonly next: string;
  readonly busy: boolean;
  readonly hitch: string;
  readonly onNow: () => void;
};

/** There is to be no broker, or there is none yet. */
export type NoDownloads = 'none' | 'not-set-up';

const besideAnother =
  'No script is worked on here: your other system does that. F4 keeps the scripts that hang with a broker, F7 the outage, F9 what was supplied without a script.';
const notSetUp =
  'No scripts here. No broker is set up yet, so none can be downloaded: set it up in Settings (F8), Connection. Until then they come out of recovery packs: F4 is the PWAD desk, Ctrl+O opens a pack.';

/** [SET-4] [SET-6] An empty list says what will appear, or what stands in its way. */
export const emptySentence = (
  tab: Tab | 'all',
  downloads: Pick<Downloads, 'next' | 'hitch'> | NoDownloads,
): string => {
  if (downloads === 'none') return besideAnother;
  if (tab !== 'to-check' && tab !== 'all') return empty[tab];
  if (downloads === 'not-set-up') return notSetUp;
  const { next, hitch } = downloads;
  const when = next === '' ? '' : `; the next is at ${next}`;
  const why = hitch === '' ? '' : ` None has come through yet: ${hitch}`;
  return `${empty[tab]}${when}.${why} D downloads now.`;
};
