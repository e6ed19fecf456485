import { Button } from '../../ui';

/** The way out of the training pharmacy. */
export const ForReal = ({ onChoose }: { readonly onChoose: () => void }) => (
  <section className="hf-panel" aria-labelledby="real-title">
    <h2 id="real-title">Use Holdfast for real</h2>
    <p>
      Choose between a companion beside your present system and a live pharmacy. This training pharmacy stays
      as it is, in its own folder.
    </p>
    <Button onPress={onChoose}>Use Holdfast for real…</Button>
  </section>
);
