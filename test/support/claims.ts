import type { ClaimDetails, ClaimLine } from '../../renderer/domain/claims/model';
import type { PrescriptionCommand } from '../../renderer/domain/prescriptions/commands';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { evolveAll } from './builders';

/** Exempt by an HC2 certificate: nothing paid, and no line endorsed. */
export const claimDetails = (
  state: PrescriptionState,
  change: Partial<ClaimDetails> = {},
  line: Partial<ClaimLine> = {},
): ClaimDetails => ({
  exemption: '0009',
  evidenceSeen: false,
  lines: state.prescription.items.map(({ itemId }) => ({
    itemId,
    charge: 'not-paid',
    endorsements: [{ code: 'NDEC', text: '' }],
    ...line,
  })),
  ...change,
});

export const sendClaim = (state: PrescriptionState, details = claimDetails(state)): PrescriptionCommand => ({
  kind: 'SendClaim',
  details,
});

/** Every claim that waits is answered so. */
export const claimSettled = (
  state: PrescriptionState,
  outcome: 'accepted' | 'refused' | 'parked',
): PrescriptionState =>
  evolveAll(
    state,
    state.claims
      .filter(({ progress }) => progress === 'waiting')
      .map(({ messageId }) => ({
        type: 'prescription.claim-settled',
        key: state.prescription.key,
        messageId,
        outcome,
      })),
  );
