import { askTime } from '../../domain/kernel/asked-time';
import { bestNow, latestBy } from '../../domain/kernel/clock-fault';
import { asInstant, earlier, type Instant } from '../../domain/kernel/instant';
import { readLocalTime, writeLocalTime } from '../../domain/kernel/local-time';
import { toCorrect } from '../../domain/prescriptions/decide-amend';
import { countedAt, takenBack } from '../../domain/prescriptions/hand-out-time';
import type { PrescriptionState, SaidTime } from '../../domain/prescriptions/model';
import type { TypedTime } from '../../ui';
import { contextOf, type Seat } from './actions';

/** [PRX-22] Why a person is asked when it was, and what stands where they say nothing. */
type Question = {
  readonly look: 'attention' | 'info';
  readonly words: string;
  readonly hint?: string;
  /** What the field begins with. */
  readonly first: string;
  /** What is said where nobody types. */
  readonly unasked?: SaidTime;
  /** Another time needs a reason. */
  readonly needsWhy: boolean;
};

const ofClock = (clock: NonNullable<Seat['clock']>, now: Instant): Question => ({
  look: 'attention',
  ...askTime(clock, now, 'EPS is told the time below and keeps it'),
  needsWhy: false,
});

const questionOf = (
  state: PrescriptionState,
  { person, clock }: Seat,
  amending: boolean,
  now: Instant,
): Question | undefined => {
  const ofPerson = { look: 'info', needsWhy: true } as const;
  if (amending) {
    const last = toCorrect(state);
    return last?.notification === 'refused'
      ? {
          ...ofPerson,
          words: 'If the hand-out time is wrong, say the true one.',
          first: writeLocalTime(last.handedOverAt),
        }
      : undefined;
  }
  if (state.work !== 'ready' && state.work !== 'part-supplied') return undefined;
  if (clock) return ofClock(clock, now);
  return takenBack(state) && person.role === 'pharmacist'
    ? {
        ...ofPerson,
        words: 'If the medicine left before and stayed with the patient, say when it was really handed out.',
        hint: 'Leave it empty for what leaves now.',
        first: '',
      }
    : undefined;
};

const saidOf = (
  { first, unasked, needsWhy }: Question,
  typed: TypedTime | undefined,
  latest: Instant | undefined,
): SaidTime | undefined => {
  if (typed === undefined) return unasked;
  if (needsWhy && typed.when === first) return undefined;
  return { at: readLocalTime(typed.when, latest) ?? asInstant(NaN), reason: typed.why };
};

/** [PRX-22] When it was handed out: what is asked, what is said by that, and by when last days count. */
export const saidTime = (
  state: PrescriptionState,
  seat: Seat,
  amending: boolean,
  now: Instant,
  typed: TypedTime | undefined,
) => {
  const question = questionOf(state, seat, amending, now);
  const said = question && saidOf(question, typed, latestBy(seat.clock, now));
  const context = contextOf(seat, now);
  const recorded = amending ? (toCorrect(state)?.handedOverAt ?? now) : bestNow(context);
  // A time that cannot be read is none yet.
  const at = said && !Number.isNaN(said.at) ? said.at : recorded;
  return {
    said,
    // [PRX-9] As the domain does.
    counted: amending ? earlier(recorded, at) : countedAt(at, context),
    /** [WAT-17] What a person says, for the labels. */
    dated: said && !amending && !Number.isNaN(said.at) ? said.at : undefined,
    asked: question && {
      look: question.look,
      words: question.words,
      ...(question.hint === undefined ? {} : { hint: question.hint }),
      typed: typed ?? { when: question.first, why: '' },
      asksWhy: question.needsWhy && said !== undefined,
    },
  };
};
