import { lookUp } from '../../kernel/look-up';

/** prescription-type (eps.md 4): the first two digits say where, the last two who prescribed. */
const settings: Readonly<Record<string, string>> = {
  '01': 'Primary care',
  '02': 'Primary care, Wales',
  '05': 'Isle of Man',
  '09': 'Private',
  '10': 'Outpatient, community',
  '11': 'Outpatient, hospital pharmacy',
  '12': 'Homecare',
  '20': 'Outpatient, community, Wales',
  '50': 'Isle of Man',
};

const prescribers: Readonly<Record<string, string>> = {
  '01': 'medical prescriber',
  '04': 'nurse prescriber',
  '05': 'community practitioner nurse',
  '08': 'pharmacist prescriber',
  '13': 'optometrist',
  '14': 'podiatrist',
  '16': 'radiographer',
  '17': 'physiotherapist',
  '24': 'dietitian',
  '25': 'paramedic',
};

const whole: Readonly<Record<string, string>> = {
  '0607': 'Dental prescriber',
  '0707': 'Dental prescriber, Wales',
  '0123': 'Hospital prescriber in primary care',
  '0102': 'GP registrar',
  '0103': 'GP deputising service',
  '0110': 'GP locum',
};

/** Words for a type; an unknown one is shown by its digits (SCAL 1.6.2). */
export const prescriptionTypeWords = (code: string): string => {
  const setting = lookUp(settings, code.slice(0, 2));
  const prescriber = lookUp(prescribers, code.slice(2));
  return lookUp(whole, code) ?? (setting && prescriber ? `${setting}, ${prescriber}` : code);
};
