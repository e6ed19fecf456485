import { scriptsOfFile } from '../../electron/training/prescribe';
import { releaseAnswer, afterRelease } from '../../electron/training/release';
import { echoBundle } from '../../renderer/domain/fhir/find-released';
import { jsonAt } from '../../renderer/domain/fhir/read-release';
import { isNhsNumber } from '../../renderer/domain/kernel/nhs-number';
import type { Prescription } from '../../renderer/domain/prescriptions/model';
import { parseAnswer } from '../../renderer/domain/fhir/parse';
import { readAnswer, readVerdict } from '../../renderer/usecases/read-answer';
import { aSite, now } from './builders';
import { examplesBelow } from './examples';
import { makeRandom, mutate, type Random } from './fuzz';
import { seeds } from './seeds';

const holder = { ods: aSite.ods, name: aSite.name, phone: '', lines: [], postcode: '' };

/** Answers to start from: of the training Spine, passed and failed, and NHS's own where they are at hand. */
const answers = (): readonly unknown[] => {
  const scripts = scriptsOfFile(seeds, { ods: aSite.ods, now }).map((script) => afterRelease(script, holder));
  const some = [
    ...scripts.map((one) => [one]),
    scripts.slice(0, 3),
    scripts.filter((one) => one.badSignature),
  ];
  const own = some.map((one) => releaseAnswer(one, now).body);
  const nhs = examplesBelow('examples').map(({ json }) => json);
  const bundles = nhs.filter((one) => isA(one, 'Bundle'));
  return [
    ...own,
    ...nhs.filter((one) => isA(one, 'Parameters')),
    ...bundles.map((bundle) => ({
      resourceType: 'Parameters',
      parameter: [
        { name: 'passedPrescriptions', resource: { resourceType: 'Bundle', entry: [{ resource: bundle }] } },
      ],
    })),
  ];
};

const isA = (json: unknown, type: string): boolean =>
  typeof json === 'object' && json !== null && 'resourceType' in json && json.resourceType === type;

const outcomes = (): readonly unknown[] => [
  ...['INVALID_STATE_TRANSITION', 'PRESCRIPTION_WITH_ANOTHER_DISPENSER', 'BRAND_NEW'].map((code) => ({
    resourceType: 'OperationOutcome',
    contained: [
      { resourceType: 'Organization', id: 'h', name: 'X', telecom: [{ system: 'phone', value: '1' }] },
    ],
    extension: [{ url: 'Extension-Spine-supportingInfo', valueReference: { reference: '#h' } }],
    issue: [
      { severity: 'error', code: 'invalid', details: { coding: [{ system: 's', code, display: code }] } },
    ],
  })),
  { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] },
  ...examplesBelow('examples').flatMap(({ json }) => (isA(json, 'OperationOutcome') ? [json] : [])),
];

/** Answers as texts. */
export type Corpus = { readonly answers: readonly string[]; readonly outcomes: readonly string[] };
const texts = (values: readonly unknown[]): readonly string[] => values.map((one) => JSON.stringify(one));
export const makeCorpus = (): Corpus => ({ answers: texts(answers()), outcomes: texts(outcomes()) });

const onlyText = (value: unknown): boolean => typeof value === 'string';

/** What may never be accepted as a script; undefined where it is one. */
const wrongScript = (script: Prescription): string | undefined => {
  const { patient, items, prescriber } = script;
  if (!onlyText(script.shortId) || script.shortId.trim() === '') return 'a script without an id';
  if (script.key.split('|')[1] === '') return 'a script without an identity';
  if (patient.family === '' && patient.nhsNumber === undefined) return 'a script without a patient';
  if (items.length === 0) return 'a script without items';
  for (const item of items) {
    if (item.itemId === '') return 'an item without an id';
    if (item.medication.display === '') return 'an item without a medicine';
    if (![item.status, item.schedule, item.directions, item.medication.code].every(onlyText))
      return 'an item whose text is none';
    if (!Number.isFinite(item.quantity.value)) return 'a quantity that is no number';
  }
  if (![...Object.values(patient), ...Object.values(prescriber)].flat().every(onlyText))
    return 'a person whose text is none';
  if (!Number.isInteger(script.issue) || script.issue < 1 || script.issues < script.issue)
    return `issue ${script.issue} of ${script.issues}`;
  if (patient.nhsNumber !== undefined && !isNhsNumber(patient.nhsNumber) && script.warnings.length === 0)
    return 'a wrong NHS number without a warning';
  return undefined;
};

const bodyOf = (random: Random, json: unknown): string => {
  const text = JSON.stringify(json);
  if (random.next() > 0.03) return text;
  const cut = random.below(text.length + 1);
  return random.next() < 0.5 ? text.slice(0, cut) : text.slice(0, cut) + '}' + text.slice(cut);
};

const fact = (bodyText: string, status: number) =>
  ({ kind: 'answered', status, headers: {}, bodyText }) as const;

const fuzzRelease = (random: Random, { answers: corpus }: Corpus): string | undefined => {
  const body = bodyOf(random, mutate(random, random.pick(corpus)));
  const answer = readAnswer(fact(body, 200), 1);
  if (answer.kind !== 'arrivals') return undefined;
  for (const arrival of answer.arrivals) {
    if (arrival.kind === 'quarantined') {
      if (arrival.sentence === '') return 'a refusal without a sentence';
      continue;
    }
    const wrong = wrongScript(arrival.prescription);
    if (wrong !== undefined) return wrong;
    const parsed = parseAnswer(body);
    const bundle = parsed.kind === 'json' ? jsonAt(parsed.json, arrival.source.path) : undefined;
    if (!bundle) return 'a script that is not found again';
    if (random.next() < 0.1) {
      const echoed = echoBundle(bundle, arrival.prescription);
      JSON.stringify([...echoed]);
      if (echoed.size === 0) return 'a script whose lines cannot be echoed';
    }
  }
  return undefined;
};

/** Whether every issue of an outcome is harmless, and there is one. */
const isGood = (body: string): boolean => {
  const json = JSON.parse(body) as { readonly issue?: unknown }; // it was accepted, so it is JSON
  const issues = (Array.isArray(json.issue) ? (json.issue as unknown[]) : []).filter(
    (one): one is { readonly severity?: unknown } => isTree(one),
  );
  const harmless = ({ severity }: { readonly severity?: unknown }) =>
    typeof severity === 'string' && ['information', 'warning'].includes(severity.trim());
  return isA(json, 'OperationOutcome') && issues.length > 0 && issues.every(harmless);
};
const isTree = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fuzzOutcome = (random: Random, { outcomes: corpus }: Corpus): string | undefined => {
  const json = mutate(random, random.pick(corpus));
  const status = random.pick([200, 200, 400, 400, 401, 403, 404, 429, 500, 504]);
  const body = bodyOf(random, json);
  const verdict = readVerdict(fact(body, status));
  const answer = readAnswer(fact(body, status), 1);
  if (verdict.kind === 'accepted' && !(status === 200 && isGood(body))) return 'accepted in spite of all';
  if (verdict.kind === 'refused' && (verdict.sentence === '' || verdict.next === ''))
    return 'a refusal without a sentence and a next step';
  if (answer.kind === 'arrivals' && status >= 400) return 'scripts out of a refusal';
  return undefined;
};

/** One run: what went wrong by its seed, or undefined. A hang shows as a slow run. */
export const fuzzOnce = (seed: number, corpus: Corpus, slowMs = 2_000): string | undefined => {
  const random = makeRandom(seed);
  const from = performance.now();
  try {
    const wrong = random.next() < 0.8 ? fuzzRelease(random, corpus) : fuzzOutcome(random, corpus);
    if (wrong !== undefined) return wrong;
  } catch (failure) {
    return `threw ${String(failure)}`;
  }
  const took = performance.now() - from;
  return took > slowMs ? `took ${Math.round(took)} ms` : undefined;
};
