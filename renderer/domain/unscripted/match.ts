import { dayMs, minuteMs } from '../kernel/instant';
import { utcDay } from '../kernel/calendar';
import { refuse, type Refusal } from '../kernel/refusal';
import { comparePatients } from '../patients/match';
import type { PrescriptionState } from '../prescriptions/model';
import { holdCause } from '../prescriptions/holds';
import { firstTimeOf, standingSupplies } from '../prescriptions/supplied';
import { isWithUs, meantFrom } from '../reissue/rule';
import { fitsOf, hasMore, openLines } from './fit';
import { openItems, timesNotified } from './matches';
import { lacksScript, proposalOf, stillGuards, type Entry, type UnscriptedState } from './model';
import { mayBePartOf } from './units';

/** A script for an earlier supply is at most so much older or younger. */
const beforeMs = 60 * dayMs;
const afterMs = 60 * dayMs;
/** A prescriber sends what was promised in 72 hours, or somewhat late; or had sent it in vain. */
const promisedMs = 7 * dayMs;
const inVainMs = 3 * dayMs;
/** In June 2016 scripts hung for ten days. */
const hungMs = 14 * dayMs;

/**
 * [USC-6] A script is near a supply by the day it was signed or by the first day it is for, as one of a series. An issue
 * of repeat dispensing is near by its first day, and later too: an issue may be overdue.
 */
const isNear = ({ prescription }: PrescriptionState, suppliedAt: number): boolean => {
  const from = meantFrom(prescription)?.getTime();
  const { signedAt, treatment } = prescription;
  const [first, last] = [suppliedAt - beforeMs, suppliedAt + afterMs];
  if (signedAt === undefined || from === undefined) return true;
  if (treatment === 'erd') return from <= last;
  return [signedAt, from].some((at) => at >= first && at <= last);
};

/** Signed about when a prescriber promised it, or shortly before in vain; by its first day where it is one of many. */
const isPromised = ({ prescription }: PrescriptionState, { suppliedAt, writtenOn }: Entry): boolean => {
  const written = writtenOn === undefined ? undefined : utcDay(writtenOn)?.getTime();
  const { signedAt, treatment } = prescription;
  const at = treatment === 'erd' ? meantFrom(prescription)?.getTime() : signedAt;
  const first = Math.min(suppliedAt, written ?? suppliedAt) - inVainMs;
  return at === undefined || (at >= first && at <= suppliedAt + promisedMs);
};

/** Signed before a patient's own supply and come after it: it hung on the way, and was perhaps why none could be had. */
const hasHung = ({ prescription: { signedAt } }: PrescriptionState, { route, suppliedAt }: Entry): boolean =>
  route === 'patient' && signedAt !== undefined && signedAt <= suppliedAt && signedAt >= suppliedAt - hungMs;

/**
 * [USC-6] Brand and generic share no word. So while a supply waits for its script, one of the same patient that came
 * since, was signed about then and asks for no less than was supplied is asked about once, where a name was only typed;
 * and so is one that hung while a patient's own supply was made.
 */
const mayBeUnderAnotherName = (script: PrescriptionState, state: UnscriptedState): boolean => {
  const came = script.receivedAt >= state.entry.suppliedAt + minuteMs;
  const meant = lacksScript(state) && isPromised(script, state.entry);
  if (!came || !(meant || hasHung(script, state.entry))) return false;
  const typed = openItems(state).flatMap((n) => state.entry.items[n] ?? []);
  return typed.some(
    ({ code, quantity: value, unit }) =>
      code === '' && openLines(script).some((line) => mayBePartOf({ value, unit }, line.quantity)),
  );
};

/** [USC-6] [USC-16] Whether a script may be the one of an earlier supply: a person always says so. */
const mayBeFor = (script: PrescriptionState, state: UnscriptedState): boolean => {
  const { key, patient } = script.prescription;
  if (!stillGuards(state)) return false;
  if (timesNotified(state, key) > 0) return !state.rejected.includes(key) && hasMore(script, state);
  if (proposalOf(state, key) !== undefined) return true;
  if (state.rejected.includes(key) || comparePatients(patient, state.entry.patient) === 'different')
    return false;
  const named = isNear(script, state.entry.suppliedAt) && fitsOf(script, state).fits.length > 0;
  return named || mayBeUnderAnotherName(script, state);
};

/** [USC-17] A hand-out of it no longer stands, though the medicine did leave. */
export const wasTakenBack = (script: PrescriptionState, state: UnscriptedState): boolean =>
  standingSupplies(script).filter((supply) => firstTimeOf(supply) === state.entry.suppliedAt).length <
  timesNotified(state, script.prescription.key);

/** Whether a script that is here is to be put to a person for an earlier supply, and nothing else holds it. */
export const isToPropose = (script: PrescriptionState, state: UnscriptedState): boolean => {
  const { hold } = script;
  const cause = holdCause(hold);
  if (!isWithUs(script) || openLines(script).length === 0) return false;
  if (hold.kind !== 'none' && hold.kind !== 'person' && cause !== state.id) return false;
  return mayBeFor(script, state);
};

/** [USC-7] The second look, at the hand-out itself: no script leaves by while an open supply may be its own. */
export const earlierSupplyRefusal = (
  script: PrescriptionState,
  entries: readonly UnscriptedState[],
): Refusal | undefined => {
  const entry = entries.find((one) => mayBeFor(script, one));
  if (!entry) return undefined;
  const { proposal } = entry;
  return refuse(
    'SuppliedBefore',
    'USC-7',
    'What this script asks for may have been supplied without a script before it came.',
    proposal === undefined || proposal.key === script.prescription.key
      ? 'A pharmacist says in Registers whether it is the script of that supply.'
      : `A pharmacist says in Registers whether ${proposal.shortId} is the script of that supply; what it does not settle is asked of this one next.`,
  );
};
