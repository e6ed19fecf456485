import { html } from './html';
import { pageNumbers } from './page-number';

/** How a printed list looks: groups of a table each, over as many pages as it needs. */
export const listStyle = html`${pageNumbers}<style>
    @page {
      margin: 10mm 9mm 12mm;
    }
    body {
      font:
        9pt/1.3 Arial,
        sans-serif;
    }
    h1 {
      font-size: 15pt;
      margin: 0 0 1mm;
    }
    h2 {
      font-size: 11pt;
      margin: 5mm 0 1mm;
      break-after: avoid;
    }
    p {
      margin: 0 0 1mm;
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
      padding: 0.8mm 1.5mm;
      border-bottom: 0.2mm solid #aeb7bd;
      overflow-wrap: anywhere;
    }
    .id,
    .at {
      white-space: nowrap;
    }
    .counts {
      width: auto;
    }
    .counts td {
      text-align: right;
    }
  </style>`;
