import type { ReactNode } from 'react';
import type { RefusedSupply } from '../../domain/unscripted/refused';
import { Field } from '../../ui';

/** A refusal while it is filled in. */
export type RefusalDraft = Pick<RefusedSupply, 'askedBy' | 'why' | 'advice'>;

export const emptyRefusal: RefusalDraft = { askedBy: '', why: '', advice: '' };

type Props = {
  readonly draft: RefusalDraft;
  readonly onDraft: (draft: RefusalDraft) => void;
  /** Where it is asked for when that was. */
  readonly when: ReactNode;
};

/** [USC-14] What is kept of a refusal, beside patient and items. */
export const RefusalFields = ({ draft, onDraft, when }: Props) => (
  <>
    <div className="hf-form-grid">
      <Field
        label="Who asked"
        hint="The patient, somebody for them, or the prescriber"
        value={draft.askedBy}
        onChange={(askedBy) => onDraft({ ...draft, askedBy })}
        autoFocus
      />
      {when}
    </div>
    <div className="hf-form-grid">
      <Field label="Why it is refused" value={draft.why} onChange={(why) => onDraft({ ...draft, why })} />
      <Field
        label="What the patient was advised"
        value={draft.advice}
        onChange={(advice) => onDraft({ ...draft, advice })}
      />
    </div>
  </>
);
