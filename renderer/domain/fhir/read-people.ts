import type { Draft } from '../kernel/draft';
import { filled } from '../kernel/filled';
import type { Patient, Prescriber } from '../prescriptions/model';
import { child, children, extension, firstOf, identifierValue, text, texts, type Json } from './json';
import { follow, inside, pointedAt, type Resources } from './resources';
import { systems } from './systems';

/** What held on `day` before what had ended; of those that all had ended, all. Where no day is said, any end is one. */
const standing = (resource: Json | undefined, name: string, day: string): readonly Json[] => {
  const all = children(resource, name);
  const open = all.filter((one) => {
    const end = text(child(one, 'period'), 'end').slice(0, 10);
    return (end === '' || (day !== '' && end >= day)) && text(one, 'use') !== 'old';
  });
  return open.length > 0 ? open : all;
};

const phoneOf = (resource: Json | undefined, day: string): string => {
  const telecoms = standing(resource, 'telecom', day);
  const phone = telecoms.find((one) => text(one, 'system') === 'phone' || text(one, 'system') === '');
  return text(phone ?? telecoms[0], 'value').replace(/^tel:/, '');
};

/** Where somebody lives: not where they used to, nor where bills go, while there is another. */
const homeOf = (resource: Json, day: string): Json | undefined => {
  const addresses = standing(resource, 'address', day);
  const use = (wanted: string) => addresses.find((one) => text(one, 'use') === wanted);
  const current = addresses.find((one) => !['old', 'billing', 'temp'].includes(text(one, 'use')));
  return use('home') ?? current ?? use('temp') ?? addresses[0];
};

/** Lines, town, district and county; of an address that is text only, the lines of the text. */
const addressLinesOf = (address: Json | undefined): readonly string[] => {
  const parts = filled([
    ...texts(address, 'line'),
    ...['city', 'district', 'state'].map((part) => text(address, part)),
  ]);
  if (parts.length > 0) return parts;
  return filled(
    text(address, 'text')
      .split(/[\r\n,]+/)
      .map((line) => line.trim()),
  );
};

const pastNames: readonly string[] = ['old', 'maiden', 'anonymous'];

/** The name to use: `usual` or `official` before a nick name, and any before one that was. */
const nameOf = (resource: Json, day: string): Json | undefined => {
  const names = standing(resource, 'name', day);
  const use = (wanted: string) => names.find((one) => text(one, 'use') === wanted);
  return (
    use('usual') ?? use('official') ?? names.find((one) => !pastNames.includes(text(one, 'use'))) ?? names[0]
  );
};

const nhsNumberOf = (resource: Json): string => {
  const identifiers = children(resource, 'identifier');
  const number =
    identifierValue(identifiers, systems.nhsNumber) ||
    text(
      identifiers.find((one) => /\/nhs-number\/?$/i.test(text(one, 'system'))),
      'value',
    );
  return /[\s-]/.test(number) ? number.replaceAll(/[\s-]/g, '') : number;
};

/** Patient as the banner needs it. A name that is text only becomes the family name, whole. */
export const readPatient = (resource: Json, day: string): Patient => {
  const name = nameOf(resource, day);
  const address = homeOf(resource, day);
  const nhsNumber = nhsNumberOf(resource);
  const family = text(name, 'family');
  const whole = family === '' ? text(name, 'text') : '';
  const birthDate = text(resource, 'birthDate');
  const patient: Draft<Patient> = {
    family: family || whole,
    given: whole === '' ? texts(name, 'given').join(' ') : '',
    title: filled([texts(name, 'prefix').join(' '), ...texts(name, 'suffix')]).join(', '),
    birthDate: /^\d{4}-\d{2}-\d{2}T/.test(birthDate) ? birthDate.slice(0, 10) : birthDate,
    gender: text(resource, 'gender'),
    addressLines: addressLinesOf(address),
    postcode: text(address, 'postalCode'),
    phone: phoneOf(resource, day),
  };
  if (nhsNumber !== '') patient.nhsNumber = nhsNumber;
  return patient;
};

const fullName = (resource: Json | undefined, day: string): string => {
  const name = resource && nameOf(resource, day);
  if (!name) return '';
  const words = [...texts(name, 'prefix'), ...texts(name, 'given'), text(name, 'family')];
  return filled(words).join(' ') || text(name, 'text');
};

const professionalSystems = /(gmc|nmc|gphc|gmp|din|hcpc|professional|spurious)/i;

/** The codes of a prescriber, on the person or on the role: GMC and the like, and NHSBSA's own. */
const professionalCodeOf = (practitioner: Json | undefined, role: Json | undefined): string => {
  const identifiers = [
    ...children(practitioner, 'identifier'),
    ...children(role, 'identifier'),
    ...children(child(role, 'practitioner'), 'identifier'),
    child(child(role, 'practitioner'), 'identifier'),
  ];
  const codes = identifiers
    .filter((one) => professionalSystems.test(text(one, 'system')))
    .map((one) => text(one, 'value'));
  return [...new Set(filled(codes))].join(', ');
};

/** Somebody or some place that a role names on the spot, by identifier and display, in place of an entry. */
const onTheSpot = (pointer: Json | undefined): Json | undefined => {
  const named = child(pointer, 'identifier');
  const display = text(pointer, 'display');
  if (!named && display === '') return undefined;
  return { ...(named ? { identifier: [named] } : {}), name: display };
};

/** The only one of its kind; of several nobody says which. */
const onlyOne = (resources: Resources, type: string): Json | undefined => {
  const [first, ...others] = resources.ofType(type);
  return others.length === 0 ? first : undefined;
};

/** The place behind a role: its organisation, or the one that provides its healthcare service. */
const placeOfWork = (resources: Resources, role: Json | undefined) => {
  const pointer = firstOf(role, 'healthcareService');
  const service = pointedAt(resources, role, pointer) ?? onTheSpot(pointer);
  const organisation =
    follow(resources, role, 'organization') ??
    follow(resources, service, 'providedBy') ??
    onTheSpot(child(role, 'organization')) ??
    (service ? undefined : onlyOne(resources, 'Organization'));
  const [location] = [...children(service, 'location'), ...children(role, 'location')].map((one) =>
    pointedAt(resources, role, one),
  );
  const named = service ?? organisation;
  const address =
    firstOf(organisation, 'address') ??
    child(location ?? (pointer ? onlyOne(resources, 'Location') : undefined), 'address');
  return {
    name: text(named, 'name') || text(organisation, 'name') || text(child(role, 'organization'), 'display'),
    ods:
      identifierValue(children(named, 'identifier'), systems.ods) ||
      identifierValue(children(organisation, 'identifier'), systems.ods) ||
      text(child(child(role, 'organization'), 'identifier'), 'value'),
    phone: phoneOf(named, resources.day) || phoneOf(organisation, resources.day),
    address: filled([...addressLinesOf(address), text(address, 'postalCode')]).join(', '),
  };
};

/** The person of a role: its entry, else whoever it names on the spot, else the only one that came along. */
const personOf = (resources: Resources, role: Json | undefined, named: boolean): Json | undefined => {
  if (text(role, 'resourceType') === 'Practitioner') return role;
  const person = follow(resources, role, 'practitioner');
  if (person) return person;
  const spot = onTheSpot(child(role, 'practitioner'));
  return spot || named ? undefined : onlyOne(resources, 'Practitioner');
};

const nameOfPerson = (person: Json | undefined, role: Json | undefined, day: string): string =>
  fullName(person, day) || text(child(role, 'practitioner'), 'display');

/**
 * Who prescribed: the responsible practitioner where there is one, else the requester of the items. An organisation
 * may be responsible (NHS's own examples): the person is then the requester still.
 */
export const readPrescriber = (message: Resources, request: Json): Prescriber => {
  const resources = inside(message, request);
  const { day } = resources;
  const responsible = child(extension(request, 'Extension-DM-ResponsiblePractitioner'), 'valueReference');
  const requester = child(request, 'requester');
  const spot = text(responsible, 'display') || text(requester, 'display');
  const asked = pointedAt(resources, request, requester);
  const pointed = pointedAt(resources, request, responsible) ?? asked;
  const role = pointed ?? (spot === '' ? onlyOne(resources, 'PractitionerRole') : undefined);
  const own = personOf(resources, role, pointed === undefined && spot !== '');
  const ownName = nameOfPerson(own, role, day);
  const person = ownName === '' && asked ? personOf(resources, asked, false) : own;
  const work = placeOfWork(resources, role);
  return {
    name: ownName || nameOfPerson(person, asked, day) || spot,
    phone: phoneOf(role, day) || phoneOf(person, day),
    organisation: work.name,
    organisationOds: work.ods,
    organisationPhone: work.phone,
    address: work.address,
    professionalCode: professionalCodeOf(person, role),
  };
};
