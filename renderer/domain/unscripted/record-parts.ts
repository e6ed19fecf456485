import type { Site } from '../kernel/context';
import { html, type Html } from '../kernel/html';
import { pageNumbers } from '../kernel/page-number';

/** A line of a printed record. */
export const recordRow = (name: string, value: string): Html =>
  html`<tr>
    <th>${name}</th>
    <td>${value}</td>
  </tr>`;

export const pharmacyLine = ({ name, ods, addressLines, postcode }: Site): string =>
  `${name} (${ods}), ${[...addressLines, postcode].join(', ')}`;

/** How a printed record of the register looks. */
export const recordStyle = html`${pageNumbers}<style>
    @page {
      margin: 14mm 16mm 16mm;
    }
    body {
      font:
        11pt/1.3 Arial,
        sans-serif;
    }
    h1 {
      font-size: 17pt;
      margin: 0 0 3mm;
    }
    h2 {
      font-size: 13pt;
      margin: 6mm 0 2mm;
      break-after: avoid;
    }
    table {
      border-collapse: collapse;
    }
    tr {
      break-inside: avoid;
    }
    th {
      text-align: left;
      vertical-align: top;
      padding: 1.2mm 6mm 1.2mm 0;
      width: 45mm;
    }
    td {
      padding: 1.2mm 0;
    }
    .label {
      border: 2px solid #000;
      padding: 3mm;
      font-weight: bold;
      display: inline-block;
    }
  </style>`;
