import type { Patient, Prescriber } from '../prescriptions/model';
import { child, children, extension, firstOf, identifierValue, text, texts, type Json } from './json';
import { follow, type Resources } from './resources';
import { systems } from './systems';

const phoneOf = (resource: Json | undefined): string => {
  const telecoms = children(resource, 'telecom');
  const phone = telecoms.find((one) => text(one, 'system') === 'phone' || text(one, 'system') === '');
  return text(phone ?? telecoms[0], 'value').replace(/^tel:/, '');
};

const addressLinesOf = (address: Json | undefined): readonly string[] =>
  [...texts(address, 'line'), text(address, 'city'), text(address, 'district')].filter((line) => line !== '');

/** The name to use: `usual` or `official` before an old or nick name. */
const nameOf = (resource: Json): Json | undefined => {
  const names = children(resource, 'name');
  const use = (wanted: string) => names.find((one) => text(one, 'use') === wanted);
  return use('usual') ?? use('official') ?? names[0];
};

/** Patient as the banner needs it. A name that is text only becomes the family name, whole. */
export const readPatient = (resource: Json): Patient => {
  const name = nameOf(resource);
  const address = firstOf(resource, 'address');
  const given = identifierValue(children(resource, 'identifier'), systems.nhsNumber);
  const nhsNumber = given.includes(' ') ? given.replaceAll(' ', '') : given;
  return {
    ...(nhsNumber === '' ? {} : { nhsNumber }),
    family: text(name, 'family') || text(name, 'text'),
    given: texts(name, 'given').join(' '),
    title: texts(name, 'prefix').join(' '),
    birthDate: text(resource, 'birthDate'),
    gender: text(resource, 'gender'),
    addressLines: addressLinesOf(address),
    postcode: text(address, 'postalCode'),
    phone: phoneOf(resource),
  };
};

const fullName = (resource: Json | undefined): string => {
  const name = resource && nameOf(resource);
  if (!name) return '';
  const words = [...texts(name, 'prefix'), ...texts(name, 'given'), text(name, 'family')];
  return words.filter((word) => word !== '').join(' ') || text(name, 'text');
};

const professionalSystems = /(gmc|nmc|gphc|gmp|din|hcpc|professional)/i;

const professionalCodeOf = (practitioner: Json | undefined): string => {
  const identifiers = children(practitioner, 'identifier');
  const found = identifiers.find((one) => professionalSystems.test(text(one, 'system')));
  return text(found, 'value');
};

/** The place behind a role: its organisation, or the one that provides its healthcare service. */
const placeOfWork = (resources: Resources, role: Json | undefined) => {
  const service =
    follow(resources, role, 'healthcareService') ??
    children(role, 'healthcareService').map((one) => resources.resolve(text(one, 'reference')))[0];
  const organisation =
    follow(resources, role, 'organization') ??
    follow(resources, service, 'providedBy') ??
    resources.ofType('Organization')[0];
  const location = children(service, 'location').map((one) => resources.resolve(text(one, 'reference')))[0];
  const named = service ?? organisation;
  const address = firstOf(organisation, 'address') ?? child(location, 'address');
  return {
    name: text(named, 'name') || text(organisation, 'name') || text(child(role, 'organization'), 'display'),
    ods:
      identifierValue(children(named, 'identifier'), systems.ods) ||
      identifierValue(children(organisation, 'identifier'), systems.ods) ||
      text(child(child(role, 'organization'), 'identifier'), 'value'),
    phone: phoneOf(named) || phoneOf(organisation),
    address: [...addressLinesOf(address), text(address, 'postalCode')]
      .filter((line) => line !== '')
      .join(', '),
  };
};

/** Who prescribed: the requester of the items, or the responsible practitioner where there is one. */
export const readPrescriber = (resources: Resources, request: Json): Prescriber => {
  const responsible = child(extension(request, 'Extension-DM-ResponsiblePractitioner'), 'valueReference');
  const role =
    resources.resolve(text(responsible, 'reference')) ??
    follow(resources, request, 'requester') ??
    resources.ofType('PractitionerRole')[0];
  const practitioner = follow(resources, role, 'practitioner') ?? resources.ofType('Practitioner')[0];
  const work = placeOfWork(resources, role);
  return {
    name: fullName(practitioner) || text(child(role, 'practitioner'), 'display'),
    phone: phoneOf(role) || phoneOf(practitioner),
    organisation: work.name,
    organisationOds: work.ods,
    organisationPhone: work.phone,
    address: work.address,
    professionalCode: professionalCodeOf(practitioner),
  };
};
