type Code = { readonly code: string; readonly display: string };
type EndorsementCode = Code & { readonly needsText: boolean };

/** prescription-charge-exemption (eps.md 4), those that a person may choose today. */
export const exemptions: readonly Code[] = [
  { code: '0001', display: 'Patient has paid appropriate charges' },
  { code: '0002', display: 'Is 60 years of age or over or is under 16 years of age' },
  { code: '0003', display: 'Is 16, 17 or 18 and in full-time education' },
  { code: '0005', display: 'Has a valid maternity exemption certificate' },
  { code: '0006', display: 'Has a valid medical exemption certificate' },
  { code: '0007', display: 'Has a valid prescription pre-payment certificate' },
  { code: '0008', display: 'Has a valid War Pension exemption certificate' },
  { code: '0009', display: 'Named on a current HC2 charges certificate' },
  { code: '0010', display: 'Prescribed free-of-charge contraceptives' },
  { code: '0011', display: 'Gets Income Support (IS) or income-related ESA' },
  { code: '0012', display: 'Gets income-based Jobseeker’s Allowance (JSA)' },
  { code: '0014', display: 'Gets Pension Credit guarantee credit (PCGC)' },
  { code: '0015', display: 'Prisoner or person on release from prison' },
  { code: '0016', display: 'Universal Credit and meets the criteria' },
  { code: '0017', display: 'Free-of-charge medicine for a sexually transmitted infection' },
  { code: '0018', display: 'Under a community treatment order or mental health supervision' },
  { code: '0019', display: 'Free-of-charge medicine for tuberculosis' },
  { code: '0020', display: 'Has a valid HRT-only pre-payment certificate' },
];
/** Added in Wales, where nobody pays. */
export const welshExemptions: readonly Code[] = [
  { code: '1001', display: 'Welsh prescription and Welsh dispenser: no charge' },
  { code: '1002', display: 'Has a Welsh entitlement card' },
];
export const paidCodes: readonly string[] = ['0000', '0001'];

/** medicationdispense-endorsement (eps.md 4). */
export const dispenserEndorsements: readonly EndorsementCode[] = [
  { code: 'NDEC', display: 'No Dispenser Endorsement Code', needsText: false },
  { code: 'BB', display: 'Broken Bulk', needsText: false },
  { code: 'ED', display: 'Extemporaneously dispensed', needsText: false },
  { code: 'IP', display: 'Invoice Price', needsText: true },
  { code: 'MF', display: 'Measured and Fitted', needsText: false },
  { code: 'NCSO', display: 'No Cheaper Stock Obtainable', needsText: true },
  { code: 'PC', display: 'Prescriber Contacted', needsText: true },
  { code: 'PD', display: 'Packaged Doses', needsText: false },
  { code: 'PNC', display: 'Prescriber Not Contacted', needsText: true },
  { code: 'RC', display: 'Rebate Claimed', needsText: false },
  { code: 'SP', display: 'Special License', needsText: false },
  { code: 'SSP', display: 'Serious Shortage Protocol', needsText: false },
  { code: 'WR', display: 'Waste Reduction (Wales)', needsText: false },
  { code: 'XP', display: 'Out of Pocket Expenses', needsText: true },
  { code: 'ZD', display: 'Zero Discount', needsText: false },
];

export const chargeWords = {
  'paid-once': 'Paid Once',
  'paid-twice': 'Paid Twice',
  'not-paid': 'Not Paid',
} as const;
