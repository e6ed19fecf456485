import { Field, Said } from '../../ui';
import type { TypedTime } from './said-time';

export type HandOutTimeProps = {
  readonly look: 'attention' | 'info';
  readonly words: string;
  readonly hint?: string;
  readonly typed: TypedTime;
  /** A reason is asked for once the time is another. */
  readonly asksWhy: boolean;
  readonly onType: (typed: TypedTime) => void;
};

/** [PRX-22] When it was handed out, where the clock may not know it. */
export const HandOutTime = ({ look, words, hint, typed, asksWhy, onType }: HandOutTimeProps) => (
  <section className="hf-panel hf-stack" aria-label="Hand-out time">
    <Said look={look}>{words}</Said>
    <Field
      label="Handed out at"
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
