import type { Fault } from '../faults';
import type { Moment, Scenario, Told } from './model';

const halfHour = 30;
const dead: readonly Fault[] = [{ kind: 'refuse-connection', only: 'any' }];
/** A broker that answers, most of the time. */
const shaky: readonly Fault[] = [
  { kind: 'lose-answer', only: 'any', share: 0.06 },
  { kind: 'status', only: 'any', status: 429, share: 0.03 },
  { kind: 'status', only: 'any', status: 503, share: 0.03 },
  { kind: 'silence', only: 'any', share: 0.03 },
];
const mostlyTold: readonly Told[] = ['before', 'before', 'after', 'never'];

const dies: Moment = { day: 0, hour: 10.5, within: 2 };
const comesBack: Moment = { day: 1, hour: 10, within: 2 };
/** From the day on which its file of barcodes comes, the supplier's broker lets go. */
const barcodesCome: Moment = { day: 2, hour: 9.5, within: 2 };
const isFixed: Moment = { day: 10, hour: 11, within: 3 };

const june2016: Scenario = {
  id: 'june-2016',
  title: 'June 2016',
  sentence:
    'The broker dies with your prescriptions inside. It comes back slowly, promises pass, practices send again, and the rest comes by recovery pack and by a file of barcodes. Eleven days.',
  midnight: Date.UTC(2016, 5, 5, 23),
  days: 12,
  hours: [9, 18],
  byHand: 40,
  byItself: 440,
  acts: [
    { kind: 'write', at: { day: 0, hour: 9 }, share: [0, 0.25], signedWithinDays: 3 },
    { kind: 'write', at: dies, share: [0.25, 0.8], signedWithinDays: 2 },
    { kind: 'swallow', at: dies },
    { kind: 'elsewhere', at: dies, share: [0.6, 0.63] },
    {
      kind: 'weather',
      at: dies,
      title: 'The broker dies. It had collected scripts for you and not delivered them.',
      faults: dead,
      line: 'down',
    },
    {
      kind: 'pack',
      at: { day: 0, hour: 12.5, within: 1 },
      title: 'The supplier sends a recovery pack. It was in a hurry.',
      share: [0.25, 0.28],
      flaw: 'for-another-pharmacy',
    },
    {
      kind: 'pack',
      at: { day: 0, hour: 14, within: 1.5 },
      title: 'The supplier sends a recovery pack: prescriptions that hang in its broker.',
      share: [0.44, 0.63],
    },
    {
      kind: 'pack',
      at: { day: 0, hour: 16, within: 1.5 },
      title: 'The supplier sends one more recovery pack.',
      share: [0.44, 0.5],
      flaw: 'number-again',
    },
    {
      kind: 'weather',
      at: comesBack,
      title: 'The broker answers again, slowly and not always.',
      faults: shaky,
      line: 'up',
    },
    { kind: 'drip', at: comesBack, count: 3, everyMinutes: halfHour },
    { kind: 'trickle', at: { day: 1, hour: 9 }, share: [0.8, 1], untilDay: 8 },
    { kind: 'promise', at: { day: 1, hour: 13.5, within: 2 }, clearBy: { day: 2, hour: 12, within: 3 } },
    { kind: 'promise', at: { day: 3, hour: 10, within: 4 }, clearBy: { day: 4, hour: 12, within: 3 } },
    { kind: 'promise', at: { day: 6, hour: 10, within: 4 }, clearBy: { day: 7, hour: 12, within: 3 } },
    {
      kind: 'list',
      at: barcodesCome,
      title: 'The supplier sends a file of barcodes: what it knows to be inside.',
      share: [0.25, 0.8],
    },
    { kind: 'let-go', at: barcodesCome, share: [0.25, 0.8], until: { day: 10, hour: 9, within: 2 } },
    // Some practices send what is handed out already, and nobody tells the pharmacy.
    { kind: 'send-again', at: { day: 1, hour: 13 }, share: [0, 0.02], untilDay: 1, told: ['never'] },
    { kind: 'send-again', at: { day: 2, hour: 9 }, share: [0.25, 0.47], untilDay: 7, told: mostlyTold },
    { kind: 'neighbour-acts', at: { day: 7, hour: 11, within: 4 }, share: [0.6, 0.63] },
    { kind: 'weather', at: isFixed, faults: [], line: 'up' },
    { kind: 'flow', at: isFixed },
    { kind: 'fixed', at: isFixed, title: 'The supplier says: all is through.' },
  ],
};

const eveningWithoutNetwork: Scenario = {
  id: 'evening-without-network',
  title: 'An evening without network',
  sentence:
    'The line goes in the afternoon and comes back the next morning. Hand out what is here; nothing may be told to EPS twice.',
  midnight: Date.UTC(2025, 5, 9, 23),
  days: 2,
  hours: [14, 20],
  byHand: 16,
  byItself: 80,
  acts: [
    { kind: 'write', at: { day: 0, hour: 14 }, share: [0, 0.7], signedWithinDays: 3 },
    {
      kind: 'weather',
      at: { day: 0, hour: 15.5, within: 1 },
      title: 'The line is down. Nobody can say until when.',
      faults: [],
      network: 'gone',
      line: 'down',
    },
    { kind: 'trickle', at: { day: 0, hour: 16 }, share: [0.7, 1], untilDay: 0 },
    {
      kind: 'weather',
      at: { day: 1, hour: 14.5 },
      title: 'The line is up again.',
      faults: [],
      line: 'up',
    },
    { kind: 'fixed', at: { day: 1, hour: 15.5 }, title: 'The engineer has gone; the line stays up.' },
  ],
};

const answersLost: Scenario = {
  id: 'answers-lost',
  title: 'An hour of lost answers',
  sentence:
    'For an hour or two every message arrives and no answer comes back. What was done, and what was not, is not yours to guess.',
  midnight: Date.UTC(2025, 5, 10, 23),
  days: 1,
  hours: [9, 18],
  byHand: 16,
  byItself: 80,
  acts: [
    { kind: 'write', at: { day: 0, hour: 9 }, share: [0, 0.5], signedWithinDays: 3 },
    { kind: 'trickle', at: { day: 0, hour: 9.5 }, share: [0.5, 1], untilDay: 0 },
    {
      kind: 'weather',
      at: { day: 0, hour: 10.5, within: 1 },
      title: 'No answer comes back from the broker any more.',
      faults: [{ kind: 'lose-answer', only: 'any' }],
      line: 'down',
    },
    {
      kind: 'weather',
      at: { day: 0, hour: 12, within: 0.5 },
      title: 'Answers come again.',
      faults: [],
      line: 'up',
    },
    {
      kind: 'fixed',
      at: { day: 0, hour: 14.5, within: 1 },
      title: 'The supplier says: no message was lost.',
    },
  ],
};

const supplierBack: Moment = { day: 3, hour: 9.5, within: 1 };
const backlogGone: Moment = { day: 4, hour: 13.5, within: 1 };

const threeDayBacklog: Scenario = {
  id: 'three-day-backlog',
  title: 'A supplier away for three days',
  sentence:
    'The supplier is away for three days. Then the backlog comes drop by drop, beside what practices sent again meanwhile.',
  midnight: Date.UTC(2025, 5, 15, 23),
  days: 6,
  hours: [9, 18],
  byHand: 30,
  byItself: 160,
  acts: [
    { kind: 'write', at: { day: 0, hour: 9 }, share: [0, 0.3], signedWithinDays: 3 },
    {
      kind: 'weather',
      at: { day: 0, hour: 10, within: 2 },
      title: 'The supplier is away. Its status page says that all is well.',
      faults: dead,
      line: 'down',
    },
    { kind: 'trickle', at: { day: 0, hour: 13 }, share: [0.3, 0.4], untilDay: 1 },
    { kind: 'trickle', at: { day: 0, hour: 13 }, share: [0.4, 0.9], untilDay: 2 },
    { kind: 'promise', at: { day: 0, hour: 14, within: 2 }, clearBy: { day: 1, hour: 12, within: 2 } },
    { kind: 'promise', at: { day: 1, hour: 13, within: 2 }, clearBy: { day: 2, hour: 16, within: 2 } },
    { kind: 'send-again', at: { day: 2, hour: 9 }, share: [0.3, 0.4], untilDay: 3, told: mostlyTold },
    {
      kind: 'weather',
      at: supplierBack,
      title: 'The supplier is back; three days of scripts come through a narrow door.',
      faults: shaky,
      line: 'up',
    },
    { kind: 'drip', at: supplierBack, count: 5, everyMinutes: halfHour },
    { kind: 'trickle', at: { day: 3, hour: 12 }, share: [0.9, 1], untilDay: 4 },
    { kind: 'weather', at: backlogGone, faults: [], line: 'up' },
    { kind: 'flow', at: backlogGone },
    {
      kind: 'fixed',
      at: { day: 4, hour: 15, within: 1 },
      title: 'The supplier says: the backlog is cleared.',
    },
  ],
};

const poisonedMessage: Scenario = {
  id: 'poisoned-message',
  title: 'A poisoned message',
  sentence:
    'A prescription or two cannot be read, and what is told of another is turned away again and again. Nothing else may wait for them.',
  midnight: Date.UTC(2025, 5, 17, 23),
  days: 2,
  hours: [9, 18],
  byHand: 16,
  byItself: 60,
  acts: [
    { kind: 'write', at: { day: 0, hour: 9 }, share: [0, 0.6], signedWithinDays: 3 },
    { kind: 'write-broken', at: { day: 0, hour: 9 }, share: [0.6, 0.65] },
    {
      kind: 'choke',
      at: { day: 0, hour: 9 },
      title: 'The broker chokes on what is told of one prescription.',
      share: [0, 0.1],
    },
    { kind: 'trickle', at: { day: 0, hour: 10 }, share: [0.65, 1], untilDay: 1 },
    {
      kind: 'mend',
      at: { day: 0, hour: 15, within: 1 },
      title: 'The practice has put right what could not be read. Messages names it: ask for it by its id.',
      share: [0.6, 0.65],
    },
    {
      kind: 'weather',
      at: { day: 1, hour: 10, within: 2 },
      title: 'The supplier has mended the broker.',
      faults: [],
      line: 'up',
    },
    {
      kind: 'fixed',
      at: { day: 1, hour: 14, within: 1 },
      title: 'The supplier says: nothing is turned away any more.',
    },
  ],
};

/** Every drill there is; the one that the program was made for is first. */
export const scenarios: readonly Scenario[] = [
  june2016,
  eveningWithoutNetwork,
  answersLost,
  threeDayBacklog,
  poisonedMessage,
];

export const scenarioOf = (id: string): Scenario | undefined => scenarios.find((one) => one.id === id);
