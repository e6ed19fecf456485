import { refuse, type Refusal } from '../domain/kernel/refusal';

/** What was asked for may be in the journal already, or may not: whoever asked looks before it is done again. */
export const notKnown = (code: 'EngineRestarted' | 'Failed'): Refusal => ({
  ...refuse(
    code,
    'STO-2',
    'Holdfast stopped in the middle of this, and cannot say whether it was done.',
    'Look first: what was done is there. Do it again only where it is not.',
  ),
  mayBeDone: true,
});
