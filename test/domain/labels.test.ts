import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asInstant, asLocalDate } from '../../renderer/domain/kernel/instant';
import type { PrintPage } from '../../renderer/domain/kernel/print-page';
import type { Refusal } from '../../renderer/domain/kernel/refusal';
import { bagCodeOf } from '../../renderer/domain/labels/bag-label';
import { barcodeSheet } from '../../renderer/domain/labels/barcode-sheet';
import { dispensingLabels, type DispensingLabel } from '../../renderer/domain/labels/dispensing-label';
import { bagForScript, labelsForScript } from '../../renderer/domain/labels/for-script';
import { wrap } from '../../renderer/domain/labels/measure';
import { setUpSheet } from '../../renderer/domain/labels/set-up-sheet';
import { dispensingToken } from '../../renderer/domain/labels/token';
import { setUpPackText } from '../../renderer/domain/scanning/learn';
import { ownCodeText } from '../../renderer/domain/scanning/own-codes';
import { readScan } from '../../renderer/domain/scanning/read-scan';
import { readTypedId } from '../../renderer/domain/kernel/check-character';
import { drawBarcode } from '../../renderer/platform/barcodes/draw';
import { changed, script } from '../support/changed-bundle';
import { accepted, act, aContext, anActor, aSite, now, ready, received } from '../support/builders';

const textOf = ({ html }: PrintPage): string =>
  String(html)
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
const page = (made: PrintPage | Refusal): PrintPage => {
  if ('kind' in made) throw new Error(made.sentence);
  return made;
};
const labelsIn = (made: PrintPage): readonly string[] =>
  String(made.html).split('<section class="label">').slice(1);

const aLabel: DispensingLabel = {
  patient: 'OKAFOR, Chidi (Mr)',
  date: asLocalDate('2026-11-24'),
  product: 'Amoxicillin 500mg capsules',
  quantity: '21 capsule',
  directions: 'One to be taken three times a day',
  site: aSite,
};
const id = received().prescription.shortId;
const plain = { choices: [], differences: [] };

describe('dispensing labels', () => {
  it('[LBL-1] carry everything that the law wants on a label', () => {
    const text = textOf(dispensingLabels([aLabel]));
    for (const part of [
      'OKAFOR, Chidi',
      '24-Nov-2026',
      '21 capsule Amoxicillin 500mg capsules',
      'One to be taken three times a day',
      'The Training Pharmacy, 1 Invented Road, LS99 9ZZ',
      'Keep out of the reach and sight of children',
    ])
      expect(text).toContain(part);
  });

  it('[LBL-2] nothing of product or directions is lost, however long, and each label says whose it is', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeMW50%<&"\' /'), minLength: 1, maxLength: 40 });
    const words = fc.array(word, { maxLength: 60 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, words, (product, directions) => {
        const made = dispensingLabels([{ ...aLabel, product, directions }]);
        const bare = (text: string) => text.replace(/\s/g, '');
        const bodies = labelsIn(made).map((label) => /<div class="body"[^]*?<\/div>/.exec(label)?.[0] ?? '');
        const body = textOf({ ...made, html: bodies.join('') as never });
        expect(bare(body)).toBe(bare(`21 capsule ${product}${directions}`));
        for (const label of labelsIn(made)) {
          expect(label).toContain('OKAFOR, Chidi');
          expect(label).toContain('24-Nov-2026');
          expect((label.match(/<(b|span)>/g) ?? []).length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[LBL-2] short text is large, long text smaller, and only the longest goes on to another label', () => {
    const points = (label: DispensingLabel) =>
      /font-size:([\d.]+)pt/.exec(String(dispensingLabels([label]).html))?.[1];
    expect(points(aLabel)).toBe('9.5');
    const long = { ...aLabel, directions: 'Take two tablets now and then one each day. '.repeat(4) };
    expect(Number(points(long))).toBeLessThan(9.5);
    expect(labelsIn(dispensingLabels([long]))).toHaveLength(1);
    expect(labelsIn(dispensingLabels([{ ...long, product: 'Name '.repeat(60) }])).length).toBeGreaterThan(1);
    expect(wrap('', 50, { points: 9, bold: false })).toEqual([]);
  });

  it('[LBL-7] are for what is left to hand out, or for what left and when, never for a held script', () => {
    const script = received();
    expect(textOf(page(labelsForScript(script, plain, aContext())))).toContain('24-Nov-2026');
    const held = act(script, { kind: 'HoldPrescription', reason: 'asked the surgery' });
    expect(labelsForScript(held, plain, aContext())).toMatchObject({ code: 'OnHold' });
    expect(bagForScript(held, plain, aContext(), drawBarcode)).toMatchObject({ code: 'OnHold' });
    const item = script.prescription.items[0];
    if (!item) throw new Error('no item');
    const part = accepted(
      act(ready(), { kind: 'SupplyItems', choices: [{ kind: 'part', itemId: item.itemId, quantity: 7 }] }),
    );
    expect(textOf(page(labelsForScript(part, plain, aContext())))).toContain(`${item.quantity.value - 7} `);
    const done = accepted(
      act(ready(), { kind: 'SupplyItems', choices: [{ kind: 'full', itemId: item.itemId }] }),
    );
    const later = asInstant(now + 3 * 86_400_000);
    expect(textOf(page(labelsForScript(done, plain, aContext({ now: later }))))).toContain('24-Nov-2026');
  });

  it('[LBL-7] [LBL-9] say what is in the bag as it was chosen, and a slip what stays owed and until when', () => {
    const script = ready({
      items: [{ quantity: 28 }, { name: 'Tramadol 50mg capsules', schedule: 'CD3' }, { name: 'Ramipril' }],
    });
    const [part, owing, other] = script.prescription.items;
    if (!part || !owing || !other) throw new Error('no items');
    const ramipril = { code: '39691911000001107', display: 'Ramipril 5mg capsules' };
    const about = {
      ...plain,
      choices: [
        { kind: 'part', itemId: part.itemId, quantity: 7 },
        { kind: 'owing', itemId: owing.itemId },
        { kind: 'full', itemId: other.itemId, products: [{ medication: ramipril, quantity: 21 }] },
      ] as const,
    };
    const labels = labelsIn(page(labelsForScript(script, about, aContext()))).map((one) =>
      textOf({ title: '', page: 'A4', html: one as never }),
    );
    expect(labels).toHaveLength(4);
    expect(labels[0]).toContain('7 capsule Amoxicillin 250mg capsules');
    expect(labels[1]).toContain('21 capsule Ramipril 5mg capsules');
    expect(labels[2]).toContain('Owed to you');
    expect(labels[2]).toContain('21 of 28 capsule Amoxicillin 250mg capsules');
    expect(labels[2]).not.toContain('Keep out of');
    // The rest of a controlled drug ends with its 28 days.
    expect(labels[3]).toContain('21 of 21 capsule Tramadol');
    expect(labels[3]).toContain('by 18-Dec-2026');
    expect(textOf(page(bagForScript(script, about, aContext(), drawBarcode)))).toContain('2 items, 2 owed');
    const none = {
      ...plain,
      choices: script.prescription.items.map(({ itemId }) => ({ kind: 'owing', itemId }) as const),
    };
    expect(labelsIn(page(labelsForScript(script, none, aContext())))).toHaveLength(3);
    expect(bagForScript(script, none, aContext(), drawBarcode)).toMatchObject({ code: 'NothingToLabel' });
    const unsaid = { ...plain, choices: [{ kind: 'part', itemId: part.itemId, quantity: 0 }] as const };
    expect(labelsForScript(script, unsaid, aContext())).toMatchObject({ code: 'QuantityWrong' });
    const dispenser = aContext({ user: anActor('dispenser') });
    expect(labelsForScript(script, about, dispenser)).toMatchObject({ code: 'RoleMissing' });
  });

  it('[LBL-7] [LBL-9] say what is in the bag from assembly on: the part, its slip, and nothing of what is missing', () => {
    const checked = act(received({ items: [{ quantity: 28 }, { name: 'Ramipril' }] }), {
      kind: 'CheckPrescription',
    });
    const [short, missing] = checked.prescription.items;
    if (!short || !missing) throw new Error('no items');
    const choices = [
      { kind: 'part', itemId: short.itemId, quantity: 14 },
      { kind: 'owing', itemId: missing.itemId },
    ] as const;
    const said = (made: PrintPage | Refusal) =>
      labelsIn(page(made)).map((one) => textOf({ title: '', page: 'A4', html: one as never }));
    const before = said(labelsForScript(checked, { ...plain, choices }, aContext()));
    const assembled = act(checked, { kind: 'AssemblePrescription', choices });
    const after = said(labelsForScript(assembled, plain, aContext()));
    expect(after).toEqual(before);
    expect(after).toHaveLength(3);
    expect(after[0]).toContain('14 capsule Amoxicillin 250mg capsules');
    expect(after[1]).toContain('Owed to you');
    expect(after[1]).toContain('14 of 28 capsule Amoxicillin');
    expect(after[2]).toContain('21 of 21 capsule Ramipril');
    expect(textOf(page(bagForScript(assembled, plain, aContext(), drawBarcode)))).toContain('1 item, 2 owed');
    const whole = { ...plain, choices: [{ kind: 'full', itemId: short.itemId }] as const };
    expect(labelsForScript(assembled, whole, aContext())).toMatchObject({ code: 'MoreThanInBag' });
    // While it is filled again, it is as somebody says now.
    const again = act(assembled, { kind: 'StepBackPrescription' });
    expect(said(labelsForScript(again, whole, aContext()))[0]).toContain('28 capsule Amoxicillin');
  });

  it('[LBL-9] a slip of what stays owed is one label, with a common name, patient and pharmacy', () => {
    const item = { name: 'Atorvastatin 20mg tablets', quantity: 28 };
    const made = ready({ items: [item] });
    const patient = { ...made.prescription.patient, family: 'Crabtree', given: 'Terence', title: 'Mr' };
    const script = { ...made, prescription: { ...made.prescription, patient } };
    const choices = script.prescription.items.map(({ itemId }) => ({ kind: 'owing', itemId }) as const);
    const site = {
      ...aContext().site,
      name: 'The Training Pharmacy',
      addressLines: ['1 Invented Road', 'Leeds'],
      postcode: 'LS99 9ZZ',
    };
    const slips = labelsIn(page(labelsForScript(script, { ...plain, choices }, aContext({ site }))));
    expect(slips).toHaveLength(1);
    expect(slips[0]).toContain(script.prescription.shortId);
    expect(slips[0]).not.toContain('label 1');
    expect(Number(/font-size:([\d.]+)pt/.exec(slips[0] ?? '')?.[1])).toBeGreaterThanOrEqual(8);
  });

  it('[LBL-2] [LBL-10] words over the label that need two lines leave so much less room below them', () => {
    const linesOf = (words: string) => {
      const says = [{ text: 'Name: OKAFOR, Chidi / OKAFOR, Ada. '.repeat(30), bold: false }];
      const { patient, date, site } = aLabel;
      const [first = ''] = labelsIn(dispensingLabels([{ kind: 'slip', patient, date, site, words, says }]));
      return (first.match(/<(b|span)>/g) ?? []).length;
    };
    expect(linesOf('Not for the patient: ask '.repeat(3))).toBeLessThan(linesOf('Owed to you'));
  });

  it('[LBL-10] begin with a slip where scripts of the NHS number name somebody else, and the bag says so', () => {
    const about = { ...plain, differences: [{ what: 'Name', said: ['OKAFOR, Chidi', 'OKAFOR, Ada'] }] };
    const script = received();
    const [first, ...rest] = labelsIn(page(labelsForScript(script, about, aContext())));
    const slip = textOf({ title: '', page: 'A4', html: first as never });
    expect(slip).toContain('Not for the patient: ask who this is for');
    expect(slip).toContain('Name: OKAFOR, Chidi / OKAFOR, Ada');
    expect(rest).toHaveLength(1);
    expect(rest.join('')).not.toContain('Ada');
    const bag = (said: typeof about) => textOf(page(bagForScript(script, said, aContext(), drawBarcode)));
    expect(bag(about)).toContain('ASK WHO THIS IS');
    expect(bag({ ...plain, differences: [] })).not.toContain('ASK WHO');
  });
});

describe('other printouts', () => {
  it('[LBL-3] a token has dm+d names in full, the id with hyphens, and says what it is not', () => {
    const { prescription } = received();
    const text = textOf(dispensingToken(prescription, { site: aSite, at: now, before: [] }, drawBarcode));
    for (const { medication, directions } of prescription.items) {
      expect(text).toContain(medication.display);
      expect(text).toContain(directions);
    }
    expect(text).toContain(id);
    expect(text).toContain('It is not a prescription');
    const { html, title } = dispensingToken(prescription, { site: aSite, at: now, before: [] }, drawBarcode);
    expect(String(html).indexOf('class="right"')).toBeLessThan(String(html).indexOf('data:image'));
    expect(title).not.toContain(prescription.patient.family);
  });

  it('[LBL-3] a token says all that the script says of each item, and to the patient', () => {
    const url = (name: string) => `https://fhir.nhs.uk/StructureDefinition/${name}`;
    const prescription = script(
      changed(
        'MedicationRequest',
        (request, nth) => ({
          ...request,
          ...(nth === 0
            ? {
                note: [{ text: '<patientInfo>Book a review.</patientInfo>Dose cut since May' }],
                extension: [
                  {
                    url: url('Extension-DM-ControlledDrug'),
                    extension: [{ url: 'quantityWords', valueString: 'twenty-one' }],
                  },
                ],
              }
            : { status: 'cancelled', note: [{ text: '<medication>Aspirin 75mg tablets</medication>' }] }),
          dispenseRequest: { ...(request.dispenseRequest as object), expectedSupplyDuration: { value: 28 } },
        }),
        { items: [{}, {}], issue: 2, issues: 6, start: '2026-12-01' },
      ),
    );
    const text = textOf(dispensingToken(prescription, { site: aSite, at: now, before: [] }, drawBarcode));
    for (const part of [
      'CD: 21 (twenty-one) capsule',
      'Note from the prescriber: Dose cut since May',
      'For the patient Book a review.',
      'Authorised repeats Aspirin 75mg tablets',
      'Cancelled by the prescriber: not to be supplied.',
      'Issue 2 of 6',
      'Date 01-Dec-2026 Signed 20-Nov-2026 Days of treatment 28',
    ])
      expect(text).toContain(part);
  });

  it('[LBL-11] what stands on two lines stays on two', () => {
    const lines = wrap('2 in the morning\r\n1 at night\n\nWith food', 60, { points: 9, bold: false });
    expect(lines).toEqual(['2 in the morning', '1 at night', 'With food']);
    const html = String(dispensingLabels([{ ...aLabel, directions: '2 in the morning\n1 at night' }]).html);
    expect(html).toContain('<span>2 in the morning</span><span>1 at night</span>');
  });

  it('[LBL-4] a bag’s code opens the bag and is no prescription id', () => {
    const text = textOf(page(bagForScript(received(), plain, aContext(), drawBarcode)));
    const code = ownCodeText({ kind: 'bag', code: bagCodeOf(id) });
    expect(text).toContain(code);
    expect(text).toContain('1 item');
    expect(text).not.toContain(id);
    expect(readScan(code)).toEqual({ kind: 'bag', code: bagCodeOf(id) });
    expect(readTypedId(code).kind).toBe('wrong');
  });

  it('[LBL-5] sheets have twenty codes to a page, and every page its number', () => {
    const sheet = (n: number) =>
      barcodeSheet(
        'PWAD scripts',
        Array.from({ length: n }, () => ({ id, lines: [] })),
        drawBarcode,
      );
    expect(textOf(sheet(41))).toContain('page 3 of 3');
    expect(String(sheet(41).html).match(/<img/g)).toHaveLength(41);
    expect(textOf(sheet(0))).toContain('page 1 of 1');
  });

  it('[LBL-6] codes are as wide as their modules', () => {
    expect(drawBarcode.code128(id)).toMatchObject({ modulesWide: 255, modulesHigh: 1 });
    const square = drawBarcode.packMatrix(setUpPackText);
    expect(square.modulesWide).toBe(square.modulesHigh);
    expect(String(setUpSheet(drawBarcode).html).match(/<img/g)).toHaveLength(2);
  });
});
