import { readWall, ageOn, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import type { Item, PrescriptionState } from '../prescriptions/model';
import { lineStatusOf } from '../prescriptions/supplied';
import { dispenserEndorsements, exemptions, paidCodes, welshExemptions } from './codes';
import type { ClaimDetails, ClaimEndorsement, ClaimLine } from './model';

const none: ClaimEndorsement = { code: 'NDEC', text: '' };
const wasDispensed = (state: PrescriptionState, item: Item): boolean => lineStatusOf(state, item) === '0001';

/** Exempt by age: under 16, or 60 and over, on the day of the hand-over. */
const exemptByAge = (state: PrescriptionState, at: Instant): boolean => {
  const age = ageOn(state.prescription.patient.birthDate, readWall(at).date);
  return age !== undefined && (age < 16 || age >= 60);
};

export type ProposedClaim = {
  readonly details: ClaimDetails;
  /** True where nothing has to be asked: it may be sent with others. */
  readonly certain: boolean;
};

/** Something was dispensed and paid for, and no item says so. */
const isPaidForNothing = (state: PrescriptionState, { exemption, lines }: ClaimDetails): boolean =>
  paidCodes.includes(exemption) &&
  state.prescription.items.some((item) => wasDispensed(state, item)) &&
  lines.every(({ charge }) => charge === 'not-paid');

/** [CLM-4] What is known without asking; the charge is left open unless age or the supply answers it. */
export const proposeClaim = (state: PrescriptionState, handedOverAt: Instant): ProposedClaim => {
  if (state.claimDraft)
    return { details: state.claimDraft, certain: !isPaidForNothing(state, state.claimDraft) };
  // Of one that EPS refused, what was filled in is kept where no other stands.
  const last = state.claims.filter((claim) => claim.progress !== 'refused').at(-1) ?? state.claims.at(-1);
  if (last) return { details: last.details, certain: false };
  const { items } = state.prescription;
  const byAge = exemptByAge(state, handedOverAt);
  const nothing = items.every((item) => !wasDispensed(state, item));
  const lines = items.map(({ itemId }): ClaimLine => ({ itemId, charge: 'not-paid', endorsements: [none] }));
  const exemption = byAge ? '0002' : nothing ? '0001' : '';
  return { details: { exemption, evidenceSeen: byAge, lines }, certain: exemption !== '' };
};

const wrong = (code: string, sentence: string, next: string): Refusal =>
  refuse(code, 'CLM-3', sentence, next);

const wrongEndorsement = (
  item: Item,
  { code, text }: ClaimEndorsement,
  wales: boolean,
): Refusal | undefined => {
  const known = dispenserEndorsements.find((one) => one.code === code);
  if (!known || (code === 'WR' && !wales))
    return wrong(
      'EndorsementUnknown',
      `“${code}” on item ${item.line} is no endorsement that can be claimed here.`,
      'Choose one from the list.',
    );
  return known.needsText && text.trim() === ''
    ? wrong(
        'EndorsementText',
        `${known.display} on item ${item.line} needs its supporting information.`,
        'Write it beside the endorsement.',
      )
    : undefined;
};

const wrongCharge = (
  state: PrescriptionState,
  item: Item,
  { charge }: ClaimLine,
  paid: boolean,
): Refusal | undefined => {
  if (charge === 'not-paid') return undefined;
  if (!paid)
    return wrong(
      'ChargeAndExempt',
      `Item ${item.line} cannot be both paid for and exempt.`,
      'Choose “paid” for the script, or “not paid” for the item.',
    );
  return wasDispensed(state, item)
    ? undefined
    : wrong(
        'ChargeForNothing',
        `Item ${item.line} was not dispensed, so no charge was due for it.`,
        'Choose “not paid” for it.',
      );
};

const wrongLine = (
  state: PrescriptionState,
  item: Item,
  line: ClaimLine | undefined,
  how: { readonly paid: boolean; readonly wales: boolean },
): Refusal | undefined => {
  if (!line || line.endorsements.length === 0)
    return wrong(
      'EndorsementMissing',
      `Item ${item.line} has no endorsement.`,
      'Choose one; NDEC where there is none.',
    );
  if (line.endorsements.length > 1 && line.endorsements.some(({ code }) => code === 'NDEC'))
    return wrong('NdecAlone', `Item ${item.line} says both none and an endorsement.`, 'Take NDEC away.');
  for (const endorsement of line.endorsements) {
    const refusal = wrongEndorsement(item, endorsement, how.wales);
    if (refusal) return refusal;
  }
  return wrongCharge(state, item, line, how.paid);
};

/** [CLM-3] [CLM-4] The first thing that is missing or does not fit. */
export const wrongDetails = (
  state: PrescriptionState,
  details: ClaimDetails,
  authority: 'T1450' | 'RQFZ1',
): Refusal | undefined => {
  const wales = authority === 'RQFZ1';
  const known = wales ? [...exemptions, ...welshExemptions] : exemptions;
  if (!known.some(({ code }) => code === details.exemption))
    return wrong(
      'ChargeOpen',
      'Nobody has said yet whether the charge was paid, or why not.',
      'Choose it under “Charge”.',
    );
  const paid = paidCodes.includes(details.exemption);
  for (const item of state.prescription.items) {
    const line = details.lines.find((one) => one.itemId === item.itemId);
    const refusal = wrongLine(state, item, line, { paid, wales });
    if (refusal) return refusal;
  }
  return isPaidForNothing(state, details)
    ? wrong(
        'ChargeNowhere',
        'The charge was paid, yet no item says so.',
        'Say for each item whether it was paid for, or choose why no charge was due.',
      )
    : undefined;
};
