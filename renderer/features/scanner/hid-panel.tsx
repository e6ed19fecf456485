import type { HidState } from '../../domain/scanning/scanner';
import { Button, Said, useKeys } from '../../ui';

export type HidProps = { readonly state: HidState; readonly choose: () => void };

const refusals = {
  'not-found':
    'No HID scanner was found. See that it is plugged in and set to “HID POS” (its manual has the code for it), then press the button again.',
  'not-opened':
    'The scanner was found and could not be opened. Close other programs that may use it, unplug it and plug it in again.',
} as const;

const Words = ({ state }: { readonly state: HidState }) => {
  switch (state.kind) {
    case 'none':
      return (
        <p>
          None is in use. A scanner that is set to “HID POS” types no keys, so that no keyboard layout can
          spoil a code. Scan the code for HID POS in its manual, plug it in, then press the button.
        </p>
      );
    case 'connected':
      return (
        <Said look="info">
          <strong>Connected: {state.name}.</strong> Scan a prescription: the test area shows it while it
          listens; anywhere else it opens.
        </Said>
      );
    case 'unplugged':
      return (
        <Said look="attention">
          <strong>Unplugged: {state.name}.</strong> Plug it in again; if it is not taken up by itself, press
          the button.
        </Said>
      );
    case 'refused':
      return (
        <Said look="attention">
          <strong>Not in use.</strong> {refusals[state.why]}
        </Said>
      );
  }
};

/** [SCN-16] A scanner that is no keyboard. */
export const HidPanel = ({ state, choose }: HidProps) => {
  useKeys({ u: choose });
  return (
    <section className="hf-panel" aria-labelledby="scanner-hid">
      <h2 id="scanner-hid">HID scanner</h2>
      <Words state={state} />
      <div className="hf-actions">
        <Button onPress={choose} hint="U">
          Use a HID scanner…
        </Button>
      </div>
    </section>
  );
};
