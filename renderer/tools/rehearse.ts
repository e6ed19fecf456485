import { writeRelease } from '../domain/fhir/write-release';
import { verdictWithoutAnswer, type Verdict } from '../domain/outbox/decide';
import { parseAnswer } from '../domain/fhir/parse';
import { readOutcome } from '../domain/fhir/read-outcome';
import { hasRightCheckCharacter } from '../domain/kernel/check-character';
import type { Instant } from '../domain/kernel/instant';
import type { PrescriptionId } from '../domain/kernel/ids';
import { readAnswer, readVerdict } from '../usecases/read-answer';
import type { AttemptFact } from '../usecases/ports';
import type { Endpoint } from './endpoint';
import { chains, Rehearsal, type Cast, type Step } from './rehearsal';
import { readFileText, type FoundScript } from './scripts-of';

/** What is said while messages go out; `passed` and `failed` are counted by whoever listens. */
export type Told = (kind: 'passed' | 'failed' | 'left out', line: string) => void;

export type Stage = {
  readonly endpoint: Endpoint;
  readonly cast: Cast;
  readonly now: Instant;
  readonly tell: Told;
};

const textOf = (fact: AttemptFact): string | undefined =>
  fact.kind === 'answered' ? fact.bodyText : undefined;

/** HTTP status and issue code, with EPS's own words where it refused. */
const answerWords = (fact: AttemptFact): string => {
  switch (fact.kind) {
    case 'answered': {
      const parsed = parseAnswer(fact.bodyText);
      const outcome = parsed.kind === 'json' ? readOutcome(parsed.json) : undefined;
      const code = outcome ? outcome.code || 'no code' : 'no OperationOutcome';
      return `HTTP ${fact.status} ${code}${outcome && !outcome.informational ? `: ${outcome.words || outcome.sentence}` : ''}`;
    }
    case 'unreachable':
      return `no answer: ${fact.reason}`;
    case 'timed-out':
      return `no answer within ${fact.afterMs / 1000} s`;
    case 'refused-locally':
      return fact.sentence;
  }
};

const verdictOf = (fact: AttemptFact): Verdict =>
  fact.kind === 'answered'
    ? readVerdict(fact)
    : verdictWithoutAnswer(fact.kind === 'unreachable' ? fact : { kind: 'timed-out' });

type Released = {
  readonly found: readonly FoundScript[];
  readonly reached: boolean;
  readonly unknown?: boolean;
};

/** Asks for prescriptions and gives back what came; a release passes when its answer can be read. */
const release = async (
  { endpoint, cast, tell }: Stage,
  shortId: PrescriptionId | undefined,
  mayBeUnknown = false,
): Promise<Released> => {
  const { site, user: actor } = cast;
  const name = shortId === undefined ? 'release (nominated)' : `release (by id) ${shortId}`;
  const fact = await endpoint('release', writeRelease({ site, actor, ...(shortId ? { shortId } : {}) }));
  const answer = fact.kind === 'answered' ? readAnswer(fact, 0) : undefined;
  if (mayBeUnknown && answer?.kind === 'refused' && answer.code === 'RESOURCE_NOT_FOUND') {
    tell('left out', `${name}: the endpoint does not have it; it was released to somebody before`);
    return { found: [], reached: true, unknown: true };
  }
  if (answer?.kind === 'arrivals') {
    const bad = answer.arrivals.find((one) => one.kind === 'quarantined');
    const count = `${answer.arrivals.length} script${answer.arrivals.length === 1 ? '' : 's'}`;
    if (bad?.kind === 'quarantined')
      tell('failed', `${name}: HTTP 200, ${count}, one refused: ${bad.sentence}`);
    else tell('passed', `${name}: HTTP 200, ${count}`);
  } else tell(answer?.kind === 'no-more' ? 'passed' : 'failed', `${name}: ${answerWords(fact)}`);
  const file = readFileText(textOf(fact));
  return {
    found: answer?.kind === 'arrivals' && file.kind === 'scripts' ? file.found : [],
    reached: fact.kind === 'answered',
  };
};

/** Sends the message of one step; true when EPS took it. */
const send = async ({ endpoint, tell }: Stage, rehearsal: Rehearsal, step: Step): Promise<boolean> => {
  const name = `${step.name} ${rehearsal.shortId}`;
  const made = rehearsal.make(step);
  if (made.kind === 'refused') {
    tell('failed', `${name}: not made: ${made.sentence}`);
    return false;
  }
  const { draft, body } = made;
  const fact = await endpoint(draft.kind, body);
  const verdict = verdictOf(fact);
  rehearsal.settle(draft, verdict);
  const accepted = verdict.kind === 'accepted';
  tell(accepted ? 'passed' : 'failed', `${name}: ${answerWords(fact)}`);
  return accepted;
};

/** One script from its release to its amended claim. A step that fails ends its chain, not the others. */
const rehearseScript = async (stage: Stage, script: FoundScript): Promise<void> => {
  const { key, shortId } = script.prescription;
  let handed = script;
  const begin = () => new Rehearsal(handed, stage.cast, stage.now);
  let rehearsal = begin();
  const run = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps)
      if (!(await send(stage, rehearsal, step))) {
        rehearsal = begin();
        return;
      }
  };
  // [PRX-25] First, for repeat dispensing that was told of once is taken back by nobody.
  if (mayBeAsked(shortId)) {
    await run(chains.giveBack);
    const { found } = await release(stage, shortId);
    handed = found.find(({ prescription }) => prescription.key === key) ?? script;
    rehearsal = begin();
  }
  for (const steps of chains.takenBack) await run(steps);
  await run(chains.toTheClaim);
};

/** The program asks by id only with a right check character, so what goes back without one never returns. */
const mayBeAsked = (shortId: string): boolean => hasRightCheckCharacter(shortId);

/** Why nothing can be rehearsed with a script; undefined where something can. */
const unfit = (script: FoundScript, { cast, now }: Stage): string | undefined => {
  const made = new Rehearsal(script, cast, now).make({
    name: '',
    command: () => ({ kind: 'SupplyInFull' }),
  });
  return made.kind === 'refused' ? made.sentence : undefined;
};

/** Nominated releases until they bring nothing new: an endpoint that always says the same is asked twice. */
const releaseNominated = async (
  stage: Stage,
  wanted: ReadonlySet<string>,
): Promise<FoundScript[] | undefined> => {
  const all: FoundScript[] = [];
  const seen = new Set<string>();
  for (let calls = 0; calls < 100; calls += 1) {
    const { found, reached } = await release(stage, undefined);
    if (!reached) return undefined;
    const fresh = found.filter(({ prescription }) => !seen.has(prescription.key));
    fresh.forEach(({ prescription }) => seen.add(prescription.key));
    all.push(...fresh.filter(({ prescription }) => wanted.has(prescription.key)));
    if (fresh.length === 0) break;
  }
  return all;
};

/** Rehearses one script; true where the endpoint handed over this very script, so that it keeps state. */
const rehearseWith = async (
  stage: Stage,
  script: FoundScript,
  nominated: readonly FoundScript[],
): Promise<boolean> => {
  const { key, shortId } = script.prescription;
  const asked = mayBeAsked(shortId);
  if (!asked) stage.tell('left out', `${shortId}: not asked for by id, its check character is wrong`);
  const { found, unknown } = asked
    ? await release(stage, shortId, script.from === 'release')
    : { found: [], unknown: false };
  if (unknown) return false;
  const handed = [...found, ...nominated].find(({ prescription }) => prescription.key === key);
  await rehearseScript(stage, handed && unfit(handed, stage) === undefined ? handed : script);
  return handed !== undefined;
};

/**
 * [FHIR-17] Sends what the program would send for each script: made by its own domain from the script as the
 * endpoint hands it over, or as it was read where the endpoint hands over something else.
 */
export const rehearse = async (stage: Stage, scripts: readonly FoundScript[]): Promise<void> => {
  const nominated = await releaseNominated(stage, new Set(scripts.map((one) => one.prescription.key)));
  if (!nominated) {
    stage.tell('left out', 'nothing else was sent: the endpoint does not answer');
    return;
  }
  const told = new Set<string>();
  for (const script of [...scripts].sort((a, b) => a.from.localeCompare(b.from))) {
    const { shortId } = script.prescription;
    // An endpoint that keeps state has each id once; one that answers from a tin may be told of all.
    const reason = told.has(shortId)
      ? 'another file has this id too, and the endpoint was told of that one'
      : unfit(script, stage);
    if (reason !== undefined) stage.tell('left out', `${shortId}: ${reason}`);
    else if (await rehearseWith(stage, script, nominated)) told.add(shortId);
  }
};
