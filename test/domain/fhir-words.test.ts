import { describe, expect, it } from 'vitest';
import { endorsementWords } from '../../renderer/domain/fhir/codes/endorsement';
import { prescriptionTypeWords } from '../../renderer/domain/fhir/codes/prescription-type';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { writeClaim } from '../../renderer/domain/fhir/write-claim';
import { dispenserEndorsements, exemptions } from '../../renderer/domain/claims/codes';
import { asMessageId } from '../../renderer/domain/kernel/ids';
import { act, anActor, aSite, now, ready, uuids } from '../support/builders';
import { aBundle, aPrescription } from '../support/fhir';

describe('words of a script', () => {
  it('[FHIR-19] types of England and Wales by their words, unknown ones by their digits', () => {
    expect(prescriptionTypeWords('0101')).toBe('Primary care, medical prescriber');
    expect(prescriptionTypeWords('0204')).toBe('Primary care, Wales, nurse prescriber');
    expect(prescriptionTypeWords('0607')).toBe('Dental prescriber');
    expect(prescriptionTypeWords('0707')).toBe('Dental prescriber, Wales');
    // Supplementary prescribers of before 2016: nothing dental about them.
    for (const old of ['0708', '0713', '0717']) expect(prescriptionTypeWords(old)).toBe(old);
    for (const unknown of ['9999', '', 'constructor']) expect(prescriptionTypeWords(unknown)).toBe(unknown);
  });

  it('[FHIR-19] endorsements by their words, unknown ones by EPS’s', () => {
    expect(endorsementWords('SLS', '')).toContain('selected list scheme');
    expect(endorsementWords('NEW', 'Something new')).toBe('Something new');
    expect(endorsementWords('NEW', '')).toBe('NEW');
  });

  it('[FHIR-19] a quantity has no trailing zeros, however it came', () => {
    const bundle = JSON.stringify(aBundle());
    for (const [sent, shown] of [
      ['12.50', '12.5'],
      ['12.00', '12'],
      ['"0.50"', '0.5'],
      ['".5"', '0.5'],
      ['100', '100'],
    ] as const) {
      const read = readPrescriptionBundle(JSON.parse(bundle.replace('"value":21', `"value":${sent}`)), {
        releaseResponseId: 'r',
        signature: 'passed',
      });
      expect(read.kind === 'script' && String(read.prescription.items[0]?.quantity.value)).toBe(shown);
    }
    expect(aPrescription().items[0]?.quantity.value).toBe(21);
  });

  it('[FHIR-19] the list of authorised repeats comes along', () => {
    const bundle = aBundle();
    const list = {
      resourceType: 'List',
      entry: [{ item: { display: 'Bendroflumethiazide 2.5mg tablets (3/6)' } }, { item: {} }],
    };
    const read = readPrescriptionBundle(
      { ...bundle, entry: [...bundle.entry, { fullUrl: 'urn:uuid:list', resource: list }] },
      { releaseResponseId: 'r', signature: 'passed' },
    );
    expect(read.kind === 'script' && read.prescription.repeatList).toEqual([
      'Bendroflumethiazide 2.5mg tablets (3/6)',
    ]);
    expect('repeatList' in aPrescription()).toBe(false);
  });
});

describe('words that go with codes', () => {
  const claimOf = (exemption: string, code: string): string => {
    const { prescription, supplies } = act(ready(), { kind: 'SupplyInFull' });
    const [item] = prescription.items;
    if (!item) throw new Error('no item');
    const newId = uuids('c');
    const lines = [{ itemId: item.itemId, charge: 'not-paid', endorsements: [{ code, text: '' }] } as const];
    const claim = {
      messageId: asMessageId(newId()),
      at: now,
      details: { exemption, evidenceSeen: true, lines },
    };
    return JSON.stringify(
      writeClaim({ prescription, supplies, claim, actor: anActor(), site: aSite, newId }),
    );
  };

  it('[FHIR-24] are those that NHS publishes, or none', () => {
    expect(claimOf('0005', 'IP')).toContain('"code":"0005","display":"Maternity exemption certificate"');
    expect(claimOf('0005', 'ZD')).toContain('"code":"ZD","display":"Zero Discount (List B only)"');
    expect(claimOf('1001', 'WR')).toContain('"code":"1001"}');
    for (const { code } of exemptions)
      expect(claimOf(code, 'NDEC')).toContain(`"code":"${code}","display":"`);
    for (const { code } of dispenserEndorsements.filter((one) => one.code !== 'WR'))
      expect(claimOf('0001', code)).toContain(`"code":"${code}","display":"`);
  });
});

describe('claims of what was not dispensed', () => {
  it('[FHIR-14] say why, for the script and for each line, where EPS reads it', () => {
    const before = ready({ items: [{}, {}] });
    const choices = before.prescription.items.map(
      ({ itemId }) => ({ kind: 'not-dispensed', itemId, reasonCode: '0010' }) as const,
    );
    const { prescription, supplies } = act(before, { kind: 'SupplyItems', choices });
    const newId = uuids('c');
    const claim = writeClaim({
      prescription,
      supplies,
      claim: {
        messageId: asMessageId(newId()),
        at: now,
        details: { exemption: '0001', evidenceSeen: false, lines: [] },
      },
      actor: anActor(),
      site: aSite,
      newId,
    });
    const [item] = claim.item;
    const reasons = [item?.extension, ...(item?.detail ?? []).map(({ extension }) => extension)].map(
      (found) =>
        JSON.stringify(found?.filter(({ url }) => url.endsWith('Extension-EPS-TaskBusinessStatusReason'))),
    );
    expect(reasons.length).toBe(3);
    for (const reason of reasons) expect(reason).toContain('"code":"0010"');
  });
});
