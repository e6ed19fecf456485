import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';

/** A line of a printed record. */
export const recordRow = (name: string, value: string): Html =>
  html`<tr>
    <th>${name}</th>
    <td>${value}</td>
  </tr>`;

export const pharmacyLine = ({ name, ods, addressLines, postcode }: Site): string =>
  `${name} (${ods}), ${[...addressLines, postcode].join(', ')}`;

/** How a printed record of the register looks. */
export const recordStyle = html`<style>
  body {
    font:
      11pt Arial,
      sans-serif;
  }
  th {
    text-align: left;
    vertical-align: top;
    padding: 2mm 6mm 2mm 0;
    width: 45mm;
  }
  td {
    padding: 2mm 0;
  }
  .label {
    border: 2px solid #000;
    padding: 3mm;
    font-weight: bold;
    display: inline-block;
  }
</style>`;
