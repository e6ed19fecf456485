import * as z from 'zod';
import { dropPieceBytes } from './pieces';
import { bytesSchema } from './journal-entry';

const offerId = z.uuid();
const keyText = z.string().max(10_000);

/** A public signing key of a supplier. `kid` is its RFC 7638 thumbprint, `x` base64url. */
export type SupplierKey = { readonly kid: string; readonly x: string; readonly fingerprint: string };
/** The pharmacy's own pack key, and the file that tells a supplier of it. */
export type PharmacyKey = { readonly fingerprint: string; readonly kid: string; readonly file: string };

export const packPayloads = {
  drop: z.strictObject({
    offerId,
    name: z.string().min(1).max(255),
    at: z.number().int().nonnegative(),
    bytes: bytesSchema.refine((bytes) => bytes.byteLength <= dropPieceBytes),
    last: z.boolean(),
  }),
  /** The pharmacy as the settings have it. */
  key: z.strictObject({ ods: z.string().max(20), name: z.string().max(200) }),
  dismiss: z.strictObject({
    offerId,
    /** The code of the refusal that a person has read, or empty. */
    refused: z.string().max(100),
  }),
  open: z.strictObject({
    offerId,
    /** Keys that a person accepted here; nothing else is believed. */
    signers: z.array(z.strictObject({ x: z.string().max(100) })).max(10),
  }),
  storePart: z.strictObject({
    offerId,
    part: z.number().int().positive(),
    by: z.string().max(200),
    at: z.number().int().nonnegative(),
  }),
  watch: z.strictObject({ folder: z.string().min(1).max(4096).nullable() }),
  readKey: z.strictObject({ text: keyText }),
} as const;

/** A file that waits to be looked at: chosen, dropped, opened from outside, or found in the watched folder. */
export type PackOffer = {
  readonly offerId: string;
  readonly name: string;
  /** Found in the watched folder, so nobody asked for it just now. */
  readonly watched: boolean;
  /** The code of the refusal that a person has read of this very file in the watched folder, or empty. */
  readonly reported: string;
};

/** The watched folder; times are ms since 1970. Where it cannot be read it says why, and what to do. */
export type WatchedFolder =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'watched';
      readonly folder: string;
      readonly sinceAt: number;
      readonly lookedAt: number;
    }
  | {
      readonly kind: 'unreadable';
      readonly folder: string;
      readonly sinceAt: number;
      readonly triedAt: number;
      readonly reason: string;
      readonly next: string;
    };

/** What became of one piece of a dropped file; where it was left, nothing of the file was kept. */
export type DropReply = { readonly kind: 'taken' } | { readonly kind: 'left'; readonly sentence: string };

/** Why a pack is not used: the rule of renderer/domain/recovery/SPEC.md, what it means, what to do. */
export type PackRefused = {
  readonly kind: 'refused';
  readonly code: string;
  readonly rule: `${string}-${number}`;
  readonly sentence: string;
  readonly next: string;
};

/** What a pack says of itself, after its signature and every byte were proved right. Times are ISO 8601. */
export type PackOpened = {
  readonly kind: 'opened';
  readonly fileName: string;
  readonly signerKid: string;
  readonly packId: string;
  readonly sequence: number;
  readonly supplier: string;
  readonly ods: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly incident?: string | undefined;
  readonly instructions?: string | undefined;
  readonly count: number;
  readonly bundles: number;
  readonly parts: number;
};

/** `data` of a `pack.part-stored` entry, version 1; its bytes are the part's JSON. Stored: do not rename. */
export type PackPartData = { readonly id: string; readonly part: number; readonly count: number };
export type PackPartStored = { readonly kind: 'stored'; readonly seq: number };
