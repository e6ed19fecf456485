import { endWords, expectedWords, mostInDoubt, ratesWords } from '../backlog/words';
import type { Estimate, Rates } from '../backlog/estimate';
import type { Backlog } from '../backlog/model';
import type { Site } from '../kernel/context';
import { formatDateTime, type Instant } from '../kernel/instant';
import { partWords } from '../watch/words';
import { leftSentence } from './left';
import type { ClearingPromise, Incident, Left, Paper, TimelineFact } from './model';
import { toldLine } from './tell';
import { factWords, severityWords, slipWords, unjudgedWords } from './words';

/** A script that was handed out offline, with its patient only where that was asked for. */
export type AffectedScript = { readonly shortId: string; readonly patient: string };

/** A supply without the script since it began, with its patient, where that was asked for. */
export type SuppliedTo = { readonly at: Instant; readonly patient: string };

/** What the report is made of beside the incident itself. */
export type ReportFacts = {
  readonly site: Site;
  readonly terminal: string;
  readonly training: boolean;
  /** Beside another PMR: no script comes to this computer. */
  readonly companion: boolean;
  /** Supplies without the script that were entered since it began; what was corrected counts once. */
  readonly withoutScript: number;
  /** Re-issues that were registered since it began. */
  readonly reissues: number;
  /** Scripts that the desk heard of since it began, by what became of them. */
  readonly desk: readonly Left[];
  /** What is open in the registers and on the desk since it began. */
  readonly open: readonly Left[];
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly backlog: Backlog;
  /** Of the worse of both queues. */
  readonly estimate: Estimate;
  /** Of the messages. */
  readonly rates: Rates | undefined;
  /** Undefined unless patients' identities were asked for (INC-9). */
  readonly affected: readonly AffectedScript[] | undefined;
  readonly suppliedTo: readonly SuppliedTo[] | undefined;
};

/** A line of a report: a label and what stands beside it. */
export type ReportLine = readonly [label: string, text: string];
export type ReportSection = {
  readonly heading: string;
  readonly lines: readonly ReportLine[];
};

/** The report before it becomes paper, Markdown or JSON. Headings are those of an HSSI report. */
export type Report = {
  readonly title: string;
  readonly training: boolean;
  readonly notice: readonly ReportLine[];
  readonly sections: readonly ReportSection[];
  readonly timeline: readonly {
    readonly happenedAt: string;
    readonly enteredAt: string;
    readonly by: string;
    readonly text: string;
  }[];
  readonly affected: readonly AffectedScript[] | undefined;
  readonly suppliedTo: readonly { readonly suppliedAt: string; readonly patient: string }[] | undefined;
};

export const said = (text: string): string => (text.trim() === '' ? 'Not written down yet.' : text);

/** How long it lasted, to the minute. */
const lastedWords = (from: Instant, until: Instant): string => {
  if (until < from) return 'Not known: the clock of this computer was put back in between.';
  const minutes = Math.floor((until - from) / 60_000);
  const days = Math.floor(minutes / 1440);
  const rest = `${Math.floor((minutes % 1440) / 60)} h ${minutes % 60} min`;
  return days === 0 ? rest : `${days} ${days === 1 ? 'day' : 'days'} ${rest}`;
};

/** The particulars that a notice to the ICB asks for (law.md 11). */
export const noticeOf = (incident: Incident, facts: ReportFacts): readonly ReportLine[] => {
  const { site, madeAt, madeBy } = facts;
  const end = incident.fixedAt ?? madeAt;
  return [
    ['Contractor', `${site.name}, ODS ${site.ods}`],
    ['Address', [...site.addressLines, site.postcode].filter((line) => line !== '').join(', ')],
    ['Telephone', site.phone],
    ['Began', formatDateTime(incident.detectedAt)],
    [
      'Ended',
      incident.fixedAt === undefined
        ? `Not yet. ${endWords(facts.estimate, facts.backlog)}`
        : formatDateTime(incident.fixedAt),
    ],
    ['Lasted', lastedWords(incident.detectedAt, end)],
    ['Told', toldLine(incident, undefined)],
    ['Completed by', `${madeBy}, ${formatDateTime(madeAt)}, at ${facts.terminal}`],
  ];
};

export const partsOf = ({ parts }: Incident): string =>
  parts.map((part) => partWords[part]).join(', ') || 'None measured';

const scopeOf = (incident: Incident): readonly ReportLine[] => [
  ['Incident', incident.title],
  ['Grade', severityWords[incident.severity]],
  ['Parts that failed', partsOf(incident)],
  [
    'Supplier’s reference',
    incident.reference
      ? `${incident.reference.reference}${incident.reference.from === '' ? '' : ` (${incident.reference.from})`}`
      : 'None given',
  ],
  ['How it was noticed', incident.openedBy === 'watch' ? 'By our own probes and messages' : 'By a person'],
];

/** [INC-11] Beside another PMR nothing of EPS is counted. */
const countsOf = (incident: Incident, { backlog, rates, companion }: ReportFacts): readonly ReportLine[] =>
  companion
    ? [['Scripts and messages', 'Not counted: this profile has no broker.']]
    : [
        ['Scripts handed out offline', String(incident.suppliedOffline.length)],
        [
          'Messages waiting',
          `${backlog.out.waiting}${backlog.out.oldestAt === undefined ? '' : `, the oldest since ${formatDateTime(backlog.out.oldestAt)}`}`,
        ],
        ['Messages that need a person', String(backlog.out.stuck)],
        ['Scripts expected', expectedWords(backlog)],
        ['Stuck at the Spine', String(backlog.in.stuck)],
        ['Downloads in doubt', `${backlog.in.inDoubt}${backlog.in.inDoubt > 0 ? ` (${mostInDoubt})` : ''}`],
        ...(incident.closedAt === undefined
          ? [['Pace', ratesWords(rates, { arrived: 'written', drained: 'sent' })] as const]
          : []),
      ];

const deskWords = (desk: readonly Left[]): string => {
  const total = desk.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? 'None' : `${total} (${leftSentence(desk)})`;
};

const impactOf = (incident: Incident, facts: ReportFacts): readonly ReportLine[] => [
  ['In words', said(incident.explanation.impact)],
  ...countsOf(incident, facts),
  ['Supplies without the script', String(facts.withoutScript)],
  ['Re-issues registered', String(facts.reissues)],
  ['Scripts on the PWAD desk', deskWords(facts.desk)],
  ['Open in the registers and on the desk', facts.open.length === 0 ? 'Nothing' : leftSentence(facts.open)],
  ['Counted at', formatDateTime(incident.closedAt ?? facts.madeAt)],
];

const resolving = ['workaround', 'told', 'reference', 'fixed', 'failed-again', 'closed'] as const;

/** What the timeline has of these kinds, each line with its time. */
export const timelineLines = (
  incident: Incident,
  companion: boolean,
  kinds: readonly TimelineFact['kind'][],
): readonly ReportLine[] =>
  incident.timeline
    .filter(({ fact }) => kinds.includes(fact.kind))
    .map(({ happenedAt, fact }) => [formatDateTime(happenedAt), factWords(incident, fact, companion)]);

/** [INC-6] How a promise ended, or why nobody knows. */
const promiseEnd = (incident: Incident, promise: ClearingPromise, facts: ReportFacts): string => {
  switch (promise.end.kind) {
    case 'kept':
      return 'kept';
    case 'slipped':
      return `slipped, ${slipWords(promise.end.waiting, facts.companion)}`;
    case 'open':
      return unjudgedWords(incident, promise, facts.backlog, facts.companion) ?? 'not passed yet';
  }
};

const resolutionOf = (incident: Incident, facts: ReportFacts): readonly ReportLine[] => [
  ...timelineLines(incident, facts.companion, [
    ...resolving,
    ...(facts.companion ? [] : ['cleared' as const]),
  ]),
  ...incident.promises.map((promise): ReportLine => [
    'Promise',
    `${promise.saidBy}: clear by ${formatDateTime(promise.clearBy)}; ${promiseEnd(incident, promise, facts)}`,
  ]),
];

/** [INC-9] The report of an incident, pure: the same facts give the same report. */
export const reportOf = (incident: Incident, facts: ReportFacts): Report => {
  const { rootCause, prevention } = incident.explanation;
  return {
    title: `Incident report: ${incident.title}`,
    training: facts.training,
    notice: noticeOf(incident, facts),
    sections: [
      { heading: 'Scope', lines: scopeOf(incident) },
      { heading: 'Impact', lines: impactOf(incident, facts) },
      { heading: 'Resolution activities', lines: resolutionOf(incident, facts) },
      { heading: 'Root cause', lines: [['', said(rootCause)]] },
      { heading: 'Preventative actions', lines: [['', said(prevention)]] },
    ],
    timeline: incident.timeline.map(({ happenedAt, enteredAt, by, fact }) => ({
      happenedAt: formatDateTime(happenedAt),
      enteredAt: formatDateTime(enteredAt),
      by,
      text: factWords(incident, fact, facts.companion),
    })),
    affected: facts.affected,
    suppliedTo: facts.suppliedTo?.map(({ at, patient }) => ({ suppliedAt: formatDateTime(at), patient })),
  };
};

const paperNames: Readonly<Record<Paper, string>> = {
  report: 'incident',
  icb: 'notice to the ICB',
  patients: 'notice for patients',
};

/** A name for the file that says what it is and of whom nothing. */
export const reportName = (incident: Incident, paper: Paper = 'report'): string =>
  `${paperNames[paper]} ${formatDateTime(incident.detectedAt).replace(':', '')}`;
