import * as z from 'zod';
import { bytesSchema, type WrittenEntry } from './journal-entry';

/** Which EPS interaction a message is. Stored: do not rename. */
const operations = ['release', 'notification', 'return', 'withdraw', 'claim'] as const;
export type Operation = (typeof operations)[number];

/** Path below the base URL of the broker, by the FHIR Dispensing API (eps.md 1.0). */
const paths: Readonly<Record<Operation, string>> = {
  release: '/FHIR/R4/Task/$release',
  notification: '/FHIR/R4/$process-message',
  return: '/FHIR/R4/Task',
  withdraw: '/FHIR/R4/Task',
  claim: '/FHIR/R4/Claim',
};

/** [BRK-3] The path of a message; what goes without a person may have a door of its own. */
export const pathOf = ({ operation, session }: Readonly<Pick<Envelope, 'operation' | 'session'>>): string =>
  operation === 'release' && session.kind === 'unattended' && session.door === 'unattended'
    ? '/FHIR/R4/Task/$release-unattended'
    : paths[operation];

/** Subject of the program's own download of what is nominated to us: nothing else goes without a person. Stored: do not rename. */
const nominatedDownload = 'release|unattended|';

/** [BRK-3] Whether a message may go though nobody is signed in. */
export const mayGoUnattended = ({
  operation,
  subject,
}: Readonly<Pick<Envelope, 'operation' | 'subject'>>): boolean =>
  operation === 'release' && subject === nominatedDownload;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * One message to EPS, frozen. Main makes exactly one HTTP attempt with it.
 * `session`: who stands behind it; only a nominated release may go unattended.
 */
export const envelopeSchema = z.strictObject({
  operation: z.enum(operations),
  requestId: z.string().regex(uuid),
  subject: z.string().max(300),
  by: z.string().max(200),
  body: bytesSchema.refine((b) => b.byteLength <= 4 * 1024 * 1024),
  /** Lower-case hex SHA-256 of `body`, fixed when the message was made; checked again before sending. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  session: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unattended'), door: z.literal('unattended').optional() }),
    z.strictObject({ kind: z.literal('person'), roleProfileId: z.string().regex(/^[0-9]+$/) }),
  ]),
  attempt: z.number().int().positive(),
  /** Whether the journal holds these bytes already (a queued message), so that the intent need not. */
  bytesInJournal: z.boolean(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The fact of one attempt; what it means is decided in the domain. Stored in `broker.answer` (without body). */
export type AttemptFact =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Exactly as received, after content decoding. */
      readonly body: Uint8Array;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** Nothing left this computer: no room on the disk, not signed in, journal closed, or altered bytes. */
  | {
      readonly kind: 'refused-locally';
      readonly reason:
        | 'no-space'
        | 'not-signed-in'
        | 'journal'
        | 'altered'
        | 'no-broker'
        /** The person's session at CIS2 is over, or there is none. */
        | 'sign-in-again'
        | 'sign-in-away'
        | 'key-refused'
        /** [BRK-10] Another took its place before any attempt at it was begun. */
        | 'recalled';
      readonly sentence: string;
    };

/** `intentSeq` and `answerSeq` are the journal's entries of this attempt, `written`; absent if nothing was. */
export type SendReply = {
  readonly fact: AttemptFact;
  readonly intentSeq?: number;
  readonly answerSeq?: number;
  readonly written: readonly WrittenEntry[];
  /** When the answer was complete, ms since 1970 UTC. */
  readonly at: number;
};

/** `data` of a `broker.intent` entry, version 1. Stored: do not rename. */
export type BrokerIntentData = {
  readonly operation: Operation;
  readonly requestId: string;
  readonly sha256: string;
  readonly path: string;
  readonly attempt: number;
  /** The role of the person behind it. */
  readonly roleProfileId?: string;
};

/** `data` of a `broker.answer` entry, version 1; the body is the entry's bytes. Stored: do not rename. */
export type BrokerAnswerData = {
  readonly operation: Operation;
  readonly requestId: string;
  readonly intentSeq: number;
  readonly fact:
    | {
        readonly kind: 'answered';
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'unreachable'; readonly reason: string }
    | { readonly kind: 'timed-out'; readonly afterMs: number };
};
