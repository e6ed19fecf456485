import * as z from 'zod';

const drug = z.strictObject({
  name: z.string(),
  code: z.string().regex(/^\d{6,18}$/),
  unit: z.string(),
  unitCode: z.string().regex(/^\d{6,18}$/),
  schedule: z.string().optional(),
});
const patient = z.strictObject({
  title: z.string(),
  given: z.string(),
  family: z.string(),
  birthDate: z.iso.date(),
  gender: z.enum(['female', 'male', 'other', 'unknown']),
  address: z.array(z.string()),
  postcode: z.string(),
  phone: z.string(),
});
const prescriber = z.strictObject({
  title: z.string(),
  given: z.string(),
  family: z.string(),
  codeSystem: z.string(),
  code: z.string(),
  type: z.string().regex(/^\d{4}$/),
  phone: z.string(),
  practice: z.strictObject({
    ods: z.string(),
    name: z.string(),
    address: z.array(z.string()),
    postcode: z.string(),
    phone: z.string(),
  }),
});
const item = z.strictObject({
  drug: z.string(),
  quantity: z.number().positive(),
  /** For controlled drugs. */
  words: z.string().optional(),
  directions: z.string(),
  endorsement: z.string().optional(),
  /** The prescriber took this line back before any pharmacy downloaded it. */
  cancelled: z.boolean().optional(),
});
const script = z.strictObject({
  patient: z.number().int().nonnegative(),
  prescriber: z.number().int().nonnegative(),
  kind: z.enum(['acute', 'repeat', 'erd']),
  issue: z.number().int().positive().optional(),
  issues: z.number().int().positive().optional(),
  signedDaysAgo: z.number().int().nonnegative(),
  items: z.array(item).min(1).max(4),
  nominated: z.boolean().optional(),
  badSignature: z.boolean().optional(),
  cancelled: z.boolean().optional(),
  instructions: z.string().optional(),
  /** Already with another pharmacy. */
  holder: z
    .strictObject({
      ods: z.string(),
      name: z.string(),
      phone: z.string(),
      lines: z.array(z.string()),
      postcode: z.string(),
    })
    .optional(),
});

/** The file `resources/training/prescriptions.json`: invented people, practices, scripts. */
export const seedFileSchema = z.strictObject({
  note: z.string(),
  drugs: z.record(z.string(), drug),
  patients: z.array(patient).min(1),
  prescribers: z.array(prescriber).min(1),
  scripts: z.array(script).min(1),
});
export type SeedFile = z.output<typeof seedFileSchema>;
export type ScriptSeed = SeedFile['scripts'][number];
