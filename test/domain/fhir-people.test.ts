import { describe, expect, it } from 'vitest';
import { another, changed, ods, plus, script, type Json } from '../support/changed-bundle';

describe('who and where', () => {
  const withPatient = (patient: Json) =>
    script(changed('Patient', (resource) => ({ ...resource, ...patient }))).patient;

  it('[FHIR-21] an address that is text only is not lost, and the home goes before others', () => {
    expect(withPatient({ address: [{ text: '2 Made-up Road, Leeds\r\nLS99 2BB' }] }).addressLines).toEqual([
      '2 Made-up Road',
      'Leeds',
      'LS99 2BB',
    ]);
    const home = { use: 'home', line: ['3 Home Lane', null, ''], city: 'Leeds', state: 'West Yorkshire' };
    for (const before of ['temp', 'old', 'billing'])
      expect(
        withPatient({ address: [{ use: before, line: ['elsewhere'] }, home] }).addressLines,
        before,
      ).toEqual(['3 Home Lane', 'Leeds', 'West Yorkshire']);
    expect(
      withPatient({ address: [{ use: 'old', line: ['then'] }, { line: ['now'] }] }).addressLines,
    ).toEqual(['now']);
  });

  it('[FHIR-21] a name is taken whole and once, with what follows it, and no former one', () => {
    expect(withPatient({ name: [{ text: 'Chidi Okafor', given: ['Chidi'] }] })).toMatchObject({
      family: 'Chidi Okafor',
      given: '',
    });
    expect(
      withPatient({
        name: [{ family: 'Okafor', given: ['Chidi', 'A.'], prefix: ['Mr'], suffix: [null, 'Jnr'] }],
      }),
    ).toMatchObject({ given: 'Chidi A.', title: 'Mr, Jnr' });
    expect(
      withPatient({
        name: [
          { use: 'maiden', family: 'Before' },
          { use: 'nickname', family: 'Now' },
        ],
      }).family,
    ).toBe('Now');
  });

  it('[FHIR-21] an NHS number is found however its system and its digits are written', () => {
    const system = 'https://fhir.hl7.org.uk/Id/nhs-number';
    expect(withPatient({ identifier: [{ system, value: '999-000 0018' }] }).nhsNumber).toBe('9990000018');
  });

  it('[FHIR-21] a prescriber named on the spot is not mistaken for somebody else of the message', () => {
    const inline = changed('PractitionerRole', (role) => ({
      ...role,
      identifier: [{ system: 'https://fhir.hl7.org.uk/Id/nhsbsa-spurious-code', value: '683458' }],
      practitioner: { identifier: { system: 'x', value: '1' }, display: 'Dr On Thespot' },
      organization: { identifier: ods('RBA'), display: 'The Trust' },
      healthcareService: [{ identifier: ods('RBA11'), display: 'The Clinic' }],
    }));
    const { prescriber } = script(
      plus(inline, {
        fullUrl: 'urn:uuid:place',
        resource: { resourceType: 'Location', address: { line: ['1 Trust Way'], postalCode: 'LS1 1AA' } },
      }),
    );
    expect(prescriber).toMatchObject({
      name: 'Dr On Thespot',
      organisation: 'The Clinic',
      organisationOds: 'RBA11',
      address: '1 Trust Way, LS1 1AA',
      professionalCode: '683458',
    });
  });

  it('[FHIR-21] of two prescribers an entry that nobody points at is not taken', () => {
    const lost = changed('MedicationRequest', (request) => ({
      ...request,
      requester: { display: 'Dr Wanted' },
    }));
    const second = { resourceType: 'PractitionerRole', practitioner: { display: 'Dr Other' } };
    expect(script(plus(lost, { fullUrl: 'urn:uuid:role2', resource: second })).prescriber.name).toBe(
      'Dr Wanted',
    );
  });

  it('[FHIR-21] a responsible practitioner may be contained', () => {
    const contained = changed('MedicationRequest', (request) => ({
      ...request,
      contained: [
        { resourceType: 'PractitionerRole', id: 'rp', practitioner: { display: 'Dr Responsible' } },
      ],
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
          valueReference: { reference: '#rp' },
        },
      ],
    }));
    expect(script(contained).prescriber.name).toBe('Dr Responsible');
  });

  it('[FHIR-21] where an organisation is responsible, the person is who asked', () => {
    const trust = changed('MedicationRequest', (request) => ({
      ...request,
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
          valueReference: { reference: 'urn:uuid:trust-role', display: 'The Trust' },
        },
      ],
    }));
    const role = {
      resourceType: 'PractitionerRole',
      practitioner: { identifier: { system: 'x', value: '1' } },
      organization: { identifier: ods('RBA'), display: 'The Trust' },
    };
    expect(script(plus(trust, { fullUrl: 'urn:uuid:trust-role', resource: role })).prescriber).toMatchObject({
      name: 'Dr Amara Nwosu',
      organisation: 'The Trust',
    });
  });

  it('[FHIR-21] a nominated site may be an entry of the message', () => {
    const pointed = changed('MedicationRequest', (request) => ({
      ...request,
      dispenseRequest: { performer: { reference: 'Organization/site' }, quantity: { value: 1 } },
    }));
    const site = { resourceType: 'Organization', id: 'site', identifier: [ods('FCG71')] };
    expect(
      script(plus(pointed, { fullUrl: 'https://x.test/Organization/site', resource: site })).nominatedOds,
    ).toBe('FCG71');
  });

  it('[FHIR-21] follows a reference by URL, by type and id, by UUID in any case', () => {
    const id = '0B7CF41C-9C8B-4C5A-9F4B-7E3A3F1F1A11';
    for (const [fullUrl, reference] of [
      [`urn:uuid:${id}`, `urn:uuid:${id.toLowerCase()}`],
      [`https://x.test/FHIR/R4/Patient/${id}`, `Patient/${id}`],
      [`https://x.test/FHIR/R4/Patient/${id}`, `https://x.test/FHIR/R4/Patient/${id}/_history/2`],
      [`urn:uuid:${id}`, `https://y.test/Patient/${id}`],
    ] as const) {
      const bundle = changed('MedicationRequest', (request) => ({ ...request, subject: { reference } }));
      const here = { ...another, fullUrl, resource: { ...another.resource, id } };
      expect(script(plus(bundle, here)).patient.family, reference).toBe('Other');
    }
  });

  it('[FHIR-21] what has ended or is old counts only where nothing else is there', () => {
    const ended = { period: { start: '1999-01-01', end: '2020-01-01' } };
    const moved = {
      name: [
        { use: 'usual', family: 'Then', ...ended },
        { use: 'official', family: 'Now' },
      ],
      address: [
        { use: 'home', line: ['1 Past Road'], ...ended },
        { use: 'home', line: ['2 Present Road'] },
      ],
      telecom: [
        { system: 'phone', use: 'old', value: '01632 960001' },
        { system: 'phone', use: 'home', value: '01632 960002', ...ended },
        { system: 'email', value: 'now@example.test' },
        { system: 'phone', use: 'mobile', value: '07700 900003' },
      ],
    };
    expect(withPatient(moved)).toMatchObject({
      family: 'Now',
      addressLines: ['2 Present Road'],
      phone: '07700 900003',
    });
    const later = { period: { end: '2099-12-31' } };
    expect(
      withPatient({
        address: [
          { use: 'billing', line: ['elsewhere'] },
          { use: 'home', line: ['here'], ...later },
        ],
      }).addressLines,
    ).toEqual(['here']);
    const gone = { name: [moved.name[0]], address: [moved.address[0]], telecom: [moved.telecom[0]] };
    expect(withPatient(gone)).toMatchObject({
      family: 'Then',
      addressLines: ['1 Past Road'],
      phone: '01632 960001',
    });
  });

  it('[FHIR-21] a line that contains its patient, prescriber and practice reads as one that points at them', () => {
    const bundle = changed('Practitioner', (one) => one);
    const outside = script(bundle);
    const contained = bundle.entry.flatMap(({ fullUrl, resource }) =>
      ['Patient', 'Practitioner', 'PractitionerRole', 'Organization'].includes(String(resource.resourceType))
        ? [{ ...resource, id: fullUrl.slice('urn:uuid:'.length) }]
        : [],
    );
    const inside = JSON.parse(
      JSON.stringify({
        ...bundle,
        entry: bundle.entry.flatMap((one) =>
          one.resource.resourceType === 'MedicationRequest'
            ? [{ ...one, resource: { ...one.resource, contained } }]
            : contained.some(({ id }) => one.fullUrl === `urn:uuid:${id}`)
              ? []
              : [one],
        ),
      }).replaceAll('"reference":"urn:uuid:', '"reference":"#'),
    ) as unknown; // as it comes over the wire
    expect(script(inside)).toEqual(outside);
    expect(script(inside).prescriber.name).toBe('Dr Amara Nwosu');
  });

  it('[FHIR-2] a date of birth is a day that had come when the script was signed; another one is said', () => {
    const born = (birthDate: string) => {
      const { patient, warnings } = script(changed('Patient', (one) => ({ ...one, birthDate })));
      return [patient.birthDate, ...warnings.map(({ code }) => code)];
    };
    expect(born('1961-01-03')).toEqual(['1961-01-03']);
    expect(born('1961-01-03T00:00:00+00:00')).toEqual(['1961-01-03']);
    for (const less of ['1961-01', '1961', '03/01/1961', '1961-02-30', '2061-01-03'])
      expect(born(less)).toEqual([less, 'BirthDate']);
  });

  it('[FHIR-2] says that the patient has died', () => {
    const died = changed('Patient', (patient) => ({ ...patient, deceasedDateTime: '2026-11-01' }));
    expect(script(died).warnings.map(({ code }) => code)).toEqual(['Deceased']);
  });
});
