import { html, type Html } from '../kernel/html';
import { pageNumbers } from '../kernel/page-number';
import type { Report, ReportLine, ReportSection } from './report';

/** Text that Markdown shall not read as marks. */
const plain = (text: string): string => text.replace(/\r?\n/g, ' ').replace(/([\\`*_{}[\]<>#|])/g, '\\$1');

const markdownLine = ([label, text]: ReportLine): string =>
  label === '' ? plain(text) : `- **${plain(label)}**: ${plain(text)}`;

const orNobody = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ['Nobody.'] : lines);

/** The report as Markdown, for a service desk's ticket. */
export const reportMarkdown = (report: Report): string => {
  const sections = report.sections.flatMap(({ heading, lines }) => [
    `## ${heading}`,
    '',
    ...(lines.length === 0 ? ['Nothing yet.'] : lines.map(markdownLine)),
    '',
  ]);
  const timeline = report.timeline.map(
    ({ happenedAt, enteredAt, by, text }) =>
      `| ${happenedAt} | ${enteredAt} | ${plain(by)} | ${plain(text)} |`,
  );
  const affected = (report.affected ?? []).map(
    ({ shortId, patient }) => `- ${plain(shortId)}: ${plain(patient)}`,
  );
  const supplied = (report.suppliedTo ?? []).map(
    ({ suppliedAt, patient }) => `- ${suppliedAt}: ${plain(patient)}`,
  );
  return [
    `# ${plain(report.title)}`,
    '',
    ...(report.training ? ['TRAINING: invented patients', ''] : []),
    ...report.notice.map(markdownLine),
    '',
    ...sections,
    '## Timeline',
    '',
    '| Happened | Entered | By | What |',
    '| --- | --- | --- | --- |',
    ...timeline,
    '',
    ...(report.affected ? ['## Handed out offline', '', ...orNobody(affected), ''] : []),
    ...(report.suppliedTo ? ['## Supplied without the script', '', ...orNobody(supplied), ''] : []),
  ].join('\n');
};

/** The report as JSON, for a machine. The names are part of the format: do not rename. */
export const reportJson = (report: Report): string => {
  const linesOf = (lines: readonly ReportLine[]) =>
    lines.map(([label, text]) => (label === '' ? { text } : { label, text }));
  const section = (heading: string) =>
    linesOf(report.sections.find((one) => one.heading === heading)?.lines ?? []);
  return JSON.stringify(
    {
      format: 'holdfast incident report 1',
      title: report.title,
      training: report.training,
      notice: linesOf(report.notice),
      scope: section('Scope'),
      impact: section('Impact'),
      resolutionActivities: section('Resolution activities'),
      rootCause: section('Root cause'),
      preventativeActions: section('Preventative actions'),
      timeline: report.timeline,
      ...(report.affected ? { handedOutOffline: report.affected } : {}),
      ...(report.suppliedTo ? { suppliedWithoutScript: report.suppliedTo } : {}),
    },
    null,
    2,
  );
};

/** For a page of an incident. */
export const pageStyle = html`${pageNumbers}<style>
    @page {
      margin: 12mm 12mm 14mm;
    }
    body {
      font:
        10.5pt/1.4 Arial,
        sans-serif;
      color: #212b32;
    }
    h1 {
      font-size: 17pt;
      margin: 0 0 4mm;
    }
    h2 {
      font-size: 12.5pt;
      margin: 6mm 0 2mm;
      border-bottom: 0.4mm solid #005eb8;
      padding-bottom: 1mm;
      break-after: avoid;
    }
    dl {
      display: grid;
      grid-template-columns: 46mm 1fr;
      gap: 1mm 4mm;
      margin: 0;
    }
    dt {
      font-weight: bold;
    }
    dd {
      margin: 0;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    tr {
      break-inside: avoid;
    }
    th,
    td {
      text-align: left;
      vertical-align: top;
      padding: 1mm 2mm;
      border-bottom: 0.2mm solid #aeb7bd;
    }
    td:nth-child(-n + 2) {
      white-space: nowrap;
    }
    .training {
      font-weight: bold;
      border: 0.6mm solid #ffb81c;
      padding: 1mm 3mm;
    }
  </style>`;

/** What a page of a training profile begins with. */
export const trainingMark = (training: boolean): Html | undefined =>
  training ? html`<p class="training">TRAINING: invented patients</p>` : undefined;

export const htmlLines = (lines: readonly ReportLine[]) =>
  lines.length === 0
    ? html`<p>Nothing yet.</p>`
    : lines.every(([label]) => label === '')
      ? html`${lines.map(([, text]) => html`<p>${text}</p>`)}`
      : html`<dl>
          ${lines.map(
            ([label, text]) =>
              html`<dt>${label}</dt>
                <dd>${text}</dd>`,
          )}
        </dl>`;

/** A part of a page under its heading. */
export const section = ({ heading, lines }: ReportSection): Html =>
  html`<h2>${heading}</h2>
    ${htmlLines(lines)}`;

type Cells = readonly string[];
const row = (cells: Cells) =>
  html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;

const table = (heading: string, columns: Cells, rows: readonly Cells[]) =>
  html`<h2>${heading}</h2>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>`;

/** A list that was asked for and is empty says so. */
const named = (heading: string, first: string, rows: readonly Cells[]): Html =>
  rows.length === 0
    ? section({ heading, lines: [['', 'Nobody.']] })
    : table(heading, [first, 'Patient'], rows);

/** The report as a page to print; no text in it can become markup. */
export const reportPage = (report: Report): string => {
  const { training, affected, suppliedTo, timeline } = report;
  const told = timeline.map(({ happenedAt, enteredAt, by, text }) => [happenedAt, enteredAt, by, text]);
  const offline = affected?.map(({ shortId, patient }) => [shortId, patient]);
  const supplied = suppliedTo?.map(({ suppliedAt, patient }) => [suppliedAt, patient]);
  return html`${pageStyle}${trainingMark(training)}
    <h1>${report.title}</h1>
    ${htmlLines(report.notice)} ${report.sections.map(section)}
    ${table('Timeline', ['Happened', 'Entered', 'By', 'What'], told)}
    ${offline ? named('Handed out offline', 'Script', offline) : undefined}
    ${supplied ? named('Supplied without the script', 'When', supplied) : undefined}`.toString();
};
