import type { Site } from '../kernel/context';
import type { Instant } from '../kernel/instant';

/** Which kind of pharmacy a profile is. */
export type ProfileKind = 'training' | 'live' | 'companion';

/** Where the broker is and how this pharmacy is known there. No secret among it. Stored: do not rename. */
export type Connection = {
  /** Of the FHIR Dispensing API, without the path of an interaction. */
  readonly baseUrl: string;
  /** Where the API platform gives tokens. */
  readonly tokenUrl: string;
  /** How the API platform knows this application (its API key). */
  readonly appId: string;
  /** Which of the registered keys signs. */
  readonly keyId: string;
  /** NHS CIS2, and how it knows this application. */
  readonly issuer: string;
  readonly clientId: string;
};

/** One setting by its id. Stored: do not rename. */
export type Setting =
  | { readonly id: 'site'; readonly site: Site }
  | { readonly id: 'connection'; readonly connection: Connection }
  /** When the passphrase of this profile was changed last, and by whom. It stands nowhere itself. */
  | { readonly id: 'passphrase'; readonly changedAt: Instant; readonly changedBy: string }
  /** Where somebody said that the second copy is kept, or that it is kept no more (null); main knows whether it is. */
  | {
      readonly id: 'second-copy';
      readonly folder: string | null;
      readonly changedAt: Instant;
      readonly changedBy: string;
    }
  /** The backup that this journal was put back from last; what was open then is held (PRX-20). */
  | {
      readonly id: 'put-back';
      readonly backupAt: Instant;
      /** Where that stands in the journal; an older index does not know it. */
      readonly seq?: number;
    };

/** Stands in a profile until its pharmacy is named. */
export const siteNotSet = 'XXXXX';
/** The virtual locum organisation. */
export const locumOds = 'FFFFF';

/** [SET-4] [SET-6] Whether there is a broker to speak to; in a live profile once there is a connection to it. */
export const isBrokerSetUp = (kind: ProfileKind, isConnected: boolean): boolean =>
  kind === 'training' || (kind === 'live' && isConnected);

export const siteIsSet = (site: Site): boolean => site.ods !== siteNotSet;
