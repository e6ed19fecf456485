import type { Site } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { locumOds, siteNotSet } from './model';

const wrong = (sentence: string, next: string): Refusal => refuse('SiteInvalid', 'SET-2', sentence, next);

/** Three to eight letters and digits: pharmacies of England have five, such as FA565. */
const odsShape = /^[A-Z0-9]{3,8}$/;
const phoneShape = /^\+?[0-9 ()-]{10,20}$/;
const postcodeShape = /^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$/;

const digitsOf = (phone: string): number => phone.replace(/\D/g, '').length;
const phoneIsWellFormed = (phone: string): boolean =>
  phoneShape.test(phone) && digitsOf(phone) >= 10 && digitsOf(phone) <= 15;

/** `ls12ab` as it is written: `LS1 2AB`. */
const tidyPostcode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/(.{3})$/, ' $1');

/** A site as it was typed, in its proper form. */
export const tidySite = (site: Site): Site => ({
  ods: site.ods.trim().toUpperCase(),
  name: site.name.trim(),
  phone: site.phone.trim(),
  addressLines: site.addressLines.map((line) => line.trim()).filter((line) => line !== ''),
  postcode: tidyPostcode(site.postcode),
  reimbursementAuthority: site.reimbursementAuthority,
});

/** [SET-2] [SET-3] What is not right about a site, or nothing. Takes a tidied one. */
export const checkSite = (site: Site): Refusal | undefined => {
  if (!odsShape.test(site.ods) || site.ods === siteNotSet)
    return wrong(
      'This is not the shape of an ODS code.',
      'It has letters and digits only, such as FA565. It stands on the NHS contract and in the ODS portal.',
    );
  if (site.ods === locumOds)
    return wrong(
      `${locumOds} is the code of locums, not of a pharmacy.`,
      'Type the code of the pharmacy in which this computer stands.',
    );
  if (site.name.length < 2 || site.name.length > 100)
    return wrong('The pharmacy needs a name of up to 100 letters.', 'Type it as it is registered.');
  if (!phoneIsWellFormed(site.phone))
    return wrong('This is not a phone number.', 'Type it with its area code, such as 0113 496 0100.');
  if (site.addressLines.length === 0 || site.addressLines.some((line) => line.length > 100))
    return wrong(
      'The address is missing, or a line of it is longer than 100 letters.',
      'Type street and town, each on its line.',
    );
  if (!postcodeShape.test(site.postcode))
    return wrong('This is not the shape of a postcode.', 'Type it as in LS1 4AP.');
  return undefined;
};
