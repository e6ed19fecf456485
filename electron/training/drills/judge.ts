import { resourcesOf, str } from '../json';
import type { Script } from '../model';
import { handedOut, numberAt, sum, takenBack, type Amounts } from './handed-out';
import type { JournalLine } from './model';
import { openEnds } from './open-ends';
import type { Heard } from './recorded-spine';
import { returnsOf, type Returns } from './returns';
import { medicinesOf, personOf } from './same';
import { amountsOf, isBeyond, isToldTwice, standing, toldBy, type Told } from './told';
import { waitsOf } from './waits';
import {
  besides,
  isSameSupply,
  notifiedForAnother,
  withoutScript,
  type KnownScript,
  type WithoutScript,
} from './without-script';

/** What a drill is judged by: the Spine's own state, what reached it, and the raw journal. No index, no fold of ours. */
export type Evidence = {
  readonly scripts: readonly Script[];
  readonly heard: readonly Heard[];
  readonly journal: readonly JournalLine[];
  readonly ods: string;
  /** When the judge looks. */
  readonly now: number;
};

export type Score = {
  readonly scripts: number;
  readonly unaccounted: number;
  readonly suppliedTwice: number;
  readonly notifiedTwice: number;
  readonly returnsDue: number;
  readonly returnsSent: number;
  /** Due and not sent; sent and not due. */
  readonly returnsMissing: number;
  readonly returnsNotDue: number;
  readonly returnsTwice: number;
  readonly undecided: number;
  /** How long what needed a person waited for one. */
  readonly longestWaitHours: number;
  readonly medianWaitHours: number;
};

const keyOf = ({ shortId, longId, issue }: Script): string => `${shortId}|${longId}|${issue}`;

/** One supply: the same patient and the same items, whatever the ids. */
const supplyOf = ({ nhsNumber, bundle }: Script): string => {
  const codes = resourcesOf(bundle, 'MedicationRequest').map((request) =>
    str(request, 'medicationCodeableConcept', 'coding', 0, 'code'),
  );
  return [nhsNumber, ...codes.sort()].join(' ');
};

const prescribed = ({ bundle }: Script): Amounts =>
  sum(
    resourcesOf(bundle, 'MedicationRequest').map((request) => [
      str(request, 'identifier', 0, 'value').toLowerCase(),
      numberAt(request, 'dispenseRequest', 'quantity', 'value'),
    ]),
  );

const isSomething = (amounts: Amounts): boolean => [...amounts.values()].some((amount) => amount > 0);

/** Ids that were asked for, with the answers as they came. */
const answersById = (journal: readonly JournalLine[]): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const answers = new Map<string, string>();
  for (const { kind, subject, data, bytes } of journal) {
    const requestId = str(data, 'requestId');
    if (kind === 'broker.intent' && subject.startsWith('release|')) ids.set(requestId, subject);
    const about = ids.get(requestId);
    if (kind !== 'broker.answer' || !bytes || about === undefined) continue;
    answers.set(about, `${answers.get(about) ?? ''}${new TextDecoder().decode(bytes)}`);
  }
  return answers;
};

class Reckoning {
  readonly #evidence: Evidence;
  readonly #told = new Map<string, Told[]>();
  readonly #out: ReadonlyMap<string, Amounts>;
  readonly #supplies: readonly WithoutScript[];
  readonly #known: readonly KnownScript[];
  readonly #answers: ReadonlyMap<string, string>;
  readonly #kinds = new Map<string, Set<string>>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    for (const heard of evidence.heard) {
      const told = toldBy(heard);
      if (told) this.#told.set(told.shortId, [...(this.#told.get(told.shortId) ?? []), told]);
    }
    this.#out = handedOut(evidence.journal, takenBack(evidence.journal));
    this.#supplies = withoutScript(evidence.journal);
    this.#known = evidence.scripts.map((script) => ({ key: keyOf(script), person: personOf(script) }));
    this.#answers = answersById(evidence.journal);
    for (const { kind, subject } of evidence.journal)
      this.#kinds.set(subject, (this.#kinds.get(subject) ?? new Set()).add(kind));
  }

  #has(script: Script, kind: string): boolean {
    return this.#kinds.get(keyOf(script))?.has(kind) ?? false;
  }

  #left(script: Script): Amounts {
    return this.#out.get(keyOf(script)) ?? new Map<string, number>();
  }

  #about({ shortId }: Script, what: 'notification' | 'return'): readonly Told[] {
    return (this.#told.get(shortId) ?? []).filter(({ kind }) => (kind === 'return') === (what === 'return'));
  }

  /** The answer to a question for this very id named the one who has it, or said that it was dispensed. */
  #weKnowTheHolder({ shortId, holder }: Script): boolean {
    return [...this.#answers].some(
      ([subject, text]) =>
        subject.includes(shortId) &&
        (text.includes(holder?.ods ?? '?') || text.includes('PRESCRIPTION_DISPENSED')),
    );
  }

  /** From the Spine; or from a recovery pack, once the Spine has said that it is ours. */
  #cameToUs(script: Script): boolean {
    return ['received', 'received-again', 'confirmed'].some((what) =>
      this.#has(script, `prescription.${what}`),
    );
  }

  #isAccounted(script: Script): boolean {
    const received = this.#cameToUs(script);
    const returned = this.#has(script, 'prescription.returned');
    const out = isSomething(this.#left(script));
    if (script.holder && script.holder.ods !== this.#evidence.ods)
      return this.#weKnowTheHolder(script) && (!received || returned) && !out;
    const status = script.status === '0008' ? (script.claimedFrom ?? '0008') : script.status;
    switch (status) {
      case '0002':
        // With us by the Spine: here, and either still in work or its notification on the way.
        return received && !script.stuck && !returned;
      case '0003':
      case '0006':
        return received && out;
      case '0007':
        return received && !out;
      case '0000':
      case '0001':
      case '0004':
      case '0005':
      case '0008':
      case '0009':
      case '9000':
        return returned && !out;
    }
  }

  unaccounted(): readonly string[] {
    const forAnother = new Set(notifiedForAnother(this.#supplies, this.#known));
    return this.#evidence.scripts
      .filter((script) => !this.#isAccounted(script) || forAnother.has(keyOf(script)))
      .map(({ shortId }) => shortId);
  }

  /** Scripts of one supply. */
  #groups(): readonly (readonly Script[])[] {
    const found = new Map<string, Script[]>();
    for (const script of this.#evidence.scripts)
      found.set(supplyOf(script), [...(found.get(supplyOf(script)) ?? []), script]);
    return [...found.values()];
  }

  #leftFor(script: Script): boolean {
    const told = amountsOf(standing(this.#about(script, 'notification')));
    return isSomething(told) || isSomething(this.#left(script));
  }

  suppliedTwice(): readonly string[] {
    const both = this.#groups().filter((scripts) => scripts.filter((one) => this.#leftFor(one)).length > 1);
    const beyond = this.#evidence.scripts.filter((script) =>
      isBeyond(this.#left(script), prescribed(script)),
    );
    const outside = besides(this.#supplies, this.#known);
    const again = this.#evidence.scripts.filter((script) => {
      const got = { person: personOf(script), medicines: medicinesOf(script) };
      return outside.some((one) => isSameSupply(one, got)) && this.#leftFor(script);
    });
    return [
      ...both.map(([first]) => first?.shortId ?? ''),
      ...[...beyond, ...again].map(({ shortId }) => shortId),
      ...outside
        .filter((one, n) => outside.slice(0, n).some((earlier) => isSameSupply(earlier, one)))
        .map(({ id }) => `supply ${id}`),
    ];
  }

  notifiedTwice(): readonly string[] {
    return this.#evidence.scripts
      .filter((script) => isToldTwice(this.#about(script, 'notification'), prescribed(script)))
      .map(({ shortId }) => shortId);
  }

  returns(): Returns {
    const onPaper = new Set(
      this.#supplies.flatMap(({ matched }) => (matched?.how === 'returned' ? [matched.key] : [])),
    );
    const all = this.#groups().map((scripts) =>
      returnsOf(
        scripts.map((script) => ({
          script,
          wasHere: script.holder?.ods === this.#evidence.ods || script.applied.length > 0,
          supplied: this.#leftFor(script),
          returned: this.#about(script, 'return').some(({ took }) => took),
          onPaper: onPaper.has(keyOf(script)),
        })),
      ),
    );
    return {
      due: all.flatMap(({ due }) => due),
      missing: all.flatMap(({ missing }) => missing),
      notDue: all.flatMap(({ notDue }) => notDue),
    };
  }

  returnsSent(): number {
    return [...this.#told.values()].flat().filter((one) => one.kind === 'return' && one.took).length;
  }

  returnsTwice(): readonly string[] {
    return this.#evidence.scripts
      .filter((script) => isToldTwice(this.#about(script, 'return'), prescribed(script)))
      .map(({ shortId }) => shortId);
  }

  /** What EPS was told is not what left, line by line. */
  #isToldOtherwise(script: Script): boolean {
    const told = amountsOf(standing(this.#about(script, 'notification')));
    const left = this.#left(script);
    return isBeyond(told, left) || isBeyond(left, told);
  }

  /** Scripts neither dispensed nor returned or told otherwise than they left, and what was begun and has no end. */
  undecided(): readonly string[] {
    const ours = this.#evidence.scripts.filter(({ holder }) => holder?.ods === this.#evidence.ods);
    const waiting = ours.filter(
      (script) => script.status === '0002' || script.status === '0003' || this.#isToldOtherwise(script),
    );
    return [...new Set([...waiting.map(({ shortId }) => shortId), ...openEnds(this.#evidence.journal)])];
  }
}

/** Something that is counted, by the id of the script. */
export type Found = { readonly what: string; readonly id: string };

/** The findings by name, for people, and the numbers. */
export const judge = (evidence: Evidence): { readonly score: Score; readonly found: readonly Found[] } => {
  const reckoning = new Reckoning(evidence);
  const { due, missing, notDue } = reckoning.returns();
  const named = {
    unaccounted: reckoning.unaccounted(),
    suppliedTwice: reckoning.suppliedTwice(),
    notifiedTwice: reckoning.notifiedTwice(),
    returnsMissing: missing,
    returnsNotDue: notDue,
    returnsTwice: reckoning.returnsTwice(),
    undecided: reckoning.undecided(),
  };
  return {
    score: {
      scripts: evidence.scripts.length,
      unaccounted: named.unaccounted.length,
      suppliedTwice: named.suppliedTwice.length,
      notifiedTwice: named.notifiedTwice.length,
      returnsDue: due.length,
      returnsSent: reckoning.returnsSent(),
      returnsMissing: missing.length,
      returnsNotDue: notDue.length,
      returnsTwice: named.returnsTwice.length,
      undecided: named.undecided.length,
      ...waitsOf(evidence.journal, evidence.now),
    },
    found: Object.entries(named).flatMap(([what, ids]) => ids.map((id) => ({ what, id }))),
  };
};
