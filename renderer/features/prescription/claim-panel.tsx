import { useState } from 'react';
import { behindWords } from '../../domain/claims/behind';
import { completedBy, standingClaim } from '../../domain/claims/decide';
import { claimBy, claimDates } from '../../domain/claims/dates';
import { proposeClaim } from '../../domain/claims/details';
import type { Claim, ClaimDetails } from '../../domain/claims/model';
import { asInstant, formatDateTime, type Instant } from '../../domain/kernel/instant';
import type { PrescriptionCommand } from '../../domain/prescriptions/commands';
import type { PrescriptionState, Supply } from '../../domain/prescriptions/model';
import { Button, isChanged, kept, LeftDraft, Said, useDraft, Word } from '../../ui';
import { refusalOf, type Seat } from './actions';
import { ClaimFields } from './claim-fields';

const words: Readonly<
  Record<Claim['progress'], { text: string; look: 'plain' | 'good' | 'attention' | 'stop' }>
> = {
  waiting: { text: 'waits for the broker', look: 'plain' },
  accepted: { text: 'accepted by EPS', look: 'good' },
  parked: { text: 'not understood', look: 'attention' },
  refused: { text: 'refused by EPS', look: 'stop' },
  replaced: { text: 'replaced', look: 'plain' },
};

const Claims = ({ claims }: { readonly claims: readonly Claim[] }) => (
  <>
    {claims.map((claim) => (
      <p key={claim.messageId} data-testid="claim">
        <Word look={words[claim.progress].look}>{words[claim.progress].text}</Word>
        {claim.replaces === undefined ? 'Claimed' : 'Changed'} {formatDateTime(claim.at)} by {claim.by}
      </p>
    ))}
  </>
);

type Props = {
  readonly state: PrescriptionState;
  readonly seat: Seat;
  readonly now: number;
  readonly run: (command: PrescriptionCommand, onDone: () => void) => void;
};

type FormProps = Props & { readonly first: ClaimDetails; readonly amends: boolean };

/** [USR-15] How the claims and the hand-outs stand that it is about. */
const madeFor = ({ claims, supplies, claimDraft }: PrescriptionState): string =>
  JSON.stringify([
    claims.map(({ messageId, progress }) => [messageId, progress]),
    supplies.map(({ messageId }) => messageId),
    claimDraft,
  ]);

const Form = ({ state, seat, now, run, first, amends }: FormProps) => {
  const { key, shortId } = state.prescription;
  const what = `the claim of ${shortId}`;
  const draft = useDraft<ClaimDetails>({
    ...{ id: `claim ${key}`, of: madeFor(state), what },
    isWorth: (one) => isChanged(first, one),
  });
  const details = draft.value ?? first;
  const refusal = refusalOf(state, { kind: 'SendClaim', details }, seat, now);
  return (
    <div {...kept(what, isChanged(first, details))}>
      <LeftDraft
        held={draft.held}
        what={what}
        gone="The claim or the hand-out has changed since, so what you filled in and did not save is dropped."
        onAnew={draft.drop}
      />
      <ClaimFields
        items={state.prescription.items}
        details={details}
        wales={seat.site.reimbursementAuthority === 'RQFZ1'}
        onChange={draft.set}
      />
      {refusal ? (
        <Said look="attention">
          {refusal.sentence} {refusal.next}
        </Said>
      ) : (
        <div className="hf-actions">
          <Button onPress={() => run({ kind: 'SendClaim', details }, draft.saved)}>
            {amends ? 'Send the changed claim' : 'Send the claim'}
          </Button>
          {amends ? null : (
            <Button onPress={() => run({ kind: 'PrepareClaim', details }, draft.saved)}>
              Keep it for later
            </Button>
          )}
        </div>
      )}
    </div>
  );
};

const lastDay = ({ prescriptionStatus }: Supply, at: Instant): string =>
  prescriptionStatus === '0007'
    ? `; the Spine drops what was not dispensed after ${formatDateTime(at)}`
    : `; not possible after ${formatDateTime(at)}`;

/** The claim of a script that is complete: until when, what it says, how it stands. */
export const ClaimPanel = (props: Props) => {
  const { state, seat, now } = props;
  const [changing, setChanging] = useState(0);
  const supply = completedBy(state);
  if (!supply) return null;
  const amends = standingClaim(state) !== undefined;
  const { dueAt, noClaimAt } = amends ? claimDates(supply.handedOverAt) : claimBy(supply);
  const { details, certain } = proposeClaim(state, supply.handedOverAt);
  const shown = !amends || changing === state.claims.length;
  const mayAmend = amends && refusalOf(state, { kind: 'SendClaim', details }, seat, now) === undefined;
  const busy = state.claims.some(({ progress }) => progress === 'waiting' || progress === 'parked');
  const behind = behindWords(state, asInstant(now));
  return (
    <section className="hf-panel" aria-label="Claim">
      <h2>Claim</h2>
      <Claims claims={state.claims} />
      {behind === '' || busy ? null : <Said look="attention">{behind}</Said>}
      <p className="hf-key">
        {amends ? 'It can be changed until' : 'Due by'} {formatDateTime(dueAt)}
        {amends ? '' : lastDay(supply, noClaimAt)}
        {!amends && state.claimDraft && certain ? '. Filled in and kept' : ''}
      </p>
      {shown && !busy ? <Form key={state.claims.length} {...props} first={details} amends={amends} /> : null}
      {!shown && mayAmend ? (
        <Button onPress={() => setChanging(state.claims.length)}>Change the claim…</Button>
      ) : null}
    </section>
  );
};
