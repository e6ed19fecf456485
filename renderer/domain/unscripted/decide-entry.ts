import { addDays, addMonths, dateOf, dayOf, utcDay } from '../kernel/calendar';
import { earliestBy, isToCome } from '../kernel/clock-fault';
import type { Actor, DecideContext } from '../kernel/context';
import { dayMs, formatDate, type Instant } from '../kernel/instant';
import { refuse, type Refusal } from '../kernel/refusal';
import { needRole } from '../users/need-role';
import { refuseAnswers } from './asked';
import { isPhenobarbital, limitOf, limitWords, mostDays, scheduleOf } from './drugs';
import type { Entry, UnscriptedItem } from './model';

const missing = (what: string, next: string): Refusal => refuse('EntryIncomplete', 'USC-2', what, next);

const checkPatient = ({ patient }: Entry): Refusal | undefined => {
  if (patient.family.trim() === '' || patient.given.trim() === '' || !utcDay(patient.birthDate))
    return missing(
      'The register wants the patient’s full name, and the birth date to find the script by.',
      'Fill in family name, given name and birth date.',
    );
  return patient.addressLines.every((line) => line.trim() === '')
    ? missing('The register wants the patient’s address.', 'Fill in the address.')
    : undefined;
};

const checkItems = ({ items }: Entry): Refusal | undefined => {
  if (items.length === 0) return missing('Nothing was supplied by this entry.', 'Fill in an item.');
  const wrong = items.find(({ display, quantity }) => display.trim().length < 3 || !(quantity > 0));
  return wrong
    ? missing(
        'Each item needs its name with strength and form, and a quantity.',
        'Complete the item, or take it away.',
      )
    : undefined;
};

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const checkAuthority = (entry: Entry): Refusal | undefined => {
  const { route, prescriber, interview } = entry;
  if (route === 'patient')
    return isBlank(interview?.evidence) || isBlank(interview?.whyNoPrescription)
      ? missing(
          'The pharmacist talks to the patient first: how is it known to have been prescribed before, and why can no prescription be had?',
          'Write both in a few words.',
        )
      : undefined;
  return isBlank(prescriber?.name) || isBlank(prescriber?.address)
    ? missing('The register wants the prescriber’s name and address.', 'Fill in both.')
    : undefined;
};

/** [USC-3] */
const checkExcluded = ({ route, items, answers }: Entry): Refusal | undefined => {
  if (route === 'paper') return undefined;
  const abroad = items.find(isPhenobarbital);
  if (abroad && answers?.['uk-prescriber'] === 'no')
    return refuse(
      'Excluded',
      'USC-3',
      `${abroad.display}: only a prescriber in the UK may ask for an emergency supply of it.`,
      'Ask a UK prescriber for a script, or refer the patient.',
    );
  const excluded = items.find((item) => ['1', '2', '3'].includes(scheduleOf(item)) && !isPhenobarbital(item));
  return excluded
    ? refuse(
        'Excluded',
        'USC-3',
        `${excluded.display} is a controlled drug of Schedule 1, 2 or 3: the law has no emergency supply of it.`,
        excluded.schedule === 'CD5'
          ? 'If it is so weak that it is of Schedule 5, write its strength and form with the name, as on the pack. Else ask the prescriber for a script, or refer the patient.'
          : 'Ask the prescriber for a script or a signed paper prescription, or refer the patient.',
      )
    : undefined;
};

/** [USC-3] [USC-2] What nobody said is not taken for “not controlled”, nor a medicine without its dose for one. */
const checkSaid = ({ route, items }: Entry): Refusal | undefined => {
  const unsaid = items.find(({ schedule }) => schedule === '');
  if (unsaid)
    return refuse(
      'ScheduleNotChosen',
      'USC-3',
      `Is ${unsaid.display} a controlled drug? Nobody has said.`,
      'Choose its schedule, or “Not controlled”.',
    );
  const undosed = route === 'paper' ? undefined : items.find(({ directions }) => isBlank(directions));
  return undosed
    ? missing(`At which dose is ${undosed.display} taken?`, 'Write the dose as it is to stand on the label.')
    : undefined;
};

/** [USC-4] */
const checkLimits = ({ route, items }: Entry): Refusal | undefined => {
  if (route !== 'patient') return undefined;
  const over = items.find((item) => {
    const limit = limitOf(item);
    if (limit !== 'days') return item.limit !== limit;
    return !(item.days !== undefined && item.days > 0 && item.days <= mostDays(item));
  });
  return over ? tooMuch(over) : undefined;
};

const tooMuch = (item: UnscriptedItem): Refusal => {
  const limit = limitOf(item);
  return limit === 'days'
    ? refuse(
        'TooMuch',
        'USC-4',
        `Of ${item.display} a patient may have at most ${mostDays(item)} days without a prescription.`,
        'Fill in for how many days it lasts, and supply no more than that.',
      )
    : refuse(
        'TooMuch',
        'USC-4',
        `Of ${item.display} a patient may have ${limitWords[limit]}, no more.`,
        'Confirm that this is the quantity.',
      );
};

const checkPaper = ({ route, items, writtenOn, suppliedAt }: Entry): Refusal | undefined => {
  if (route !== 'paper') return undefined;
  const written = writtenOn === undefined ? undefined : utcDay(writtenOn);
  if (!written) return missing('When was the paper signed?', 'Fill in the day, such as 2026-11-24.');
  const short = items.some((item) => ['2', '3', '4'].includes(scheduleOf(item)));
  const last = short ? addDays(written, 28) : addMonths(written, 6);
  const today = dayOf(suppliedAt);
  if (written > today || last < today)
    return refuse(
      'PaperNotValid',
      'USC-2',
      written > today
        ? 'This paper is dated after the day of the supply.'
        : `This paper could be dispensed until ${dateOf(last)}.`,
      'Ask the prescriber for a new one.',
    );
  return undefined;
};

/** Scripts are looked for as long after a supply (USC-6); what is older is a slip of the pen. */
const mostPastMs = 60 * dayMs;

/** [USC-2] Whether it was so long ago by all clocks that are known; a correction reckons from what it corrects. */
export const isTooLongAgo = (
  at: Instant,
  corrected: Instant | undefined,
  { now, clock }: DecideContext,
): boolean => {
  const earliest = earliestBy(clock, now);
  return earliest !== undefined && at < Math.min(earliest, corrected ?? earliest) - mostPastMs;
};

/** [USC-2] A correction may be as long after its supply as it takes: it reckons from the entry that it corrects. */
const checkTime = (
  { suppliedAt, reason, patient }: Entry,
  context: DecideContext,
  corrected: Entry | undefined,
): Refusal | undefined => {
  if (isToCome(suppliedAt, context.now, context.clock))
    return missing(
      'The supply cannot be later than now.',
      'Correct the time of the supply. If this computer’s clock is behind, set it first.',
    );
  if (isTooLongAgo(suppliedAt, corrected?.suppliedAt, context))
    return missing(
      `By its time this supply was on ${formatDate(dateOf(dayOf(suppliedAt)))}, more than 60 days ago.`,
      'Correct the time of the supply.',
    );
  const born = utcDay(patient.birthDate);
  if (born && dayOf(suppliedAt) < born)
    return missing(
      `By its time this supply was on ${formatDate(dateOf(dayOf(suppliedAt)))}, before the patient was born.`,
      'Correct the time of the supply, or the birth date.',
    );
  return isBlank(reason)
    ? missing('The register wants to know why.', 'Write the reason in a few words.')
    : undefined;
};

/** [USC-1] Asked by the form too, before anybody fills it in for nothing. */
export const whoEnters = (user: Pick<Actor, 'name' | 'role'>): Refusal | undefined =>
  needRole(user, ['pharmacist'], 'A supply without the script');

/** [USC-1] [USC-2] What stands against an entry of the register, if anything. */
export const refuseEntry = (
  entry: Entry,
  context: DecideContext,
  corrected: Entry | undefined,
): Refusal | undefined =>
  whoEnters(context.user) ??
  checkPatient(entry) ??
  checkItems(entry) ??
  checkExcluded(entry) ??
  checkSaid(entry) ??
  checkLimits(entry) ??
  refuseAnswers(entry) ??
  checkAuthority(entry) ??
  checkPaper(entry) ??
  checkTime(entry, context, corrected);
