/**
 * The words that go with a code in a message: as NHS publishes them, for a checker of codes compares both. What is not
 * published goes without words. Screens have words of their own (claims/codes).
 */

/** prescription-charge-exemption 1.0.2. */
export const publishedExemptions: Readonly<Record<string, string>> = {
  '0000': 'Patient has paid appropriate charges at old rate',
  '0001': 'Patient has paid appropriate charges',
  '0002': 'Is 60 years of age or over or is under 16 years of age',
  '0003': '16, 17 or 18 and in full-time education',
  '0005': 'Maternity exemption certificate',
  '0006': 'Medical exemption certificate',
  '0007': 'Prescription prepayment certificate',
  '0008': 'Prescription exemption certificate issued by Ministry of Defence',
  '0009': 'HC2 (full help) certificate',
  '0010': 'Was prescribed free-of-charge contraceptives',
  '0011': 'Income support or Income-related Employment and Support Allowance',
  '0012': "Income based Job Seeker's Allowance",
  '0013': 'Tax credit exemption certificate',
  '0014': 'Pension Credit Guarantee Credit (including partners)',
  '0015':
    'Was prescribed free-of-charge HMP/prisoners/persons detained in other secure accommodation medication',
  '0016': 'Universal Credit and meets the criteria',
  '0017': 'Was prescribed free-of-charge STI sexual health medication',
  '0018': 'Was prescribed free-of-charge mental health medication',
  '0019': 'Was prescribed free-of-charge TB medication',
  '0020': 'HRT only Prescription prepayment certificate',
};

/** medicationdispense-endorsement 1.0.1. */
export const publishedEndorsements: Readonly<Record<string, string>> = {
  BB: 'Broken Bulk',
  ED: 'Extemporaneously dispensed',
  IP: 'Invoice Price for less common products or special items',
  MF: 'Measured and Fitted',
  NCSO: 'No Cheaper Stock Obtainable',
  NDEC: 'No Dispenser Endorsement Code',
  PC: 'Prescriber Contacted',
  PD: 'Packaged Doses',
  PNC: 'Prescriber Not Contacted',
  RC: 'Rebate Claimed',
  SP: 'Special License',
  SSP: 'Serious Shortage Protocol',
  XP: 'Out of Pocket Expenses',
  ZD: 'Zero Discount (List B only)',
};
