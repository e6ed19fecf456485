import { whole } from '../kernel/text';
import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { formatDate, type LocalDate } from '../kernel/instant';
import type { PrintPage } from '../kernel/print-page';
import type { Item, Patient } from '../prescriptions/model';
import { foldable, lineHeightMm, wrap } from './measure';

/** The label that every dispensary has; another size is another profile. */
export const labelPaper = { widthMm: 70, heightMm: 35 } as const;

/** What one label must say (law.md 3.1). */
export type DispensingLabel = {
  readonly patient: string;
  readonly date: LocalDate;
  readonly product: string;
  readonly quantity: string;
  readonly directions: string;
  readonly site: Site;
  /** [LBL-8] What the law wants on it beside that, such as “Emergency Supply”. */
  readonly words?: string;
};

/** [LBL-9] [LBL-10] A label that goes on no medicine: what is owed, or what to look at before handing out. */
export type Slip = {
  readonly kind: 'slip';
  readonly patient: string;
  readonly date: LocalDate;
  readonly site: Site;
  readonly words: string;
  readonly says: readonly Line[];
};

type Label = DispensingLabel | Slip;

const columnMm = labelPaper.widthMm - 4;
/** From the most readable to the smallest that may be printed. */
const sizes = [9.5, 9, 8.5, 8, 7.5] as const;
const smallest = 7.5;
/** The size of the words that the law wants. */
const wordsPoints = 9;
const longNamePoints = 7;

type Line = { readonly text: string; readonly bold: boolean };

const saysOf = (label: Label): readonly Line[] =>
  'kind' in label
    ? label.says
    : [
        { text: `${label.quantity} ${label.product}`, bold: true },
        { text: label.directions, bold: false },
      ];

const linesOf = (label: Label, points: number): readonly Line[] =>
  saysOf(label).flatMap(({ text, bold }) =>
    wrap(text, columnMm, { points, bold }).map((line) => ({ text: line, bold })),
  );

const fromOf = ({ site }: Label): string =>
  `${[site.name, ...site.addressLines, site.postcode].join(', ')} ${whole(site.phone)}`;

/** Beside the date; a long name is smaller and stands over it, so that more than a line is left for the medicine. */
const whoOf = (label: Label): { readonly isLong: boolean; readonly mm: number } => {
  const patient = foldable(label.patient);
  const beside = wrap(patient, columnMm - 24, { points: 8.5, bold: true }).length;
  if (beside <= 2) return { isLong: false, mm: beside * lineHeightMm(8.5) };
  const alone = wrap(patient, columnMm, { points: longNamePoints, bold: true }).length;
  return { isLong: true, mm: (alone + 1) * lineHeightMm(longNamePoints) };
};

/** Over the lines that say who; a slip has it only where it is one of several. */
const hasKeepLine = (label: Label, ofSeveral: boolean): boolean => ofSeveral || !('kind' in label);

/** What is left for product and directions above the lines that every label has. */
const bodyMm = (label: Label, ofSeveral: boolean): number => {
  const from = wrap(fromOf(label), columnMm, { points: 6, bold: false }).length;
  const wordsLines = wrap(label.words ?? '', columnMm, { points: wordsPoints, bold: true }).length;
  const words = wordsLines === 0 ? 0 : wordsLines * lineHeightMm(wordsPoints) + 0.4;
  const keep = hasKeepLine(label, ofSeveral) ? lineHeightMm(6.5) : 0;
  return 31 - words - keep - whoOf(label).mm - from * lineHeightMm(6);
};

/** [LBL-2] As large as it fits; what does not fit at the smallest size goes on to another label, never away. */
const setIn = (label: Label): { readonly points: number; readonly labels: readonly (readonly Line[])[] } => {
  const fit = (points: number, ofSeveral: boolean) =>
    Math.max(1, Math.floor(bodyMm(label, ofSeveral) / lineHeightMm(points)));
  for (const points of sizes) {
    const lines = linesOf(label, points);
    if (lines.length <= fit(points, false)) return { points, labels: [lines] };
  }
  const lines = linesOf(label, smallest);
  const each = fit(smallest, true);
  const labels = Array.from({ length: Math.ceil(lines.length / each) }, (_, i) =>
    lines.slice(i * each, (i + 1) * each),
  );
  return { points: smallest, labels };
};

const style = html`<style>
  .label {
    box-sizing: border-box;
    width: 70mm;
    height: 33mm;
    padding: 1mm 2mm 0;
    break-after: page;
    display: flex;
    flex-direction: column;
    line-height: 1.15;
  }
  .label:last-child {
    break-after: auto;
  }
  .body {
    flex: 1;
  }
  .body b,
  .body span {
    display: block;
    white-space: pre;
  }
  .words {
    font-size: 9pt;
    font-weight: 700;
    text-align: center;
    border-bottom: 0.2mm solid #000;
    margin-bottom: 0.2mm;
  }
  .keep {
    font-size: 6.5pt;
    text-align: center;
  }
  .who {
    display: flex;
    justify-content: space-between;
    gap: 2mm;
    font-size: 8.5pt;
    font-weight: 700;
    border-top: 0.2mm solid #000;
    padding-top: 0.3mm;
  }
  .who span:first-child {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .who span:last-child {
    white-space: nowrap;
  }
  .who.long {
    flex-direction: column;
    gap: 0;
    font-size: 7pt;
  }
  .from {
    font-size: 6pt;
  }
</style>`;

const keepWords = (label: Label, place: string): string =>
  ['kind' in label ? '' : 'Keep out of the reach and sight of children', place]
    .filter((part) => part !== '')
    .join(' · ');

const one = (label: Label, points: number, lines: readonly Line[], place: string): Html =>
  html`<section class="label">
    ${label.words === undefined ? undefined : html`<div class="words">${label.words}</div>`}
    <div class="body" style="font-size:${points}pt">
      ${lines.map(({ text, bold }) => (bold ? html`<b>${text}</b>` : html`<span>${text}</span>`))}
    </div>
    ${hasKeepLine(label, place !== '') ? html`<div class="keep">${keepWords(label, place)}</div>` : undefined}
    <div class="${whoOf(label).isLong ? 'who long' : 'who'}">
      <span>${label.patient}</span><span>${formatDate(label.date)}</span>
    </div>
    <div class="from">${fromOf(label)}</div>
  </section>`;

/** [LBL-1] The labels of a script, one for each item, or more where the text is long, with slips beside them. */
export const dispensingLabels = (labels: readonly Label[]): PrintPage => {
  const drawn = labels.flatMap((label) => {
    const { points, labels: parts } = setIn(label);
    return parts.map((lines, i) =>
      one(label, points, lines, parts.length === 1 ? '' : `label ${i + 1} of ${parts.length}`),
    );
  });
  return { title: 'Dispensing labels', html: html`${style}${drawn}`, page: labelPaper };
};

/** `SMITH, Ann`, with the title where there is one. */
export const nameOf = ({ family, given, title }: Patient): string =>
  `${family.toUpperCase()}, ${given}${title === '' ? '' : ` (${title})`}`;

/** The label of an item as prescribed. A pharmacist who supplies another product labels that one. */
export const labelOf = (item: Item, patient: Patient, site: Site, date: LocalDate): DispensingLabel => ({
  patient: nameOf(patient),
  date,
  product: item.medication.display,
  quantity: `${item.quantity.value} ${item.quantity.unit}`.trim(),
  directions: item.directions,
  site,
});
