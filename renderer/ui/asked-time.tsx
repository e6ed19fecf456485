import { Field } from './field';
import { Said } from './said';

/** What was typed. */
export type TypedTime = { readonly when: string; readonly why: string };

export type AskedTimeProps = {
  /** Of the whole, and of the field. */
  readonly name: string;
  readonly label: string;
  readonly look: 'attention' | 'info';
  readonly words: string;
  readonly hint?: string;
  readonly typed: TypedTime;
  /** A reason is asked for once the time is another. */
  readonly asksWhy: boolean;
  readonly onType: (typed: TypedTime) => void;
};

/** When something happened, where the clock may not know it. */
export const AskedTime = ({ name, label, look, words, hint, typed, asksWhy, onType }: AskedTimeProps) => (
  <section className="hf-panel hf-stack" aria-label={name}>
    <Said look={look}>{words}</Said>
    <Field
      label={label}
      time
      {...(hint === undefined ? {} : { hint })}
      value={typed.when}
      onChange={(when) => onType({ ...typed, when })}
    />
    {asksWhy ? (
      <Field
        label="Why is it another time?"
        value={typed.why}
        onChange={(why) => onType({ ...typed, why })}
      />
    ) : null}
  </section>
);
