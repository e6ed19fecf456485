type Props = { readonly sentences: readonly string[]; readonly onRead: () => void };

/** [FIL-7] [JRN-10] What this journal lacks, before anybody works with it. */
export const MustRead = ({ sentences, onRead }: Props) => (
  <div className="hf-panel hf-narrow" role="alert">
    <h1>Part of what happened is not here</h1>
    {sentences.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
    <button type="button" className="nhsuk-button" onClick={onRead}>
      I have read this
    </button>
  </div>
);
