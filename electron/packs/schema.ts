import * as z from 'zod';
import { packLimits } from './limits';

const moment = z.iso.datetime({ offset: true });
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const line = (max: number) => z.string().min(1).max(max);

/** Only these headers, so that nothing can ask for compression, another key or an extension. */
export const jweHeaderSchema = z.strictObject({
  alg: z.literal('ECDH-ES'),
  enc: z.literal('A256GCM'),
  typ: z.enum(['epspack+jwe', 'epspack-part+jwe']),
  kid: digest,
  epk: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: digest }),
});
export const jwsHeaderSchema = z.strictObject({
  alg: z.literal('EdDSA'),
  typ: z.literal('eps-recovery+jws'),
  kid: digest,
});

/** What every version must carry, so that a newer pack can be told from a broken one. */
export const versionSchema = z.looseObject({ v: z.number().int().positive() });

/** The signed part of a pack, version 1. Fields that are not listed are ignored. */
export const manifestSchema = z.object({
  v: z.literal(1),
  packId: z.uuid(),
  /** Rises with every pack for this pharmacy. */
  sequence: z.number().int().min(1).max(1_000_000_000),
  supplier: line(200),
  ods: z.string().regex(/^[A-Z0-9]{3,10}$/),
  issuedAt: moment,
  expiresAt: moment,
  incident: line(100).optional(),
  instructions: line(4_000).optional(),
  count: z.number().int().min(1).max(packLimits.entries),
  /** How many entries carry their prescription. */
  bundles: z.number().int().min(0).max(packLimits.entries),
  parts: z
    .array(z.object({ sha256: digest, count: z.number().int().min(1).max(packLimits.entriesOfPart) }))
    .min(1)
    .max(packLimits.parts),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const entrySchema = z.object({
  /** Short form prescription id, right or wrong: a person is shown what the supplier sent. */
  id: line(40),
  issue: z.number().int().min(1).max(99).optional(),
  release: line(100).optional(),
  hint: z
    .object({
      name: line(100).optional(),
      birthDate: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      items: line(300).optional(),
    })
    .optional(),
  /** A FHIR prescription-order message, as EPS would have sent it. */
  bundle: z.looseObject({ resourceType: z.literal('Bundle') }).optional(),
});
export type PackEntry = z.infer<typeof entrySchema>;

export const partSchema = z.object({
  v: z.literal(1),
  packId: z.uuid(),
  /** From 1. */
  part: z.number().int().min(1).max(packLimits.parts),
  entries: z.array(entrySchema).min(1).max(packLimits.entriesOfPart),
});
