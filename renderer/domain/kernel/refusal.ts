/** A rule of a SPEC.md, such as `PRX-7`. */
export type RuleId = `${string}-${number}`;

/**
 * An expected failure: which rule stopped it, what it means in a sentence a pharmacist understands,
 * and what to do next. `code` says the fact.
 */
export type Refusal = {
  readonly kind: 'refused';
  readonly code: string;
  readonly rule: RuleId;
  readonly sentence: string;
  readonly next: string;
  /** It is not known whether it was done after all: whoever asked looks first. */
  readonly mayBeDone?: true;
};

/** Of what may be anything else: an id, a time, a person. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';

export const refuse = (code: string, rule: RuleId, sentence: string, next: string): Refusal => ({
  kind: 'refused',
  code,
  rule,
  sentence,
  next,
});
