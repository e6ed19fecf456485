/**
 * What NHS's proxy and its translator refuse or trip over (eps.md 1, 8), read from their side of the wire: it shares
 * no code with what writes the messages.
 */
type Tree = Readonly<Record<string, unknown>>;
type Told = (rule: string) => void;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Tree[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isTree) : [];
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null
        ? (here as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
};

const nhs = 'https://fhir.nhs.uk';
const snomed = 'http://snomed.info/sct';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)$/;

const extensionsOf = (value: unknown, name: string): readonly Tree[] =>
  listOf(at(value, 'extension')).filter(
    ({ url }) => url === name || url === `${nhs}/StructureDefinition/${name}`,
  );
const withSystem = (list: readonly Tree[], system: string): readonly Tree[] =>
  list.filter((one) => one.system === system);
const codingsOf = (concepts: unknown): readonly Tree[] =>
  listOf(concepts).flatMap((one) => listOf(one.coding));
const containedIn = (resource: unknown, reference: string): Tree | undefined =>
  listOf(at(resource, 'contained')).find((one) => `#${textAt(one, 'id')}` === reference);

/** Values that no FHIR message has: empty texts, lists and objects, nulls, numbers that are none. */
const judgeJson = (value: unknown, path: string, tell: Told): void => {
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value)))
    tell(`${path} is empty`);
  if (typeof value !== 'object' || value === null) return;
  if (Object.keys(value).length === 0) tell(`${path} is empty`);
  for (const [name, inner] of Object.entries(value)) judgeJson(inner, `${path}.${name}`, tell);
};

/** Each thing of a tree that has a key. */
const having = (value: unknown, key: string): readonly Tree[] => {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((one) => having(one, key));
  if (!isTree(value)) return [];
  return [...(key in value ? [value] : []), ...Object.values(value).flatMap((one) => having(one, key))];
};

const judgeTelecoms = (message: unknown, tell: Told): void => {
  for (const owner of having(message, 'telecom'))
    for (const telecom of listOf(owner.telecom))
      if (textAt(telecom, 'value') === '' || textAt(telecom, 'use') === '')
        tell('a telecom without value or use');
};

const judgePointers = (resources: readonly Tree[], fullUrls: readonly string[], tell: Told): void => {
  for (const resource of resources)
    for (const { reference } of having(resource, 'reference')) {
      const name = String(reference);
      const known = name.startsWith('#')
        ? containedIn(resource, name) !== undefined
        : fullUrls.filter((one) => one === name).length === 1;
      if (!known) tell(`${name} leads nowhere`);
    }
};

const judgePerson = (role: unknown, tell: Told): void => {
  const profiles = withSystem(listOf(at(role, 'identifier')), `${nhs}/Id/sds-role-profile-id`);
  if (profiles.length !== 1 || !/^\d+$/.test(textAt(profiles[0], 'value'))) tell('no role profile');
  if (at(role, 'practitioner', 'reference') !== undefined) tell('practitioner as a reference');
  if (textAt(role, 'practitioner', 'identifier', 'system') !== `${nhs}/Id/sds-user-id`) tell('no user id');
  if (textAt(role, 'practitioner', 'display') === '') tell('no name of the user');
  if (withSystem(codingsOf(at(role, 'code')), `${nhs}/CodeSystem/NHSDigital-SDS-JobRoleCode`).length !== 1)
    tell('no job role');
  if (listOf(at(role, 'telecom')).length === 0) tell('no phone of the user');
};

const judgeSite = (site: unknown, tell: Told): void => {
  if (withSystem(listOf(at(site, 'identifier')), `${nhs}/Id/ods-organization-code`).length !== 1)
    tell('no ODS code');
  if (at(site, 'active') !== true || textAt(site, 'name') === '') tell('no name of an active site');
  if (listOf(at(site, 'telecom')).length === 0) tell('no phone of the site');
  if (textAt(site, 'address', 0, 'postalCode') === '') tell('no address');
  const [role] = withSystem(codingsOf(at(site, 'type')), `${nhs}/CodeSystem/organisation-role`);
  if (role?.code !== '182') tell('not a pharmacy');
};

/** The person of a message and the site that its role points at, both contained. */
const judgeContained = (message: Tree, pointer: string, tell: Told): void => {
  const role = containedIn(message, pointer);
  if (!role) tell(`no contained ${pointer}`);
  judgePerson(role, tell);
  judgeSite(containedIn(message, textAt(role, 'organization', 'reference')), tell);
};

const judgeRepeat = (value: unknown, tell: Told): void => {
  const found = extensionsOf(value, 'Extension-EPS-RepeatInformation');
  if (found.length > 1) tell('issue counters twice');
  for (const repeat of found)
    for (const name of ['numberOfRepeatsIssued', 'numberOfRepeatsAllowed']) {
      const [counter, ...more] = extensionsOf(repeat, name);
      if (more.length > 0 || !Number.isInteger(counter?.valueInteger)) tell(`${name} is no integer`);
    }
};

const judgeId = (identifiers: readonly Tree[], tell: Told): void => {
  const ids = withSystem(identifiers, 'https://tools.ietf.org/html/rfc4122');
  if (ids.length !== 1 || !uuid.test(textAt(ids[0], 'value'))) tell('no message id');
};

const judgeRelease = (message: Tree, tell: Told): void => {
  const parameters = listOf(message.parameter);
  const named = (name: string) => parameters.filter((one) => one.name === name);
  for (const name of ['owner', 'agent', 'status']) if (named(name).length !== 1) tell(`${name} is missing`);
  judgeSite(named('owner')[0]?.resource, tell);
  judgePerson(named('agent')[0]?.resource, tell);
  for (const group of named('group-identifier'))
    if (textAt(group, 'valueIdentifier', 'system') !== `${nhs}/Id/prescription-order-number`)
      tell('no short id');
};

const judgeTask = (message: Tree, tell: Told): void => {
  judgeId(listOf(message.identifier), tell);
  const withdraws = message.status === 'in-progress';
  if (!withdraws && message.status !== 'rejected') tell('another status');
  const reasons = withdraws ? 'EPS-task-dispense-withdraw-reason' : 'EPS-task-dispense-return-status-reason';
  if (withSystem(codingsOf([message.statusReason]), `${nhs}/CodeSystem/${reasons}`).length !== 1)
    tell('no reason');
  if (message.intent !== 'order') tell('another intent');
  if (withdraws !== (textAt(message, 'code', 'coding', 0, 'code') === 'abort')) tell('another code');
  if (!uuid.test(textAt(message, 'focus', 'identifier', 'value'))) tell('no focus');
  if (textAt(message, 'groupIdentifier', 'value') === '') tell('no short id');
  if (textAt(message, 'for', 'identifier', 'system') !== `${nhs}/Id/nhs-number`) tell('no patient');
  if (!zoned.test(textAt(message, 'authoredOn'))) tell('no time with its zone');
  if (withdraws && textAt(message, 'owner', 'identifier', 'value') === '') tell('no owner');
  judgeRepeat(message, tell);
  judgeContained(message, textAt(message, 'requester', 'reference'), tell);
};

/** Of a line that was released, what the translator reads of it. */
const judgeEcho = (request: Tree | undefined, repeats: boolean, tell: Told): void => {
  const ids = withSystem(listOf(request?.identifier), `${nhs}/Id/prescription-order-item-number`);
  if (ids.length !== 1) tell('no line id');
  if (withSystem(codingsOf([request?.medicationCodeableConcept]), snomed).length !== 1)
    tell('no prescribed medicine');
  if (typeof at(request, 'dispenseRequest', 'quantity', 'value') !== 'number') tell('no prescribed quantity');
  if (!extensionsOf(request?.groupIdentifier, 'Extension-DM-PrescriptionId')[0]) tell('no long id');
  if (at(request, 'courseOfTherapyType') === undefined) tell('no kind of treatment');
  const allowed = at(request, 'dispenseRequest', 'numberOfRepeatsAllowed');
  if (allowed !== undefined && !(Number.isInteger(allowed) && Number(allowed) >= 0))
    tell('repeats below nothing');
  const [basedOn] = listOf(request?.basedOn);
  judgeRepeat(basedOn, tell);
  const line = listOf(request?.extension).filter(({ url }) =>
    String(url).endsWith('Extension-UKCore-MedicationRepeatInformation'),
  );
  const issued = extensionsOf(line[0], 'numberOfPrescriptionsIssued');
  if (line.length > 1 || issued.length > 1) tell('counters of the line twice');
  // Read wherever they stand, whichever the kind of treatment.
  if (issued.length > 0 && !Number.isInteger(issued[0]?.valueUnsignedInt)) tell('no counters of the line');
  if (issued.length > 0 && allowed === undefined) tell('no repeats of the line');
  if (!repeats) return;
  if (extensionsOf(basedOn, 'Extension-EPS-RepeatInformation').length !== 1)
    tell('no counters of the script');
  if (issued.length === 0) tell('no counters of the line');
  if (allowed === undefined) tell('no repeats of the line');
};

const judgeDispense = (dispense: Tree, tell: Told): void => {
  const statuses = extensionsOf(dispense, 'Extension-EPS-TaskBusinessStatus');
  if (statuses.length !== 1 || !/^000[367]$/.test(textAt(statuses[0], 'valueCoding', 'code')))
    tell('no status');
  const ids = withSystem(listOf(dispense.identifier), `${nhs}/Id/prescription-dispense-item-number`);
  if (ids.length !== 1 || !uuid.test(textAt(ids[0], 'value'))) tell('no dispense id');
  if (withSystem(codingsOf([dispense.medicationCodeableConcept]), snomed).length !== 1) tell('no medicine');
  if (dispense.medicationReference !== undefined) tell('medicine twice');
  const types = withSystem(codingsOf([dispense.type]), `${nhs}/CodeSystem/medicationdispense-type`);
  if (types.length !== 1) tell('no line status');
  if (typeof at(dispense, 'quantity', 'value') !== 'number') tell('no quantity');
  if (listOf(dispense.dosageInstruction).length !== 1) tell('not one direction');
  if (textAt(dispense, 'dosageInstruction', 0, 'text') === '') tell('a direction without words');
  if (types[0]?.code === '0002' && !dispense.statusReasonCodeableConcept) tell('not dispensed for no reason');
  judgeRepeat(dispense, tell);
  const repeats = extensionsOf(dispense, 'Extension-EPS-RepeatInformation').length > 0;
  judgeEcho(
    containedIn(dispense, textAt(dispense, 'authorizingPrescription', 0, 'reference')),
    repeats,
    tell,
  );
};

const same = (values: readonly unknown[]): boolean =>
  new Set(values.map((one) => JSON.stringify(one))).size === 1;

const judgeNotification = (message: Tree, tell: Told): void => {
  judgeId([message.identifier].filter(isTree), tell);
  const entries = listOf(message.entry)
    .map(({ resource }) => resource)
    .filter(isTree);
  const ofType = (type: string) => entries.filter(({ resourceType }) => resourceType === type);
  const [header] = entries;
  if (header?.resourceType !== 'MessageHeader' || ofType('MessageHeader').length !== 1)
    tell('no header first');
  if (textAt(header, 'eventCoding', 'code') !== 'dispense-notification') tell('another event');
  if (!uuid.test(textAt(header, 'response', 'identifier'))) tell('no release it answers to');
  if (!/^urn:nhs-uk:addressing:ods:[A-Z0-9]+$/.test(textAt(header, 'source', 'endpoint'))) tell('no source');
  const dispenses = ofType('MedicationDispense');
  if (dispenses.length === 0) tell('nothing dispensed');
  for (const dispense of dispenses) judgeDispense(dispense, tell);
  for (const name of ['whenHandedOver', 'subject', 'performer'] as const)
    if (!same(dispenses.map((one) => one[name]))) tell(`${name} is not the same everywhere`);
  if (!same(dispenses.map((one) => extensionsOf(one, 'Extension-EPS-RepeatInformation'))))
    tell('issues differ');
  if (!zoned.test(textAt(dispenses[0], 'whenHandedOver'))) tell('no time with its zone');
  const reasons = dispenses.map((one) => extensionsOf(one, 'Extension-DM-PrescriptionNonDispensingReason'));
  if (!same(reasons)) tell('reasons of the script differ');
  const role = containedIn(dispenses[0], textAt(dispenses[0], 'performer', 0, 'actor', 'reference'));
  judgePerson(role, tell);
  const [site] = ofType('Organization');
  judgeSite(site, tell);
  const [relation] = extensionsOf(site, 'Extension-ODS-OrganisationRelationships');
  const [authority] = extensionsOf(relation, 'reimbursementAuthority');
  if (!/^(T1450|RQFZ1)$/.test(textAt(authority, 'valueIdentifier', 'value'))) tell('no authority that pays');
};

const judgeDetail = (detail: Tree, tell: Told): void => {
  for (const name of ['Extension-ClaimSequenceIdentifier', 'Extension-ClaimMedicationRequestReference'])
    if (extensionsOf(detail, name).length !== 1) tell(`${name} is missing`);
  if (extensionsOf(detail, 'Extension-EPS-TaskBusinessStatusReason').length > 1) tell('two reasons');
  const charge = withSystem(codingsOf(detail.programCode), `${nhs}/CodeSystem/DM-prescription-charge`);
  if (charge.length !== 1 || !/^(paid-once|paid-twice|not-paid)$/.test(textAt(charge[0], 'code')))
    tell('no charge');
  if (
    withSystem(codingsOf(detail.programCode), `${nhs}/CodeSystem/medicationdispense-endorsement`).length === 0
  )
    tell('no endorsement');
  if (withSystem(codingsOf(detail.modifier), `${nhs}/CodeSystem/medicationdispense-type`).length !== 1)
    tell('no line status');
  if (codingsOf(detail.modifier).length !== 1) tell('a modifier that is no line status');
  judgeRepeat(detail, tell);
  for (const product of listOf(detail.subDetail)) {
    if (withSystem(codingsOf([product.productOrService]), snomed).length !== 1) tell('no product');
    if (typeof at(product, 'quantity', 'value') !== 'number') tell('no quantity of a product');
    if (extensionsOf(product, 'Extension-ClaimMedicationDispenseReference').length !== 1)
      tell('no dispense id');
    judgeRepeat(product, tell);
  }
};

const judgeClaim = (message: Tree, tell: Told): void => {
  judgeId(listOf(message.identifier), tell);
  if (!zoned.test(textAt(message, 'created'))) tell('no time with its zone');
  if (listOf(message.insurance).length !== 1) tell('not one insurance');
  if (!/^(T1450|RQFZ1)$/.test(textAt(message, 'insurance', 0, 'coverage', 'identifier', 'value')))
    tell('no authority');
  const [group] = extensionsOf(message.prescription, 'Extension-DM-GroupIdentifier');
  for (const name of ['shortForm', 'UUID'])
    if (textAt(extensionsOf(group, name)[0], 'valueIdentifier', 'value') === '') tell(`${name} is missing`);
  const [item, ...more] = listOf(message.item);
  if (!item || more.length > 0) tell('not one item');
  const status = extensionsOf(item, 'Extension-EPS-TaskBusinessStatus');
  if (status.length !== 1 || !/^000[67]$/.test(textAt(status[0], 'valueCoding', 'code')))
    tell('not completed');
  for (const system of ['prescription-charge-exemption', 'DM-exemption-evidence'])
    if (withSystem(codingsOf(item?.programCode), `${nhs}/CodeSystem/${system}`).length !== 1)
      tell(`not one ${system}`);
  judgeRepeat(item, tell);
  for (const detail of listOf(item?.detail)) judgeDetail(detail, tell);
  judgeContained(message, textAt(message, 'provider', 'reference'), tell);
  if (!containedIn(message, textAt(message, 'payee', 'party', 'reference'))) tell('nobody to be paid');
};

const judges: Readonly<Record<string, (message: Tree, tell: Told) => void>> = {
  Parameters: judgeRelease,
  Bundle: judgeNotification,
  Task: judgeTask,
  Claim: judgeClaim,
};

/** What the proxy would say against a message; nothing where it would take it. */
export const refusalsOf = (message: unknown): readonly string[] => {
  const found: string[] = [];
  const tell: Told = (rule) => found.push(rule);
  if (!isTree(message)) return ['no message'];
  judgeJson(message, textAt(message, 'resourceType'), tell);
  judgeTelecoms(message, tell);
  const entries = listOf(message.entry);
  const resources = entries.length > 0 ? entries.map(({ resource }) => resource).filter(isTree) : [message];
  // A contained role of a notification points at an entry of the bundle.
  judgePointers(
    resources,
    entries.map(({ fullUrl }) => String(fullUrl)),
    tell,
  );
  const judge = judges[textAt(message, 'resourceType')];
  if (judge) judge(message, tell);
  else tell('another resource');
  return [...new Set(found)];
};
