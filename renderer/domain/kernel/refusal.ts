/**
 * An expected failure: which rule stopped it, what it means in a sentence a pharmacist understands,
 * and what to do next. `rule` is an id of a SPEC.md, `code` says the fact.
 */
export type Refusal = {
  readonly kind: 'refused';
  readonly code: string;
  readonly rule: string;
  readonly sentence: string;
  readonly next: string;
  /** It is not known whether it was done after all: whoever asked looks first. */
  readonly mayBeDone?: true;
};

export const refuse = (code: string, rule: string, sentence: string, next: string): Refusal => ({
  kind: 'refused',
  code,
  rule,
  sentence,
  next,
});
