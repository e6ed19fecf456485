import type { DrillStatus } from '../../electron/contract/drill';
import { resultPage } from '../../renderer/features/drill/result-page';
import { reportPage } from '../../renderer/domain/incidents/report-forms';
import { bagLabel } from '../../renderer/domain/labels/bag-label';
import { barcodeSheet } from '../../renderer/domain/labels/barcode-sheet';
import { dispensingLabels, labelOf } from '../../renderer/domain/labels/dispensing-label';
import { setUpSheet } from '../../renderer/domain/labels/set-up-sheet';
import { setUpText } from '../../renderer/domain/scanning/learn';
import { asInstant, asLocalDate } from '../../renderer/domain/kernel/instant';
import { asPrescriptionId, asUnscriptedId } from '../../renderer/domain/kernel/ids';
import { readWordings } from '../../renderer/domain/patients/differences';
import { patientPage } from '../../renderer/domain/patients/page';
import { aSite, received } from '../support/builders';
import { anId } from '../support/keys';
import { barcodesOn, type drawPdf } from '../support/pdf';
import { drawBarcode, pdfOf } from './print-pages';
import { expect, signIn, test } from './support';

test('[LBL-2] [LBL-5] [LBL-6] every sheet keeps to its pages and every code on it is read back', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  const ids = Array.from({ length: 43 }, (_, i) =>
    asPrescriptionId(anId(`${(i + 0xa00000).toString(16)}A83008${(i + 0xe00).toString(16)}FE`.toUpperCase())),
  );
  const sheets = await pdfOf(
    page,
    barcodeSheet(
      'PWAD scripts',
      ids.map((id) => ({ id, lines: ['a', 'b', 'c'] })),
      drawBarcode,
    ),
  );
  expect(sheets).toHaveLength(3);
  const found = (await Promise.all(sheets.map(barcodesOn))).flat().map(({ text }) => text);
  expect(found.sort()).toEqual([...ids].sort());
  const [setUp] = await pdfOf(page, setUpSheet(drawBarcode));
  expect((setUp && (await barcodesOn(setUp)))?.map(({ format, text }) => [format, text])).toEqual([
    ['Code128', setUpText],
    ['DataMatrix', '(01)05012345678900(17)991231(10)HF(21)SETUP'],
  ]);
  const { prescription } = received();
  const [item] = prescription.items;
  if (!item) throw new Error('no item');
  const long = {
    ...labelOf(
      item,
      { ...prescription.patient, given: 'Wilhelmina Maximiliane Wolfeschlegelstein' },
      aSite,
      asLocalDate('2026-11-24'),
    ),
    product: 'WWW mmm MMM '.repeat(12),
    directions: 'Take WWW tablets. '.repeat(20),
  };
  const drawn = dispensingLabels([long]);
  const labels = await pdfOf(page, drawn);
  expect(labels).toHaveLength(String(drawn.html).split('<section').length - 1);
  for (const { text } of labels) expect(text).toContain('Keep out of the reach');
});

test('[LBL-2] [LBL-4] of the longest names, medicines and addresses nothing is cut or shrunk on a label', async ({
  start,
}) => {
  const { page } = await start();
  await signIn(page);
  const { prescription } = received();
  const [item] = prescription.items;
  if (!item) throw new Error('no item');
  const site = {
    ...aSite,
    name: 'The Long-Established Village Pharmacy of Thornton-le-Dale',
    addressLines: ['Unit 14, The Old Corn Exchange Buildings', '127 Upper Market Place', 'Thornton-le-Dale'],
  };
  const date = asLocalDate('2026-11-24');
  const addressLines = [
    'Flat 27, Wilmington Mansions',
    '1142 Westminster Bridge Approach Road',
    'Wythenshawe',
  ];
  const names = [
    { family: 'Wimmerwaldmann-W', given: 'Wilhelm', title: '' },
    {
      family: 'Montgomery-Cholmondeley-Featherstonehaugh-Ponsonby-Smythe',
      given: 'Wilhelmina Alexandra Constance',
      title: 'Mrs',
    },
    {
      family: 'Wolfeschlegelsteinhausenbergerdorff',
      given: 'Wilhelmina Maximiliane Alexandrina',
      title: 'Mrs',
    },
  ];
  for (const name of names) {
    const patient = { ...prescription.patient, ...name, addressLines };
    const drawn = dispensingLabels([
      { ...labelOf(item, patient, site, date), directions: 'Take ONE or TWO every 4 to 6 hours. '.repeat(6) },
    ]);
    const labels = await pdfOf(page, drawn);
    expect(labels).toHaveLength(String(drawn.html).split('<section').length - 1);
    expect(labels.length).toBeLessThan(4);
    // The mark of the training is the smallest of all.
    for (const { smallest } of labels) expect(smallest).toBeGreaterThan(4.4);
    const bag = bagLabel(
      { prescription: { ...prescription, patient }, items: 12, owed: 3, check: true, site, date },
      drawBarcode,
    );
    const [first, ...others] = await pdfOf(page, bag);
    if (!first) throw new Error('no bag label');
    expect(others).toEqual([]);
    expect(first.smallest).toBeGreaterThan(4.4);
    for (const part of [
      name.given.split(' ').at(-1) ?? '',
      patient.postcode,
      '12 items, 3 owed',
      '24-Nov-2026',
    ])
      expect(first.text).toContain(part);
    expect(await barcodesOn(first)).toHaveLength(1);
  }
});

type Drawn = Awaited<ReturnType<typeof drawPdf>>[number];

/** How many dots within so many millimetres of the left, the top and the right edge are not white; the foot has the mark. */
const inkAtEdge = ({ canvas, widthMm }: Drawn, mm: number): number => {
  const edge = Math.floor((mm * canvas.width) / widthMm);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let dots = 0;
  for (let y = 0; y < canvas.height - edge; y += 1)
    for (let x = 0; x < canvas.width; x += 1)
      if ((y < edge || x < edge || x >= canvas.width - edge) && (data[(y * canvas.width + x) * 4] ?? 0) < 128)
        dots += 1;
  return dots;
};

test('a record or a report has a margin that no printer cuts, on its second page too', async ({ start }) => {
  const { page } = await start();
  await signIn(page);
  const at = asInstant(Date.UTC(2026, 10, 25, 10, 42));
  const handedOut = Array.from({ length: 60 }, (_, n) => ({
    at,
    by: 'Priya Shah',
    medicine: 'Metformin 500mg tablets',
    quantity: '56 tablet',
    from: { kind: 'entry', id: asUnscriptedId(String(n)) } as const,
  }));
  const { patient } = received().prescription;
  const known = { own: undefined, ...readWordings([patient], undefined) };
  const content = { patient, ...known, perhaps: [], older: 0, complete: true, handedOut };
  const line = { happenedAt: '25-Nov-2026 10:42', enteredAt: '25-Nov-2026 10:42', by: 'Priya Shah' };
  const report = {
    title: 'Incident report',
    training: true,
    notice: [],
    sections: [],
    timeline: Array.from({ length: 80 }, () => ({ ...line, text: 'Rang the helpdesk.' })),
    affected: undefined,
    suppliedTo: undefined,
  };
  const aDrill: DrillStatus = {
    kind: 'drill',
    title: 'June 2016',
    sentence: '',
    seed: 5,
    clock: { at, since: at, pace: 0, until: at },
    phase: 'paused',
    told: [],
    supplierKey: '',
    next: undefined,
    endsNext: false,
    score: {
      scripts: 90,
      unaccounted: 0,
      suppliedTwice: 0,
      notifiedTwice: 0,
      returnsDue: 0,
      returnsSent: 0,
      returnsMissing: 0,
      returnsNotDue: 0,
      returnsTwice: 0,
      undecided: 90,
      longestWaitHours: 1,
      medianWaitHours: 1,
    },
    found: Array.from({ length: 90 }, (_, n) => ({ what: 'undecided', id: `A${n}` })),
  };
  for (const sheet of [
    patientPage(content, { site: aSite, training: true, madeBy: 'Priya Shah', now: at }),
    { title: 'Incident report', page: 'A4', html: reportPage(report) } as const,
    resultPage(aDrill, at),
  ]) {
    const pages = await pdfOf(page, sheet);
    expect(pages.length, sheet.title).toBeGreaterThan(1);
    expect(String(sheet.html)).toContain('counter(pages)');
    for (const one of pages) {
      expect(inkAtEdge(one, 8), sheet.title).toBe(0);
      expect(one.text).toContain('TRAINING');
    }
  }
});
