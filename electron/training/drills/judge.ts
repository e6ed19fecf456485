import { containedIn, extensionOf, resourcesOf, str, type Json } from '../json';
import type { Script } from '../model';
import {
  handedOut,
  numberAt,
  sum,
  takenBack,
  withoutScript,
  type Amounts,
  type WithoutScript,
} from './handed-out';
import type { Heard } from './recorded-spine';
import type { JournalLine } from './model';
import { waitsOf } from './waits';

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

const namesOf = ({ bundle }: Script): readonly string[] =>
  resourcesOf(bundle, 'MedicationRequest').map((request) =>
    str(request, 'medicationCodeableConcept', 'coding', 0, 'display').toLowerCase(),
  );

const isBeyond = (amounts: Amounts, limit: Amounts): boolean =>
  [...amounts].some(([line, amount]) => amount > (limit.get(line) ?? 0) + 1e-9);
const isSomething = (amounts: Amounts): boolean => [...amounts.values()].some((amount) => amount > 0);

type Told = {
  readonly kind: 'notification' | 'return';
  readonly messageId: string;
  readonly shortId: string;
  readonly amounts: readonly (readonly [string, number])[];
  readonly text: string;
  readonly amends: boolean;
  readonly took: boolean;
  readonly refused: boolean;
};

const prescriptionOf = (dispense: Json): Json | undefined =>
  containedIn(dispense, str(dispense, 'authorizingPrescription', 0, 'reference'));

const toldBy = ({ path, body, status, replay }: Heard): Told | undefined => {
  const outcome = { took: status === 200 && !replay, refused: status !== 200, text: JSON.stringify(body) };
  if (path.endsWith('$process-message')) {
    const dispenses = resourcesOf(body, 'MedicationDispense');
    return {
      ...outcome,
      kind: 'notification',
      messageId: str(body, 'identifier', 'value'),
      shortId: str(dispenses[0] && prescriptionOf(dispenses[0]), 'groupIdentifier', 'value'),
      amounts: dispenses.map((one) => [
        str(prescriptionOf(one), 'identifier', 0, 'value').toLowerCase(),
        numberAt(one, 'quantity', 'value'),
      ]),
      amends: extensionOf(resourcesOf(body, 'MessageHeader')[0], 'Extension-replacementOf') !== undefined,
    };
  }
  if (!path.endsWith('/Task') || str(body, 'status') !== 'rejected') return undefined;
  return {
    ...outcome,
    kind: 'return',
    messageId: str(body, 'identifier', 0, 'value'),
    shortId: str(body, 'groupIdentifier', 'value'),
    amounts: [],
    amends: false,
  };
};

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
  readonly #takenBack: ReadonlySet<string>;
  readonly #withoutScript: readonly WithoutScript[];
  readonly #answers: ReadonlyMap<string, string>;
  readonly #kinds = new Map<string, Set<string>>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    for (const heard of evidence.heard) {
      const told = toldBy(heard);
      if (told) this.#told.set(told.shortId, [...(this.#told.get(told.shortId) ?? []), told]);
    }
    this.#takenBack = takenBack(evidence.journal);
    this.#out = handedOut(evidence.journal, this.#takenBack);
    this.#withoutScript = withoutScript(evidence.journal);
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

  #about({ shortId }: Script, kind: Told['kind']): readonly Told[] {
    return (this.#told.get(shortId) ?? []).filter((one) => one.kind === kind);
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
    switch (script.status) {
      case '0002':
        // With us by the Spine: here, and either still in work or its notification on the way.
        return received && !script.stuck && !returned;
      case '0003':
      case '0006':
        return received && out;
      case '0007':
        return received && !out;
      default:
        return returned && !out;
    }
  }

  unaccounted(): readonly string[] {
    return this.#evidence.scripts
      .filter((script) => !this.#isAccounted(script))
      .map(({ shortId }) => shortId);
  }

  /** Scripts of one supply. */
  #supplies(): readonly (readonly Script[])[] {
    const found = new Map<string, Script[]>();
    for (const script of this.#evidence.scripts)
      found.set(supplyOf(script), [...(found.get(supplyOf(script)) ?? []), script]);
    return [...found.values()];
  }

  #leftFor(script: Script): boolean {
    const told = this.#about(script, 'notification').some((one) => one.took && isSomething(sum(one.amounts)));
    return told || isSomething(this.#left(script));
  }

  suppliedTwice(): readonly string[] {
    const both = this.#supplies().filter((scripts) => scripts.filter((one) => this.#leftFor(one)).length > 1);
    const beyond = this.#evidence.scripts.filter((script) =>
      isBeyond(this.#left(script), prescribed(script)),
    );
    const besides = this.#evidence.scripts.filter(
      (script) =>
        this.#leftFor(script) &&
        this.#withoutScript.some(
          ({ nhsNumber, names }) =>
            nhsNumber === script.nhsNumber && namesOf(script).some((name) => names.has(name)),
        ),
    );
    return [
      ...both.map(([first]) => first?.shortId ?? ''),
      ...[...beyond, ...besides].map(({ shortId }) => shortId),
    ];
  }

  notifiedTwice(): readonly string[] {
    return this.#evidence.scripts
      .filter((script) => {
        const told = this.#about(script, 'notification').filter((one) => !one.amends);
        const byId = new Map(told.map((one) => [one.messageId, one]));
        const altered = told.some((one) => byId.get(one.messageId)?.text !== one.text);
        const standing = [...byId.values()].filter(
          ({ messageId, refused }) => !refused && !this.#takenBack.has(messageId),
        );
        const amounts = sum(standing.flatMap((one) => one.amounts));
        const effects = new Set(told.filter((one) => one.took).map((one) => one.messageId)).size;
        return (
          altered || isBeyond(amounts, prescribed(script)) || told.filter((one) => one.took).length > effects
        );
      })
      .map(({ shortId }) => shortId);
  }

  /** Of the scripts of one supply that were ever with us, all but one go back. */
  returnsDue(): number {
    const wasHere = ({ holder, applied }: Script): boolean =>
      holder?.ods === this.#evidence.ods || applied.length > 0;
    return this.#supplies()
      .map((scripts) => Math.max(0, scripts.filter(wasHere).length - 1))
      .reduce((all, one) => all + one, 0);
  }

  returnsSent(): number {
    return [...this.#told.values()].flat().filter((one) => one.kind === 'return' && one.took).length;
  }

  returnsTwice(): readonly string[] {
    return this.#evidence.scripts
      .filter((script) => {
        const returns = this.#about(script, 'return').filter((one) => !one.refused);
        return (
          new Set(returns.map((one) => one.messageId)).size > 1 ||
          returns.filter((one) => one.took).length > 1
        );
      })
      .map(({ shortId }) => shortId);
  }

  /** Scripts neither dispensed nor returned, and pairs that nobody has brought to an end. */
  undecided(): readonly string[] {
    const waiting = this.#evidence.scripts.filter(
      (script) =>
        (script.status === '0002' || script.status === '0003') && script.holder?.ods === this.#evidence.ods,
    );
    const pairs = [...this.#kinds].filter(
      ([, kinds]) =>
        (kinds.has('reissue.registered') || kinds.has('reissue.suspected')) && !kinds.has('reissue.ended'),
    );
    return [...waiting.map(({ shortId }) => shortId), ...pairs.map(([id]) => `pair ${id}`)];
  }
}

/** Something that is counted, by the id of the script. */
export type Found = { readonly what: string; readonly id: string };

/** The findings by name, for people, and the numbers. */
export const judge = (evidence: Evidence): { readonly score: Score; readonly found: readonly Found[] } => {
  const reckoning = new Reckoning(evidence);
  const named = {
    unaccounted: reckoning.unaccounted(),
    suppliedTwice: reckoning.suppliedTwice(),
    notifiedTwice: reckoning.notifiedTwice(),
    returnsTwice: reckoning.returnsTwice(),
    undecided: reckoning.undecided(),
  };
  return {
    score: {
      scripts: evidence.scripts.length,
      unaccounted: named.unaccounted.length,
      suppliedTwice: named.suppliedTwice.length,
      notifiedTwice: named.notifiedTwice.length,
      returnsDue: reckoning.returnsDue(),
      returnsSent: reckoning.returnsSent(),
      returnsTwice: named.returnsTwice.length,
      undecided: named.undecided.length,
      ...waitsOf(evidence.journal, evidence.now),
    },
    found: Object.entries(named).flatMap(([what, ids]) => ids.map((id) => ({ what, id }))),
  };
};
