import type { Bundle, Entry, Json } from './changed-bundle';

/** A way to write a message that FHIR allows, or that has come, with its name. */
export type Form = readonly [string, (bundle: Bundle) => Bundle];

/** A copy in which every object went through a change, the innermost first. */
const everywhere = (value: unknown, change: (here: Json) => Json): unknown => {
  if (Array.isArray(value)) return value.map((one) => everywhere(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everywhere(one, change)])),
  );
};

const pointing = (bundle: Bundle, rename: (reference: string) => string): Bundle =>
  everywhere(bundle, (here) =>
    typeof here.reference === 'string' ? { ...here, reference: rename(here.reference) } : here,
  ) as Bundle; // of the same shape

const idOf = (fullUrl: string): string => fullUrl.replace(/^urn:uuid:/, '');
const typeOf = ({ resource }: Entry): string => String(resource.resourceType);

/** Lines keep their order; everything else stands the other way round. */
const turned = (bundle: Bundle): Bundle => ({
  ...bundle,
  entry: [
    ...bundle.entry.filter((one) => typeOf(one) !== 'MedicationRequest').reverse(),
    ...bundle.entry.filter((one) => typeOf(one) === 'MedicationRequest'),
  ],
});

const relative = (bundle: Bundle): Bundle => {
  const names = new Map(bundle.entry.map((one) => [one.fullUrl, `${typeOf(one)}/${idOf(one.fullUrl)}`]));
  const renamed = pointing(bundle, (reference) => names.get(reference) ?? reference);
  const entry = renamed.entry.map((one, i) => ({
    ...one,
    fullUrl: `https://x.test/FHIR/R4/${names.get(bundle.entry[i]?.fullUrl ?? '') ?? ''}`,
  }));
  return { ...renamed, entry };
};

/** Without full URLs: each entry is known by its own id. */
const byId = (bundle: Bundle): Bundle => ({
  ...bundle,
  entry: bundle.entry.map(({ fullUrl, resource }) => ({
    fullUrl: '',
    resource: { ...resource, id: idOf(fullUrl) },
  })),
});

const first: readonly Form[] = [
  ['other order of entries', turned],
  [
    'other order of extensions',
    (bundle) =>
      everywhere(bundle, (here) =>
        Array.isArray(here.extension)
          ? { ...here, extension: [...(here.extension as unknown[])].reverse() }
          : here,
      ) as Bundle, // of the same shape
  ],
  ['relative references', relative],
  [
    'UUIDs in capitals',
    (bundle) =>
      pointing(bundle, (reference) => reference.replace(/[0-9a-f-]{36}$/, (id) => id.toUpperCase())),
  ],
  ['without full URLs', byId],
  [
    'with parts that nobody knows',
    (bundle) =>
      everywhere(bundle, (here) => ({ ...here, extra: { a: [1, null, {}] }, nothing: null })) as Bundle, // of the same shape
  ],
  [
    'with nulls in its lists',
    (bundle) =>
      everywhere(bundle, (here) =>
        Array.isArray(here.coding) ? { ...here, coding: [null, ...(here.coding as unknown[])] } : here,
      ) as Bundle, // of the same shape
  ],
];

const strange = { url: 'https://elsewhere.test/Extension-Strange', valueString: 'who knows' };
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Each text, number and truth has what FHIR allows beside it. */
const besides = (here: Json): Json =>
  Object.fromEntries(
    Object.entries(here).flatMap(([key, one]): readonly (readonly [string, unknown])[] => {
      if (key === 'resourceType' || key === 'url' || key === 'reference') return [[key, one]];
      if (Array.isArray(one) && one.some((inner) => typeof inner === 'string'))
        return [
          [key, one],
          [`_${key}`, [null, { extension: [strange] }]],
        ];
      return typeof one === 'object'
        ? [[key, one]]
        : [
            [`_${key}`, { id: 'x', extension: [strange] }],
            [key, one],
          ];
    }),
  );

/** Another coding and another identifier stand before and behind those that we know. */
const amongOthers = (here: Json): Json => ({
  ...here,
  ...(Array.isArray(here.coding)
    ? {
        coding: [
          { system: 'https://elsewhere.test/codes', code: 'zz', display: 'Local' },
          ...listOf(here.coding),
          { system: 'https://elsewhere.test/more', code: 'yy' },
        ],
      }
    : {}),
  ...(Array.isArray(here.identifier)
    ? {
        identifier: [
          { system: 'https://elsewhere.test/Id/hospital-number', value: 'H-1' },
          ...listOf(here.identifier),
          { use: 'secondary', value: 'no system' },
        ],
      }
    : {}),
});

/** Each pointer also says the type and the first identifier of what it points at. */
const spoken = (bundle: Bundle): Bundle => {
  const targets = new Map(bundle.entry.map((one) => [one.fullUrl, one.resource]));
  return everywhere(bundle, (here) => {
    const target = typeof here.reference === 'string' ? targets.get(here.reference) : undefined;
    const [identifier] = listOf(target?.identifier);
    return target && here.identifier === undefined
      ? { ...here, type: target.resourceType, ...(identifier ? { identifier } : {}) }
      : here;
  }) as Bundle; // of the same shape
};

/** Who and where are in each line itself. */
const contained = (bundle: Bundle): Bundle => {
  const moves = (one: Entry): boolean =>
    ['Patient', 'Practitioner', 'PractitionerRole', 'Organization', 'HealthcareService', 'Location'].includes(
      typeOf(one),
    );
  const moved = bundle.entry.filter(moves);
  const names = new Map(moved.map((one) => [one.fullUrl, `#${idOf(one.fullUrl)}`]));
  const pointed = pointing(bundle, (reference) => names.get(reference) ?? reference);
  const inner = pointed.entry
    .filter(moves)
    .map(({ fullUrl, resource }) => ({ ...resource, id: idOf(fullUrl) }));
  return {
    ...pointed,
    entry: pointed.entry
      .filter((one) => !moves(one))
      .map((one) =>
        typeOf(one) === 'MedicationRequest'
          ? { ...one, resource: { ...one.resource, contained: inner } }
          : one,
      ),
  };
};

const more: readonly Form[] = [
  ['with what FHIR allows beside a value', (bundle) => everywhere(bundle, besides) as Bundle], // of the same shape
  [
    'with extensions that nobody knows, before and behind',
    (bundle) =>
      everywhere(bundle, (here) =>
        here.url === undefined ? { ...here, extension: [strange, ...listOf(here.extension), strange] } : here,
      ) as Bundle, // of the same shape
  ],
  ['with other codes and identifiers about them', (bundle) => everywhere(bundle, amongOthers) as Bundle], // of the same shape
  ['with pointers that say whom they mean', spoken],
  ['with who and where inside each line', contained],
  [
    'with references to a version',
    (bundle) => pointing(relative(bundle), (reference) => `${reference}/_history/2`),
  ],
  [
    'with absolute references',
    (bundle) =>
      pointing(relative(bundle), (reference) =>
        reference.includes(':') ? reference : `https://x.test/FHIR/R4/${reference}`,
      ),
  ],
  [
    'without ids of its own',
    (bundle) => ({
      ...bundle,
      entry: bundle.entry.map(({ fullUrl, resource: { id: _id, ...resource } }) => ({ fullUrl, resource })),
    }),
  ],
  [
    'with narrative, language and tags',
    (bundle) =>
      everywhere(bundle, (here) =>
        here.resourceType === undefined
          ? here
          : {
              ...here,
              meta: { tag: [{ code: 'x' }], ...(here.meta as Json | undefined) },
              language: 'en',
              text: { status: 'generated', div: '<div>Somebody Else, 1 Other Road</div>' },
            },
      ) as Bundle, // of the same shape
  ],
];

export const forms: readonly Form[] = [...first, ...more];
