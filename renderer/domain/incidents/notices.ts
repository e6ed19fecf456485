import { html } from '../kernel/html';
import { formatDateTime, formatLongDate, readWall, type Instant } from '../kernel/instant';
import { partWords } from '../watch/words';
import type { Incident } from './model';
import { noticeOf, said, type ReportFacts, type ReportLine } from './report';
import { htmlLines, pageStyle, trainingMark } from './report-forms';
import { factWords } from './words';

type Kind = Incident['timeline'][number]['fact']['kind'];

/** Lines of the timeline, each with its time; what nobody wrote down is said to be missing. */
const linesOf = (incident: Incident, companion: boolean, kinds: readonly Kind[]): readonly ReportLine[] =>
  incident.timeline
    .filter(({ fact }) => kinds.includes(fact.kind))
    .map(({ happenedAt, fact }) => [formatDateTime(happenedAt), factWords(incident, fact, companion)]);

const orSaid = (lines: readonly ReportLine[]): readonly ReportLine[] =>
  lines.length === 0 ? [['', said('')]] : lines;

const reasonOf = ({ title, parts, explanation }: Incident): readonly ReportLine[] => [
  ['Incident', title],
  ['Parts', parts.map((part) => partWords[part]).join(', ') || 'None measured'],
  ['Cause', said(explanation.rootCause)],
];

const limitingOf = (
  incident: Incident,
  { companion, withoutScript, reissues }: ReportFacts,
): readonly ReportLine[] => [
  ...linesOf(incident, companion, ['workaround']),
  ...(companion ? [] : [['Scripts handed out offline', String(incident.suppliedOffline.length)] as const]),
  ['Supplies without the script', String(withoutScript)],
  ['Re-issues registered', String(reissues)],
];

/** [INC-13] The notice to the ICB: the particulars that it asks for, on a page, and no patient (law.md 11). */
export const icbNoticePage = (incident: Incident, facts: ReportFacts): string => {
  const sections: readonly (readonly [string, readonly ReportLine[]])[] = [
    ['Reason', reasonOf(incident)],
    ['Impact', [['', said(incident.explanation.impact)]]],
    ['Actions that limit the impact', limitingOf(incident, facts)],
    [
      'Actions to resume the service',
      orSaid(linesOf(incident, facts.companion, ['reference', 'promised', 'slipped', 'fixed'])),
    ],
  ];
  return html`${pageStyle}${trainingMark(facts.training)}
    <h1>Notice to the ICB: ${incident.title}</h1>
    ${htmlLines(noticeOf(incident, facts))}
    ${sections.map(
      ([heading, lines]) =>
        html`<h2>${heading}</h2>
          ${htmlLines(lines)}`,
    )}`.toString();
};

const largeStyle = html`<style>
  @page {
    margin: 18mm 16mm;
  }
  body {
    font:
      22pt/1.35 Arial,
      sans-serif;
    color: #212b32;
  }
  h1 {
    font-size: 40pt;
    line-height: 1.15;
    margin: 0 0 10mm;
  }
  li {
    margin-bottom: 5mm;
  }
  .foot {
    font-size: 14pt;
    border-top: 0.6mm solid #005eb8;
    padding-top: 4mm;
  }
  .training {
    font-size: 14pt;
    font-weight: bold;
    border: 0.6mm solid #ffb81c;
    padding: 1mm 3mm;
  }
</style>`;

/** `09:02 on 5 January 2026` */
const spoken = (at: Instant): string => `${readWall(at).time.slice(0, 5)} on ${formatLongDate(at)}`;

const untilWords = ({ promises, fixedAt }: Incident, madeAt: Instant): string => {
  if (fixedAt !== undefined) return 'Prescriptions from that time may still be on their way to us.';
  const promise = promises.filter(({ end, clearBy }) => end.kind === 'open' && clearBy > madeAt).at(-1);
  return promise
    ? `We are told that it will be over by ${spoken(promise.clearBy)}.`
    : 'We do not know yet when it will be over.';
};

/** [INC-13] The notice for patients, to hang up: what it means for them and what to do; it names nobody. */
export const patientsNoticePage = (
  incident: Incident,
  { site, madeAt, training }: Pick<ReportFacts, 'site' | 'madeAt' | 'training'>,
): string => {
  const { detectedAt, fixedAt } = incident;
  return html`${largeStyle}${trainingMark(training)}
    <h1>
      ${fixedAt === undefined ? 'Electronic prescriptions are delayed' : 'Electronic prescriptions work again'}
    </h1>
    <p>
      ${
        fixedAt === undefined
          ? `Since ${spoken(detectedAt)}, prescriptions that surgeries send us electronically may not reach us.`
          : `From ${spoken(detectedAt)} to ${spoken(fixedAt)}, prescriptions that surgeries sent us electronically may not have reached us.`
      }
      ${untilWords(incident, madeAt)}
    </p>
    <ul>
      <li>What is ready can be collected as usual.</li>
      <li>If yours was sent in that time, please ask us before you ask the surgery to send it again.</li>
      <li>If you need a medicine today, or are about to run out, tell us now: the pharmacist can help.</li>
    </ul>
    <p class="foot">
      ${[site.name, site.phone].filter((part) => part !== '').join(', ')}. As of ${spoken(madeAt)}.
    </p>`.toString();
};
