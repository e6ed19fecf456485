import { hasRightCheckCharacter } from '../kernel/check-character';
import { asJson, child, children, extension, number, pathAt, placed, slots, text, type Json } from './json';
import { readPrescriptionBundle, type ReadScript } from './read-bundle';
import { readOutcome } from './read-outcome';

/** One script of an answer, with its place in it. */
export type ReleasedScript = ReadScript & { readonly path: string };

export type ReadRelease =
  /** `madeAt`: when the Spine made the answer, in ms since 1970 UTC; NaN where it does not say so. */
  | { readonly kind: 'scripts'; readonly scripts: readonly ReleasedScript[]; readonly madeAt: number }
  | { readonly kind: 'outcome'; readonly outcome: Json }
  | { readonly kind: 'unreadable'; readonly sentence: string };

type Entry = { readonly resource: Json | undefined; readonly path: string };

/** Bundles nest so deep at the most: a list in a list of scripts. */
const deepest = 4;

/** Whether a bundle is a list of others rather than a message itself. */
const isList = (bundle: Json | undefined): boolean =>
  text(bundle, 'resourceType') === 'Bundle' &&
  text(bundle, 'type') !== 'message' &&
  children(bundle, 'entry').some((entry) => text(child(entry, 'resource'), 'resourceType') === 'Bundle');

const entriesOfList = (bundle: Json | undefined, place: string, depth: number): readonly Entry[] =>
  slots(bundle?.entry).flatMap(([i, entry]): readonly Entry[] => {
    // NHS's own sample has failed scripts in the list without a `resource` around them.
    const bare = text(entry, 'resourceType') !== '';
    const path = `${place === '' ? '' : `${place}.`}${pathAt('entry', i)}${bare ? '' : '.resource'}`;
    const resource = bare ? entry : child(entry, 'resource');
    return depth < deepest && isList(resource)
      ? entriesOfList(resource, path, depth + 1)
      : [{ resource, path }];
  });

type Place = { readonly parameter: Json; readonly path: string };

/** What a parameter holds, each with its place: a list of scripts, or one message by itself. */
const entriesOf = ({ parameter, path }: Place): readonly Entry[] => {
  const bundle = child(parameter, 'resource');
  const place = `${path}.resource`;
  return text(bundle, 'type') === 'message'
    ? [{ resource: bundle, path: place }]
    : entriesOfList(bundle, place, 1);
};

const isOutcome = (entry: Entry | undefined): boolean =>
  text(entry?.resource, 'resourceType') === 'OperationOutcome';

const idOf = (resource: Json | undefined): string => text(child(resource, 'identifier'), 'value');

/** The message that an OperationOutcome is about, as it says itself. */
const aboutOf = (outcome: Json | undefined): string => {
  const about = extension(outcome, 'Extension-Spine-supportingInfo-prescription');
  return idOf(child(about, 'valueReference')) || text(child(about, 'valueIdentifier'), 'value');
};

/** A failed script comes as a pair; the OperationOutcome beside it only says why (eps.md 1.1). */
const isExplained = (entries: readonly Entry[], at: number): boolean => {
  const about = aboutOf(entries[at]?.resource);
  if (about !== '' && entries.some((entry) => !isOutcome(entry) && idOf(entry.resource) === about))
    return true;
  const next = entries[at + 1];
  return next?.resource !== undefined && !isOutcome(next);
};

/** [FHIR-20] An OperationOutcome without its script: EPS speaks of one that did not come. */
const withoutScript = ({ resource, path }: Entry): ReleasedScript => {
  const outcome = readOutcome(resource);
  const about = aboutOf(resource);
  const why = outcome === undefined || outcome.words === '' ? (outcome?.code ?? '') : outcome.words;
  return {
    kind: 'unusable',
    sentence: `EPS sent a message in place of a script: ${why === '' ? 'without words' : why}. The script itself did not come${about === '' ? '' : ` (message ${about})`}.`,
    shortId: hasRightCheckCharacter(about) ? about : '',
    path,
  };
};

/** [FHIR-30] A list that says it has more than came: nobody here knows what the Spine counts as with us. */
const fewerThanSaid = ({ parameter, path }: Place): readonly ReleasedScript[] => {
  const bundle = child(parameter, 'resource');
  const [said, came] = [number(bundle, 'total') ?? 0, slots(bundle?.entry).length];
  if (text(bundle, 'type') === 'message' || said <= came) return [];
  return [
    {
      kind: 'unusable',
      sentence: `EPS says that this part of its answer has ${said} ${said === 1 ? 'entry' : 'entries'}, and ${came === 0 ? 'none' : came} came. What is missing may count as with us: ask the supplier which scripts it was.`,
      shortId: '',
      path: `${path}.resource`,
    },
  ];
};

const scriptsOf = (place: Place, signature: 'passed' | 'failed'): readonly ReleasedScript[] => {
  const bundle = child(place.parameter, 'resource');
  const releaseResponseId = idOf(bundle) || text(bundle, 'id');
  const entries = entriesOf(place);
  const scripts = entries.flatMap((entry, i): readonly ReleasedScript[] => {
    if (isOutcome(entry)) return isExplained(entries, i) ? [] : [withoutScript(entry)];
    const { resource, path } = entry;
    return [{ ...readPrescriptionBundle(resource, { releaseResponseId, signature }), path }];
  });
  return [...scripts, ...fewerThanSaid(place)];
};

/** [FHIR-20] Scripts of which nobody says whether their signatures passed are kept, each with `why`. */
const untold = (entries: readonly Entry[], why: string): readonly ReleasedScript[] =>
  entries.map((entry): ReleasedScript => {
    if (isOutcome(entry)) return withoutScript(entry);
    const read = readPrescriptionBundle(entry.resource, { releaseResponseId: '', signature: 'failed' });
    return {
      kind: 'unusable',
      sentence: `EPS sent this ${why}, so whether the prescriber’s signature passed cannot be told.`,
      shortId: read.kind === 'script' ? read.prescription.shortId : read.shortId,
      path: entry.path,
    };
  });

const unnamed = (place: Place): readonly ReleasedScript[] =>
  untold(entriesOf(place), `under the name “${text(place.parameter, 'name')}”, which is not known here`);

/** A list of scripts, or one by itself, where Parameters should stand: so NHS answered before 2021. */
const isBareList = (json: Json): boolean =>
  text(json, 'resourceType') === 'Bundle' &&
  (holdsItems(json, 0) ||
    (text(json, 'type') === 'searchset' && json.entry === undefined && (number(json, 'total') ?? 0) === 0));

const bareList = (json: Json): ReadRelease => {
  const entries = children(json, 'entry').some(
    (entry) => text(child(entry, 'resource'), 'resourceType') === 'MedicationRequest',
  )
    ? [{ resource: json, path: '' }]
    : entriesOfList(json, '', 1);
  return {
    kind: 'scripts',
    scripts: untold(entries, 'without saying which scripts passed'),
    madeAt: madeAtOf([{ resource: json }]),
  };
};

/** Each parameter, and the parts of those that have any, with its place. */
const placesOf = (from: Json, name: 'parameter' | 'part', within: string): readonly Place[] =>
  placed(from[name]).flatMap(([i, parameter]): readonly Place[] => {
    const path = `${within}${pathAt(name, i)}`;
    return [{ parameter, path }, ...(name === 'parameter' ? placesOf(parameter, 'part', `${path}.`) : [])];
  });

/** [FHIR-20] Whether there are items anywhere, so that nobody takes an answer that bears some for an empty one. */
const holdsItems = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null || depth > 30) return false;
  if (asJson(value)?.resourceType === 'MedicationRequest') return true;
  return Object.values(value).some((inner) => holdsItems(inner, depth + 1));
};

const madeAtOf = (parameters: readonly Json[]): number => {
  const times = parameters
    .map((one) => Date.parse(text(child(child(one, 'resource'), 'meta'), 'lastUpdated')))
    .filter((at) => !Number.isNaN(at));
  return times.length === 0 ? NaN : Math.max(...times);
};

/**
 * [FHIR-3] [FHIR-4] An answer to `$release`: Parameters with passed and failed scripts, or an OperationOutcome
 * in their place, also with HTTP 200. Look at the resource type first.
 */
export const readRelease = (value: unknown): ReadRelease => {
  const json = asJson(value);
  const type = text(json, 'resourceType');
  if (json && type === 'OperationOutcome') return { kind: 'outcome', outcome: json };
  if (json && isBareList(json)) return bareList(json);
  if (!json || type !== 'Parameters')
    return {
      kind: 'unreadable',
      sentence: 'The answer is neither prescriptions nor a reason why there are none.',
    };
  const places = placesOf(json, 'parameter', '');
  const scripts = places.flatMap((place) => {
    const name = text(place.parameter, 'name');
    if (name === 'passedPrescriptions') return scriptsOf(place, 'passed');
    if (name === 'failedPrescriptions') return scriptsOf(place, 'failed');
    return text(child(place.parameter, 'resource'), 'resourceType') === 'Bundle' ? unnamed(place) : [];
  });
  if (scripts.length === 0 && holdsItems(json, 0))
    return {
      kind: 'unreadable',
      sentence: 'The answer holds prescriptions in a form that is not known here.',
    };
  return { kind: 'scripts', scripts, madeAt: madeAtOf(places.map(({ parameter }) => parameter)) };
};

/** The JSON at a path such as `parameter[0].resource.entry[3].resource`, as `readRelease` names them. */
export const jsonAt = (value: unknown, path: string): Json | undefined => {
  if (path === '') return asJson(value);
  let here: unknown = value;
  for (const step of path.split('.')) {
    const match = /^([A-Za-z]+)(?:\[(\d+)\])?$/.exec(step);
    if (!match) return undefined;
    here = asJson(here)?.[match[1] ?? ''];
    if (match[2] !== undefined)
      here = Array.isArray(here) ? (here as unknown[])[Number(match[2])] : undefined;
  }
  return asJson(here);
};
