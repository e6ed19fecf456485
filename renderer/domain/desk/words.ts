import { formatDateTime } from '../kernel/instant';
import { askedSentence } from '../inbox/asked';
import type { ScriptEnd } from '../prescriptions/ended';
import type { Holder } from '../prescriptions/model';
import type { DeskCustody, DeskRow, DeskTab } from './model';

const custodyWords: Readonly<Record<Exclude<DeskCustody['kind'], 'ended-in-pack'>, string>> = {
  listed: 'to scan',
  sealed: 'sealed in a pack',
  queued: 'request queued',
  asked: 'asked, no answer yet',
  'in-doubt': 'in doubt',
  here: 'here',
  'handed-out': 'handed out',
  'not-dispensed': 'not dispensed',
  conflict: 'not confirmed',
  stuck: 'held by us (stuck)',
  elsewhere: 'held elsewhere',
  cancelled: 'cancelled',
  expired: 'expired',
  dispensed: 'dispensed elsewhere',
  'not-found': 'not known',
  'signature-failed': 'signature not valid',
  returned: 'returned',
  refused: 'refused',
  'released-there': 'released',
  'needs-gp': 'needs the GP',
  closed: 'closed',
};

const endWords: Readonly<Record<ScriptEnd, readonly [word: string, sentence: (pack: string) => string]>> = {
  cancelled: [
    'cancelled',
    (pack) => `The prescriber had cancelled all of it before it was put into ${pack}.`,
  ],
  expired: ['expired', (pack) => `All of it in ${pack} is past its last day.`],
  closed: [
    'nothing to dispense',
    (pack) => `Each item of it in ${pack} is cancelled, past its last day or dispensed.`,
  ],
};

/** The word for where a row is: short enough for a column. */
export const custodyWord = (custody: DeskCustody): string =>
  custody.kind === 'ended-in-pack' ? endWords[custody.end][0] : custodyWords[custody.kind];

/** [DSK-18] How a prescription ended in its pack, in a sentence. */
export const endSentence = (end: ScriptEnd, pack: string): string => endWords[end][1](pack);

/** The names of the groups. */
export const deskTabNames: Readonly<Record<DeskTab, string>> = {
  'to-scan': 'To scan',
  waiting: 'Asking',
  unconfirmed: 'Released offline',
  released: 'Released',
  stuck: 'Held by us',
  elsewhere: 'Elsewhere',
  'needs-person': 'Needs a decision',
  'needs-gp': 'Needs the GP',
  ended: 'Nothing to do',
};

const placeOf = ({ name, address, phone }: Holder): string =>
  [name, address, phone].filter((part) => part !== '').join(', ');

type Words = { readonly sentence: string; readonly next: string };

const noted = (row: DeskRow, sentence: string, next: string): Words => ({
  sentence: `${row.since.by} recorded at ${formatDateTime(row.since.at)}: ${sentence}${row.since.note === '' ? '' : ` ${row.since.note}`}`,
  next,
});

/** [DSK-11] What is here; where it is not confirmed, what EPS said when it was asked. */
const here = ({ unconfirmed }: DeskRow, sentence: string): Words => {
  if (!unconfirmed) return { sentence, next: 'Open it with Enter.' };
  const { said } = unconfirmed;
  return said
    ? {
        sentence: `${sentence} Released offline, and at ${formatDateTime(said.at)} EPS did not confirm it: ${said.sentence}`,
        next: `${said.next} It is asked again by itself; its notification waits.`,
      }
    : {
        sentence: `${sentence} Released offline; the Spine has not confirmed it yet.`,
        next: 'The Spine is asked when the broker is back.',
      };
};

type SpineSaid = Extract<
  DeskCustody,
  {
    kind:
      | ('asked' | 'in-doubt' | 'stuck' | 'elsewhere' | 'refused')
      | ('cancelled' | 'expired' | 'dispensed' | 'not-found');
  }
>;

const bySpine = (custody: SpineSaid, { at }: DeskRow['since']): Words => {
  switch (custody.kind) {
    case 'asked':
    case 'in-doubt':
    case 'stuck':
    case 'cancelled':
    case 'expired':
    case 'dispensed':
    case 'not-found':
      return askedSentence({ at, outcome: { kind: custody.kind } });
    case 'elsewhere':
      return askedSentence({ at, outcome: custody });
    case 'refused':
      return askedSentence({ at, outcome: custody });
  }
};

/** What a person recorded, and what to do next; of others it is the row's word, and nothing is to be done. */
const personSaid: {
  readonly [K in DeskCustody['kind']]?: readonly [what: string, next: string];
} = {
  'needs-gp': ['needs the GP.', 'Ask the prescriber for a new one.'],
  'released-there': ['released in the other system.', 'Nothing to do.'],
  listed: ['not so after all, back on the list.', 'Scan it again.'],
  cancelled: ['cancelled.', 'Ask the prescriber for a new one.'],
  expired: ['expired.', 'Ask the prescriber for a new one.'],
};

const byPerson = (row: DeskRow): Words => {
  const { custody } = row;
  if (custody.kind === 'elsewhere')
    return noted(row, `with ${placeOf(custody.holder)}.`, 'Ask them to return it.');
  const [what, next] = personSaid[custody.kind] ?? [`${custodyWord(custody)}.`, 'Nothing to do.'];
  return noted(row, what, next);
};

/** [DSK-15] Where no Spine can be asked, a person asks elsewhere and records it. */
const withoutBroker = ({ custody }: DeskRow): Words | undefined =>
  custody.kind === 'listed' || custody.kind === 'sealed'
    ? {
        sentence:
          custody.kind === 'listed' ? 'Only its id is known here.' : 'Its prescription came in a pack.',
        next: 'Release it in the other system, then record with R what became of it.',
      }
    : undefined;

/** How it stands with one row, and what to do next. */
export const deskSentence = (row: DeskRow, companion = false): Words => {
  const { custody, since, packed } = row;
  const when = formatDateTime(since.at);
  if (since.says === 'person') return byPerson(row);
  const alone = companion ? withoutBroker(row) : undefined;
  if (alone) return alone;
  switch (custody.kind) {
    case 'listed':
      return { sentence: 'Only its id is known here.', next: 'Scan it, or ask the Spine for it with A.' };
    case 'sealed':
      return {
        sentence: `Its prescription is sealed in ${packed[0]?.pack ?? 'a pack'}.`,
        next: 'Scan it to release it.',
      };
    case 'ended-in-pack':
      return {
        sentence: endSentence(custody.end, custody.pack),
        next: `Ask the prescriber for a new one${companion ? '' : ', or the Spine for it with A'}, and record with R what became of it.`,
      };
    case 'queued':
      return {
        sentence: `Queued at ${when} by ${since.by}.`,
        next: 'The Spine is asked for it when its turn comes.',
      };
    case 'here':
      return here(row, `Here since ${when}.`);
    case 'handed-out':
      return here(row, `Handed out at ${when} by ${since.by}.`);
    case 'not-dispensed':
      return here(row, `Recorded as not dispensed at ${when} by ${since.by}.`);
    case 'conflict':
      return {
        sentence: custody.holder
          ? `It was released offline, and the Spine says it is with ${placeOf(custody.holder)}.`
          : 'It was released offline, and the Spine does not confirm it.',
        next: 'Open it with Enter: a pharmacist compares both sides and decides.',
      };
    case 'signature-failed':
      return {
        sentence: 'EPS could not verify the prescriber’s signature and takes it back by itself.',
        next: 'Ask the prescriber for a new one.',
      };
    case 'returned':
      return { sentence: `It went back to the Spine at ${when}.`, next: 'Scan it to ask for it again.' };
    case 'asked':
    case 'in-doubt':
    case 'stuck':
    case 'elsewhere':
    case 'cancelled':
    case 'expired':
    case 'dispensed':
    case 'not-found':
    case 'refused':
      return bySpine(custody, since);
    case 'released-there':
    case 'needs-gp':
    case 'closed':
      return byPerson(row);
  }
};
