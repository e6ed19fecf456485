import { refuse, type Refusal } from '../kernel/refusal';
import { isPhenobarbital } from './drugs';
import type { Answer, Answers, Entry, Route, SupplyQuestion } from './model';

type Asked = {
  readonly text: string;
  /** As it stands on a record. */
  readonly short: string;
  /** Without it nothing may be supplied; undefined where either answer may be. */
  readonly wanted?: Answer;
  /** What the other answer means, and what to do then. */
  readonly sentence?: string;
  readonly next?: string;
};

/** [USC-19] What the law makes an emergency supply depend on (law.md 1.1, 1.2), in the order in which it is asked. */
const questions: Readonly<Record<SupplyQuestion, Asked>> = {
  interviewed: {
    text: 'Have you spoken with the patient yourself?',
    short: 'Interviewed',
    wanted: 'yes',
    sentence: 'The law wants the pharmacist to interview the patient first.',
    next: 'Speak with the patient, or refer them to the surgery, NHS 111 or another pharmacy.',
  },
  'needed-now': {
    text: 'Is it needed at once, and can no prescription be had without undue delay?',
    short: 'Needed at once',
    wanted: 'yes',
    sentence: 'An emergency supply is for an immediate need where no prescription can be had in time.',
    next: 'Help the patient to a prescription.',
  },
  undertaken: {
    text: 'Did the prescriber undertake to send the script within 72 hours?',
    short: 'Undertook 72 h',
    wanted: 'yes',
    sentence: 'Without that undertaking there is no supply at a prescriber’s request.',
    next: 'Ask the prescriber for it, or see whether the patient’s own request will do.',
  },
  'uk-prescriber': { text: 'Does the prescriber practise in the UK?', short: 'UK prescriber' },
  licensed: {
    text: 'Has every item a UK marketing authorisation?',
    short: 'UK authorisation',
    wanted: 'yes',
    sentence: 'There is no such emergency supply of a medicine without a UK marketing authorisation.',
    next: 'Ask a UK prescriber for a prescription, or refer the patient.',
  },
  'schedule-18': {
    text: 'Is a substance of Schedule 18 of the Human Medicines Regulations in any item?',
    short: 'Schedule 18',
    wanted: 'no',
    sentence: 'There is no emergency supply for a patient of a substance of Schedule 18.',
    next: 'Ask a prescriber, or refer the patient.',
  },
  epilepsy: {
    text: 'Is the phenobarbital for epilepsy?',
    short: 'For epilepsy',
    wanted: 'yes',
    sentence: 'Phenobarbital is an emergency supply for epilepsy only.',
    next: 'Ask the prescriber for a script, or refer the patient.',
  },
};

const ofRoute: Readonly<Record<Route, readonly SupplyQuestion[]>> = {
  prescriber: ['undertaken', 'uk-prescriber'],
  patient: ['interviewed', 'needed-now', 'licensed', 'schedule-18'],
  paper: [],
};

export const questionText = (question: SupplyQuestion): string => questions[question].text;

type About = Pick<Entry, 'route' | 'answers'> & {
  readonly items: readonly Pick<Entry['items'][number], 'display'>[];
};

/** [USC-19] What is asked of this supply; one answer may lead to another question. */
export const questionsFor = ({ route, items, answers }: About): readonly SupplyQuestion[] => [
  ...ofRoute[route],
  ...(route === 'prescriber' && answers?.['uk-prescriber'] === 'no' ? (['licensed'] as const) : []),
  ...(route !== 'paper' && items.some(isPhenobarbital) ? (['epilepsy'] as const) : []),
];

/** Of all that was answered, what was asked of this supply. */
export const answersTo = (about: About): Answers =>
  Object.fromEntries(
    questionsFor(about).flatMap((one) => {
      const answer = about.answers?.[one];
      return answer === undefined ? [] : [[one, answer]];
    }),
  );

/** What was asked and answered, for a record. */
export const answerRows = (about: About): readonly (readonly [short: string, answer: string])[] =>
  questionsFor(about).flatMap((one) => {
    const answer = about.answers?.[one];
    return answer === undefined ? [] : [[questions[one].short, answer === 'yes' ? 'Yes' : 'No'] as const];
  });

/** [USC-19] The first question that has no answer, or one that the law does not allow. */
export const refuseAnswers = (about: About): Refusal | undefined => {
  for (const one of questionsFor(about)) {
    const { text, wanted, sentence = '', next = '' } = questions[one];
    const answer = about.answers?.[one];
    if (answer === undefined)
      return refuse('NotAnswered', 'USC-19', `One question has no answer: ${text}`, 'Answer it, yes or no.');
    if (wanted !== undefined && answer !== wanted) return refuse('NotAllowed', 'USC-19', sentence, next);
  }
  return undefined;
};
