import { describe, expect, it } from 'vitest';
import { comparePatients, patientLink } from '../../renderer/domain/patients/match';
import type { Patient } from '../../renderer/domain/prescriptions/model';

const ann: Patient = {
  nhsNumber: '9990000018',
  family: 'Smith',
  given: 'Ann Marie',
  title: 'Mrs',
  birthDate: '1950-03-12',
  gender: 'female',
  addressLines: ['1 Invented Street', 'Leeds'],
  postcode: 'LS99 1AA',
  phone: '',
};

describe('patients', () => {
  it('[PAT-1] the same without asking only if everything is there and equal, case and spaces aside', () => {
    const spelled = {
      ...ann,
      family: 'SMITH ',
      postcode: 'ls991aa',
      addressLines: ['1  Invented Street', 'LEEDS', ''],
    };
    expect(comparePatients(ann, spelled)).toBe('same');
    const others: Partial<Patient>[] = [
      { title: 'Ms' },
      { given: 'Ann' },
      { family: 'Smythe' },
      { birthDate: '1950-03-13' },
      { gender: 'unknown' },
      { addressLines: ['1 Invented Street'] },
      { postcode: 'LS99 1AB' },
    ];
    for (const other of others) expect(comparePatients(ann, { ...ann, ...other })).toBe('perhaps');
  });

  it('[PAT-2] perhaps the same by number alone, or by name and birth date where one has no number', () => {
    const { nhsNumber: _number, ...unnumbered } = ann;
    expect(comparePatients(ann, unnumbered)).toBe('perhaps');
    expect(comparePatients({ ...unnumbered, given: 'Ann' }, { ...unnumbered, given: 'ANN MARIE' })).toBe(
      'perhaps',
    );
    expect(comparePatients(ann, { ...unnumbered, given: 'Beth' })).toBe('different');
    expect(comparePatients(ann, { ...unnumbered, birthDate: '' })).toBe('different');
  });

  it('[PAT-3] two NHS numbers are two people', () => {
    expect(comparePatients(ann, { ...ann, nhsNumber: '9990000026' })).toBe('different');
  });

  it('[PAT-4] is looked up by family name and birth date, however they are written', () => {
    expect(patientLink({ family: 'O’Connor', birthDate: '1961-01-03' })).toBe(
      patientLink({ family: 'OCONNÓR', birthDate: '1961-01-03' }),
    );
    expect(patientLink({ family: 'Okafor', birthDate: '', nhsNumber: '9990000018' })).toBe('nhs|9990000018');
    expect(patientLink({ family: '', birthDate: '' })).toBeUndefined();
  });
});
