import { blockedBecause } from '../prescriptions/allowed';
import type { PrescriptionState } from '../prescriptions/model';
import { mayAsk, notToRecord } from './decide-desk';
import { deskTabOf, type DeskRow, type DeskTab } from './model';
import type { ScanDecision, ScanWorld } from './decide-scan';
import type { Scanned } from './scan-words';
import { custodyWord, deskSentence } from './words';

/** Where a row is, and whether the Spine has still to confirm it. */
const standOf = ({ custody, unconfirmed }: Pick<DeskRow, 'custody' | 'unconfirmed'>): string =>
  `${custody.kind}${unconfirmed ? (unconfirmed.said ? '!' : '?') : ''}`;

/** Answers that say of a row what the row says of itself. */
const asRow: readonly ScanDecision['outcome']['kind'][] = [
  'on-its-way',
  'opened',
  'elsewhere',
  'needs-person',
];

/** [DSK-20] What an answer says of its row; undefined where it says nothing that passes. */
export const standsAs = ({ outcome: { kind } }: ScanDecision, { row }: ScanWorld): string | undefined => {
  if (kind === 'queued') return 'queued';
  if (kind === 'released-offline') return 'here?';
  return row && asRow.includes(kind) ? standOf(row) : undefined;
};

const looks: Readonly<Record<DeskTab, Scanned['look']>> = {
  'to-scan': 'attention',
  waiting: 'accepted',
  unconfirmed: 'accepted',
  released: 'accepted',
  stuck: 'attention',
  elsewhere: 'attention',
  'needs-person': 'attention',
  'needs-gp': 'refused',
  ended: 'refused',
};

/** [DSK-19] What is next for a script that is not here. */
const actsOf = (row: DeskRow, companion: boolean): Pick<Scanned, 'undo' | 'mayAsk' | 'asks'> => {
  const tab = deskTabOf(row);
  const isLeft = tab === 'stuck' || tab === 'elsewhere' || tab === 'needs-person';
  return {
    ...(row.custody.kind === 'queued' ? { undo: 'request' as const } : {}),
    ...(isLeft && !companion && mayAsk(row) ? { mayAsk: true } : {}),
    ...(tab === 'needs-person' && !notToRecord(row) ? { asks: true } : {}),
  };
};

/** [DSK-20] The answer to a scan as it stands now: once its row says otherwise, it says what the row says. */
export const scanNow = (scanned: Scanned, row: DeskRow | undefined, companion: boolean): Scanned => {
  const { stands, id } = scanned;
  if (!stands || row?.id !== id || row.since.at < stands.at || standOf(row) === stands.as) return scanned;
  const who = [row.hint.name, row.hint.items].filter((word) => word !== '').join(' · ');
  return {
    look: looks[deskTabOf(row)],
    title: custodyWord(row.custody).toUpperCase(),
    id,
    who: who === '' ? scanned.who : who,
    ...deskSentence(row, companion),
    ...(row.script === undefined ? {} : { key: row.script, isHere: true }),
    stands,
    ...actsOf(row, companion),
  };
};

/** [DSK-5] It came out of its pack, and something holds it: what, and what is next. */
export const sayHeldRelease = (scanned: Scanned, state: PrescriptionState, pack: string): Scanned => {
  const why = blockedBecause(state);
  return why
    ? {
        ...scanned,
        look: 'attention',
        title: 'RELEASED OFFLINE, ON HOLD',
        sentence: `Its prescription was in ${pack}. ${why.sentence}`,
        next: why.next,
      }
    : scanned;
};
