import * as z from 'zod';

/** Actions on the training Spine offered by the training screens; refused in any other kind of profile. */
export const trainingActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status') }),
  z.strictObject({
    kind: z.literal('break'),
    how: z.enum(['unreachable', 'silent', 'errors', 'lose-next-answer']),
  }),
  z.strictObject({ kind: z.literal('mend') }),
  z.strictObject({ kind: z.literal('prescribe'), count: z.number().int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('prescribe-again'), shortId: z.string().min(1).max(30) }),
  z.strictObject({ kind: z.literal('make-pack') }),
]);
export type TrainingAction = z.infer<typeof trainingActionSchema>;
export type TrainingReply =
  | {
      readonly kind: 'steered-here';
      readonly broken: string;
      readonly waiting: number;
      readonly sentence: string;
    }
  /** It runs by itself, or does not open: nothing of it is known here, and nothing can be done to it. */
  | { readonly kind: 'not-steered'; readonly sentence: string };
