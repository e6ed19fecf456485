import type { Answer, Json } from './json';

/** EPS prescription status (eps.md 3.1), those the training Spine uses. */
export type ScriptStatus =
  '0000' | '0001' | '0002' | '0003' | '0004' | '0005' | '0006' | '0007' | '0008' | '0009' | '9000';
export type LineStatus = '0001' | '0002' | '0003' | '0004' | '0005' | '0006' | '0007' | '0008';

export type Line = { readonly id: string; readonly status: LineStatus };

export type Holder = {
  readonly ods: string;
  readonly name: string;
  readonly phone: string;
  readonly lines: readonly string[];
  readonly postcode: string;
};

/** One message that had its effect: sent again, it is answered again and changes nothing. */
export type Applied = {
  readonly messageId: string;
  readonly status: number;
  readonly body: Json;
  /** Of the message as it came, to tell another one under its id. */
  readonly sha256?: string;
};

/** State before a dispense notification, so that the last one can be withdrawn. */
export type Before = {
  readonly messageId: string;
  readonly status: ScriptStatus;
  readonly lines: readonly Line[];
  /** `whenHandedOver` of the notification before, ms. */
  readonly handedOverAt?: number;
};

/** One issue of one script as the Spine keeps it. */
export type Script = {
  readonly shortId: string;
  readonly longId: string;
  readonly issue: number;
  readonly issues: number;
  /** The prescription message. */
  readonly bundle: Json;
  readonly nhsNumber: string;
  readonly status: ScriptStatus;
  readonly lines: readonly Line[];
  /** ODS code of the nominated pharmacy, or empty. */
  readonly nominated: string;
  readonly holder: Holder | undefined;
  readonly badSignature: boolean;
  /** The prescriber cancelled it while a pharmacy had it: takes effect when it is returned. */
  readonly cancelRemembered: boolean;
  /** First day of a nominated download, ms; a request by id may come earlier. */
  readonly downloadFrom: number;
  /** End of its life, ms. */
  readonly expiresAt: number;
  readonly notifications: readonly Before[];
  readonly applied: readonly Applied[];
  /** Handed over as the Spine counts it, and never arrived: it hangs in the broker. */
  readonly stuck?: boolean;
  readonly claimId: string;
  /** What it was before its claim. */
  readonly claimedFrom?: ScriptStatus;
  /** `whenHandedOver` of the last notification, ms. */
  readonly handedOverAt?: number;
  /** When its last claim came, ms. */
  readonly claimedAt?: number;
  /** When its prescriber's cancellation took effect, ms. */
  readonly cancelledAt?: number;
};

export const scriptKey = (script: Pick<Script, 'shortId' | 'longId' | 'issue'>): string =>
  `${script.shortId}|${script.longId.toLowerCase()}|${script.issue}`;

/** An answer that handed scripts over, by the id of the request that it is given to again; without one it is forgotten. */
export type Release = {
  readonly requestId: string;
  readonly answer?: Answer;
  /** Of the request, to tell another one under its id. */
  readonly sha256?: string;
};

/** What outlives the Spine, or as much of it as changed. */
export type Memory = { readonly scripts: readonly Script[]; readonly releases: readonly Release[] };
