import type { Brand } from './brand';

/** Short form prescription id, `24F5DA-A83008-7EFE6Z`: upper case, with hyphens. It may recur. */
export type PrescriptionId = Brand<string, 'PrescriptionId'>;
/** One issue of one script: short form, long form and issue number joined by `|`. */
export type IssueKey = Brand<string, 'IssueKey'>;
/** Line item UUID, lower case. */
export type ItemId = Brand<string, 'ItemId'>;
/** UUID of a message's body (`Bundle.identifier`, `Task.identifier`, `Claim.identifier`). */
export type MessageId = Brand<string, 'MessageId'>;
/** `X-Request-ID` of an HTTP request: a lower-case v4 UUID. */
export type RequestId = Brand<string, 'RequestId'>;
/** The person who acts, as this pharmacy knows them. */
export type UserId = Brand<string, 'UserId'>;

/** A pair of scripts of which one takes the place of the other. */
export type ReissueId = Brand<string, 'ReissueId'>;
/** A supply that was made without an electronic prescription. */
export type UnscriptedId = Brand<string, 'UnscriptedId'>;
export type RefusalId = Brand<string, 'RefusalId'>;
/** Whom a record is kept of, as `patientIdOf` tells people apart. Stored: do not rename. */
export type PatientId = Brand<string, 'PatientId'>;

/** Ids made by ourselves are trusted as they come from the id source. */
export const asMessageId = (uuid: string): MessageId => uuid.toLowerCase() as MessageId; // brand
export const asRequestId = (uuid: string): RequestId => uuid.toLowerCase() as RequestId; // brand
export const asUserId = (uuid: string): UserId => uuid as UserId; // brand
export const asReissueId = (uuid: string): ReissueId => uuid as ReissueId; // brand
export const asUnscriptedId = (uuid: string): UnscriptedId => uuid as UnscriptedId; // brand
export const asRefusalId = (id: string): RefusalId => id as RefusalId; // brand
export const asPatientId = (id: string): PatientId => id as PatientId; // brand
export const asItemId = (uuid: string): ItemId => uuid.toLowerCase() as ItemId; // brand
/** For ids that EPS handed over, right or wrong: a script is not lost to a bad check character. */
export const asPrescriptionId = (id: string): PrescriptionId => id.toUpperCase() as PrescriptionId; // brand

/** The key of an issue. Acute and repeat scripts have one issue, number 1. */
export const issueKeyOf = (shortId: string, longId: string, issue: number): IssueKey =>
  `${shortId.toUpperCase()}|${longId.toLowerCase()}|${issue}` as IssueKey; // brand

const partsOf = (key: IssueKey): { readonly script: string; readonly issue: number } => {
  const end = key.lastIndexOf('|');
  return { script: key.slice(0, end), issue: Number(key.slice(end + 1)) };
};

/** Whether one key is that of a later issue of the same script. */
export const isLaterIssue = (key: IssueKey, than: IssueKey): boolean => {
  const [one, other] = [partsOf(key), partsOf(than)];
  return one.script === other.script && one.issue > other.issue;
};

/** Whether two keys are of the same script, long form id included: a short id may recur (eps.md 3). */
export const isSameScript = (one: IssueKey, other: IssueKey): boolean =>
  partsOf(one).script === partsOf(other).script;

/** The short form id in a key. */
export const shortIdOfKey = (key: IssueKey): PrescriptionId => asPrescriptionId(key.split('|')[0] ?? '');
