import type { DrillStatus } from '../../../electron/contract/drill';
import { html } from '../../domain/kernel/html';
import type { PrintPage } from '../../domain/kernel/print-page';
import { at, foundAs, idWords, scoreLines } from './words';

const style = html`<style>
  main {
    padding: 15mm;
    font-size: 11pt;
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

/** How a drill came out, for paper. */
export const resultPage = (status: DrillStatus): PrintPage => ({
  title: 'Result of a drill',
  page: 'A4',
  html: html`${style}
    <main>
      <h1>Drill: ${status.title}</h1>
      <p>Invented patients. Number of the drill: ${status.seed}. Until ${at(status.clock.until)}.</p>
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
      </table>
    </main>`,
});
