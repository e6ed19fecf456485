import * as z from 'zod';
import { mostSupplies } from './drill';

/** What a person does with a drill. The first four in the training pharmacy, the others in a drill. */
export const drillActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({
    kind: z.literal('begin'),
    scenario: z.string().min(1).max(60),
    supplies: z.number().int().min(1).max(mostSupplies),
    seed: z.number().int().min(1).max(1_000_000),
  }),
  /** Goes on with a drill that was begun, or looks at it again. */
  z.strictObject({ kind: z.literal('open'), name: z.string().min(1).max(100) }),
  /** Deletes a drill that was begun, with its folder. */
  z.strictObject({ kind: z.literal('remove'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('status') }),
  z.strictObject({ kind: z.literal('run'), pace: z.number().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('pause') }),
  /** Moves the clock to what happens next, or to the next opening of the doors. */
  z.strictObject({ kind: z.literal('next') }),
  /** Opens a recovery pack of the supplier once more, by the name of its file. */
  z.strictObject({ kind: z.literal('open-pack'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('stop') }),
  /** Back to the training pharmacy. */
  z.strictObject({ kind: z.literal('leave') }),
]);
export type DrillAction = z.infer<typeof drillActionSchema>;
