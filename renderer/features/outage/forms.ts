import type { IncidentCommand, OpenIncident } from '../../domain/incidents/commands';
import { audiences, type Incident, type Severity } from '../../domain/incidents/model';
import { nextToTell, tellSentence, toldOf, toldWords } from '../../domain/incidents/tell';
import { severityWords } from '../../domain/incidents/words';
import { asInstant, hourMs, type Instant } from '../../domain/kernel/instant';
import { readLocalTime, writeLocalTime } from '../../domain/kernel/local-time';
import { partNames, type PartName } from '../../domain/watch/model';
import { partWords } from '../../domain/watch/words';

type FormField =
  | {
      readonly kind: 'line' | 'area' | 'number' | 'time';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly choices: readonly { readonly code: string; readonly display: string }[];
    }
  | { readonly kind: 'tick'; readonly name: string; readonly label: string };

export type Values = Readonly<Record<string, string>>;

/** A question with its fields, and what the answers ask of the engine. */
export type Form<Asked> = {
  readonly title: string;
  readonly intro: string;
  readonly action: string;
  readonly fields: readonly FormField[];
  readonly initial: Values;
  readonly read: (values: Values) => Asked;
};

/** What is no time is told to the domain as none; it refuses with a sentence. */
const timeOf = (text: string | undefined): Instant => readLocalTime(text ?? '') ?? asInstant(NaN);
const pastTime = (text: string | undefined, now: Instant): Instant => {
  const given = readLocalTime(text ?? '', asInstant(now + 59_999));
  // The field knows minutes only: this minute is now.
  return given === undefined || (given > now && given - now < 60_000) ? now : given;
};
const text = (values: Values, name: string): string => values[name] ?? '';

const severityField: FormField = {
  kind: 'choice',
  name: 'severity',
  label: 'How grave',
  choices: ([1, 2, 3, 4] as const).map((severity) => ({
    code: String(severity),
    display: severityWords[severity],
  })),
};
const asSeverity = (code: string): Severity => {
  const severity = Number(code);
  return severity === 1 || severity === 2 || severity === 4 ? severity : 3;
};

export const openForm = (now: Instant): Form<OpenIncident> => ({
  title: 'Open an incident',
  intro: 'For what our own probes cannot see, or have not seen yet.',
  action: 'Open the incident',
  fields: [
    { kind: 'line', name: 'title', label: 'What fails, in a few words' },
    { kind: 'time', name: 'beganAt', label: 'Since when' },
    {
      kind: 'choice',
      name: 'part',
      label: 'Which part',
      choices: [
        ...partNames.map((part) => ({ code: part, display: partWords[part] })),
        { code: '', display: 'None of these' },
      ],
    },
    severityField,
  ],
  initial: { beganAt: writeLocalTime(now), part: '', severity: '3' },
  read: (values) => ({
    title: text(values, 'title'),
    beganAt: pastTime(values.beganAt, now),
    parts: partNames.filter((part): part is PartName => part === values.part),
    severity: asSeverity(text(values, 'severity')),
  }),
});

type IncidentForm = Form<IncidentCommand>;

const promise = (now: Instant): IncidentForm => ({
  title: 'Log a promise',
  intro: 'By when it is to be clear, as somebody told you. It stays on record, kept or not.',
  action: 'Log the promise',
  fields: [
    { kind: 'time', name: 'clearBy', label: 'Clear by' },
    {
      kind: 'line',
      name: 'saidBy',
      label: 'Who said it',
      hint: 'Supplier’s helpdesk, National Service Desk, a message on the web …',
    },
  ],
  initial: { clearBy: writeLocalTime(asInstant(now + 4 * hourMs)) },
  read: (values) => ({
    kind: 'LogPromise',
    clearBy: timeOf(values.clearBy),
    saidBy: text(values, 'saidBy'),
  }),
});

const workaround = (now: Instant): IncidentForm => ({
  title: 'Log a work-around',
  intro:
    'What was done by hand instead: tokens fetched from the surgery, scripts sent to another pharmacy, paper.',
  action: 'Log it',
  fields: [
    { kind: 'area', name: 'text', label: 'What was done' },
    {
      kind: 'number',
      name: 'scripts',
      label: 'For how many scripts',
      hint: 'Leave empty where that cannot be said.',
    },
    { kind: 'time', name: 'happenedAt', label: 'When' },
  ],
  initial: { happenedAt: writeLocalTime(now) },
  read: (values) => ({
    kind: 'LogWorkaround',
    text: text(values, 'text'),
    happenedAt: pastTime(values.happenedAt, now),
    ...(text(values, 'scripts') === '' ? {} : { scripts: Number(values.scripts) }),
  }),
});

const tell = (incident: Incident, now: Instant): IncidentForm => ({
  title: 'Who was told',
  intro:
    'Whoever relies on the pharmacy: what they were told of the outage, and when. It stands in the timeline.',
  action: 'Log it',
  fields: [
    {
      kind: 'choice',
      name: 'audience',
      label: 'Who was told',
      choices: toldOf(incident).map((told) => ({ code: told.audience, display: toldWords(told, now) })),
    },
    { kind: 'area', name: 'text', label: 'What they were told' },
    { kind: 'time', name: 'happenedAt', label: 'When' },
  ],
  initial: {
    audience: nextToTell(incident),
    text: tellSentence(incident),
    happenedAt: writeLocalTime(now),
  },
  read: (values) => ({
    kind: 'Tell',
    audience: audiences.find((one) => one === values.audience) ?? 'icb',
    text: text(values, 'text'),
    happenedAt: pastTime(values.happenedAt, now),
  }),
});

const reference = ({ reference: held }: Incident): IncidentForm => ({
  title: 'Incident number',
  intro: 'The supplier passes an incident on to the National Service Desk and gives you its number.',
  action: 'Keep the number',
  fields: [
    { kind: 'line', name: 'reference', label: 'Number' },
    { kind: 'line', name: 'from', label: 'From whom' },
  ],
  initial: { reference: held?.reference ?? '', from: held?.from ?? '' },
  read: (values) => ({
    kind: 'SetReference',
    reference: text(values, 'reference'),
    from: text(values, 'from'),
  }),
});

const expected = ({ expected: held }: Incident): IncidentForm => ({
  title: 'Scripts expected',
  intro: 'How many scripts are on their way since the incident began, as far as somebody knows.',
  action: 'Keep the number',
  fields: [
    { kind: 'number', name: 'count', label: 'How many' },
    { kind: 'line', name: 'source', label: 'Who says so' },
  ],
  initial: { count: held ? String(held.count) : '', source: held?.source ?? '' },
  read: (values) => ({
    kind: 'SetExpected',
    count: text(values, 'count') === '' ? NaN : Number(values.count),
    source: text(values, 'source'),
  }),
});

const severity = ({ severity: held }: Incident): IncidentForm => ({
  title: 'Grade the incident',
  intro: 'As the service desk grades it. Severity 1 and 2 are high severity.',
  action: 'Grade it',
  fields: [severityField, { kind: 'line', name: 'why', label: 'Why' }],
  initial: { severity: String(held) },
  read: (values) => ({
    kind: 'SetSeverity',
    severity: asSeverity(text(values, 'severity')),
    why: text(values, 'why'),
  }),
});

const explain = ({ explanation }: Incident): IncidentForm => ({
  title: 'Impact, cause and prevention',
  intro:
    'What only a person can say. It stands in the report; the incident closes when the cause is written down.',
  action: 'Keep it',
  fields: [
    { kind: 'area', name: 'impact', label: 'Impact on patients and the pharmacy' },
    {
      kind: 'area',
      name: 'rootCause',
      label: 'Root cause',
      hint: 'As the supplier explains it; “not told” is an answer.',
    },
    { kind: 'area', name: 'prevention', label: 'Preventative actions' },
  ],
  initial: explanation,
  read: (values) => ({
    kind: 'Explain',
    impact: text(values, 'impact'),
    rootCause: text(values, 'rootCause'),
    prevention: text(values, 'prevention'),
  }),
});

const markFixed = (now: Instant): IncidentForm => ({
  title: 'Say that it is fixed',
  intro: 'Our own probes say it by themselves after five good minutes. By hand for what they do not measure.',
  action: 'It is fixed',
  fields: [
    { kind: 'time', name: 'happenedAt', label: 'Since when' },
    { kind: 'line', name: 'text', label: 'What fixed it' },
  ],
  initial: { happenedAt: writeLocalTime(now) },
  read: (values) => ({
    kind: 'MarkFixed',
    text: text(values, 'text'),
    happenedAt: pastTime(values.happenedAt, now),
  }),
});

const close: IncidentForm = {
  title: 'Close the incident',
  intro: 'It closes when nothing of it is left open. Its record stays and is never changed.',
  action: 'Close it',
  fields: [],
  initial: {},
  read: () => ({ kind: 'Close' }),
};

export type FormName =
  'promise' | 'workaround' | 'tell' | 'reference' | 'expected' | 'severity' | 'explain' | 'fixed' | 'close';

export const incidentForm = (name: FormName, incident: Incident, now: Instant): IncidentForm => {
  switch (name) {
    case 'promise':
      return promise(now);
    case 'workaround':
      return workaround(now);
    case 'tell':
      return tell(incident, now);
    case 'reference':
      return reference(incident);
    case 'expected':
      return expected(incident);
    case 'severity':
      return severity(incident);
    case 'explain':
      return explain(incident);
    case 'fixed':
      return markFixed(now);
    case 'close':
      return close;
  }
};
