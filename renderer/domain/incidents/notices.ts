import { html } from '../kernel/html';
import { formatLongDate, readWall, type Instant } from '../kernel/instant';
import type { Incident } from './model';
import { openPromises } from './promises';
import {
  noticeOf,
  partsOf,
  said,
  timelineLines,
  type ReportFacts,
  type ReportLine,
  type ReportSection,
} from './report';
import { htmlLines, pageStyle, section, trainingMark } from './report-forms';

const reasonOf = (incident: Incident): readonly ReportLine[] => [
  ['Incident', incident.title],
  ['Parts', partsOf(incident)],
  ['Cause', said(incident.explanation.rootCause)],
];

const limitingOf = (
  incident: Incident,
  { companion, withoutScript, reissues }: ReportFacts,
): readonly ReportLine[] => [
  ...timelineLines(incident, companion, ['workaround']),
  ...(companion ? [] : [['Scripts handed out offline', String(incident.suppliedOffline.length)] as const]),
  ['Supplies without the script', String(withoutScript)],
  ['Re-issues registered', String(reissues)],
];

/** [INC-13] The notice to the ICB: the particulars that it asks for, on a page, and no patient (law.md 11). */
export const icbNoticePage = (incident: Incident, facts: ReportFacts): string => {
  const resuming = timelineLines(incident, facts.companion, ['reference', 'promised', 'slipped', 'fixed']);
  const sections: readonly ReportSection[] = [
    { heading: 'Reason', lines: reasonOf(incident) },
    { heading: 'Impact', lines: [['', said(incident.explanation.impact)]] },
    { heading: 'Actions that limit the impact', lines: limitingOf(incident, facts) },
    { heading: 'Actions to resume the service', lines: resuming.length > 0 ? resuming : [['', said('')]] },
  ];
  return html`${pageStyle}${trainingMark(facts.training)}
    <h1>Notice to the ICB: ${incident.title}</h1>
    ${htmlLines(noticeOf(incident, facts))} ${sections.map(section)}`.toString();
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

const untilWords = (incident: Incident, madeAt: Instant): string => {
  if (incident.fixedAt !== undefined) return 'Prescriptions from that time may still be on their way to us.';
  const promise = openPromises(incident)
    .filter(({ clearBy }) => clearBy > madeAt)
    .at(-1);
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
