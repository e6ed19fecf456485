import { Component, type ReactNode } from 'react';

type State = { readonly failed: boolean };

/** A screen that breaks says so and can be opened again; no detail of a patient is kept or shown. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="hf-panel hf-narrow" role="alert">
        <h1>This screen has stopped</h1>
        <p>What was confirmed is in the journal; nothing of it is lost.</p>
        <button type="button" className="nhsuk-button" onClick={() => location.reload()}>
          Open Holdfast again
        </button>
      </main>
    );
  }
}
