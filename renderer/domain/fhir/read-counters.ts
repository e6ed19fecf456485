import { child, extension, firstOf, number, part, partsOf, type Json } from './json';

export type IssueCounters = { readonly issue: number; readonly issues: number };

/** Review date and issue of a line; both in one, or each in one of its own. */
export const ukCoreRepeat = 'Extension-UKCore-MedicationRepeatInformation';

const mostIssues = 999;

/** A counter, whichever of FHIR's whole numbers it is written as; less than nothing counts nothing. */
const counter = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isInteger(value) && value >= 0 && value <= mostIssues ? value : undefined;

const countOf = (from: Json | undefined, name: string): number | undefined => {
  const found = part(from, name);
  return counter(
    number(found, 'valueInteger') ??
      number(found, 'valueUnsignedInt') ??
      number(found, 'valuePositiveInt') ??
      number(found, 'valueString'),
  );
};

/** Further issues of a line; not a number below nothing, as a release of an acute script may say. */
export const furtherOf = (request: Json): number | undefined => {
  const own = counter(number(child(request, 'dispenseRequest'), 'numberOfRepeatsAllowed'));
  if (own !== undefined) return own;
  // Until 2021 NHS said there how many issues there are in all.
  const inAll = countOf(partsOf(request, ukCoreRepeat), 'numberOfRepeatPrescriptionsAllowed');
  return inAll ? inAll - 1 : undefined;
};

/** One-based issue of a line, by the UK Core extension. */
export const issuedOf = (request: Json): number | undefined => {
  const parts = partsOf(request, ukCoreRepeat);
  const issued =
    countOf(parts, 'numberOfPrescriptionsIssued') ?? countOf(parts, 'numberOfRepeatPrescriptionsIssued');
  return issued === 0 ? undefined : issued;
};

/** Issue n of m by `basedOn`, zero-based there; a half that is missing comes from the line's own counters. */
const byBasedOn = (request: Json): IssueCounters | undefined => {
  const basedOn = extension(firstOf(request, 'basedOn'), 'Extension-EPS-RepeatInformation');
  if (!basedOn) return undefined;
  const issued = countOf(basedOn, 'numberOfRepeatsIssued');
  const allowed = countOf(basedOn, 'numberOfRepeatsAllowed');
  if (issued === undefined && allowed === undefined) return undefined;
  const issue = issued === undefined ? (issuedOf(request) ?? 1) : issued + 1;
  return { issue, issues: Math.max(issue, (allowed ?? furtherOf(request) ?? 0) + 1) };
};

/** Issue n of m by the line itself, one-based. */
const byLine = (request: Json, erd: boolean): IssueCounters | undefined => {
  const issued = issuedOf(request);
  const further = furtherOf(request);
  if (issued === undefined && !(erd && further !== undefined)) return undefined;
  const issue = issued ?? 1;
  return { issue, issues: Math.max(issue, (further ?? 0) + 1) };
};

/**
 * [FHIR-5] Issue n of m of the script: zero-based on `basedOn`, one-based in the UK Core extension (eps.md 1.1, 3.5).
 * Lines may be allowed fewer issues than the script; by their own counters it goes on as long as the longest.
 */
export const countersOf = (requests: readonly Json[], erd: boolean): IssueCounters | undefined => {
  for (const request of requests) {
    const counters = byBasedOn(request);
    if (counters) return counters;
  }
  let longest: IssueCounters | undefined;
  for (const request of requests) {
    const line = byLine(request, erd);
    if (!line) continue;
    longest = {
      issue: Math.max(line.issue, longest?.issue ?? 1),
      issues: Math.max(line.issues, longest?.issues ?? 1),
    };
  }
  return longest;
};

/** The same of one line, which may be allowed fewer issues than the script (eps.md 3.5). */
export const lineCountersOf = (request: Json, erd: boolean): IssueCounters | undefined => {
  const counters = countersOf([request], erd);
  const further = furtherOf(request);
  if (!counters || !further || further + 1 < counters.issue) return counters;
  return { issue: counters.issue, issues: further + 1 };
};
