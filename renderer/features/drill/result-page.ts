import type { DrillStatus } from '../../../electron/contract/drill';
import { html } from '../../domain/kernel/html';
import { pageNumbers } from '../../domain/kernel/page-number';
import type { PrintPage } from '../../domain/kernel/print-page';
import { aim, at, foundAs, idWords, nothingFound, scoreLines } from './words';

const style = html`${pageNumbers}<style>
    @page {
      margin: 14mm 15mm 16mm;
    }
    body {
      font:
        11pt/1.35 Arial,
        sans-serif;
    }
    h1 {
      margin-top: 0;
    }
    h2 {
      break-after: avoid;
    }
    tr {
      break-inside: avoid;
    }
    table {
      border-collapse: collapse;
      margin-bottom: 6mm;
    }
    th,
    td {
      text-align: left;
      padding: 1mm 6mm 1mm 0;
      vertical-align: top;
    }
  </style>`;

const whenWords = ({ phase, clock, next }: DrillStatus, now: number): string => {
  if (phase !== 'over') return `As it stood ${at(now)}; the drill was not over.`;
  return next
    ? `Stopped ${at(clock.at)}: the story was not told to its end.`
    : `Ended ${at(clock.at)}, with the whole story told.`;
};

/** How a drill came out, or stands at the drill's time `now`, for paper. */
export const resultPage = (status: DrillStatus, now: number): PrintPage => ({
  title: 'Result of a drill',
  page: 'A4',
  html: html`${style}
    <h1>Drill: ${status.title}</h1>
    <p>Invented patients. Number of the drill: ${status.seed}. ${whenWords(status, now)}</p>
    <p>${aim}</p>
    <table>
      ${scoreLines(status).map(
        ([what, figure]) =>
          html`<tr>
            <th>${what}</th>
            <td>${figure}</td>
          </tr>`,
      )}
    </table>
    <h2>By script</h2>
    ${status.found.length === 0 ? html`<p>${nothingFound(status)}</p>` : undefined}
    <table>
      ${status.found.map(
        ({ what, id }) =>
          html`<tr>
            <td>${foundAs(what)}</td>
            <td>${idWords(id)}</td>
          </tr>`,
      )}
    </table>
    <h2>What happened</h2>
    <table>
      ${status.told.map(
        (told) =>
          html`<tr>
            <td>${at(told.at)}</td>
            <td>${told.text}</td>
          </tr>`,
      )}
    </table>`,
});
