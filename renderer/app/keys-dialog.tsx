import type { ProfileKind } from '../domain/settings/model';
import { Button, Dialog } from '../ui';
import { keysOf, type Keys, type Screen } from './keys-of';

const Table = ({ name, keys }: { readonly name: string; readonly keys: Keys }) => (
  <section aria-label={name}>
    <h3>{name}</h3>
    <table className="hf-log hf-keys">
      <tbody>
        {keys.map(([key, does]) => (
          <tr key={key}>
            <th scope="row">
              <kbd>{key}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

type Props = {
  readonly screen: Screen;
  readonly kind: ProfileKind;
  readonly onClose: () => void;
};

/** The keys of this screen, beside those that work on every one. */
export const KeysDialog = ({ screen, kind, onClose }: Props) => {
  const { own, everywhere } = keysOf(screen, kind);
  const isAway = screen === 'sign-in' || screen === 'first-person';
  return (
    <Dialog title="Keys" wide onClose={onClose}>
      <p>While a field has the keys letters are text; F1 to F10, Ctrl and Esc work all the same.</p>
      <div className="hf-two">
        {own.length === 0 ? null : <Table name="On this screen" keys={own} />}
        <Table name={isAway ? 'Once you are signed in' : 'Everywhere'} keys={everywhere} />
      </div>
      <div className="hf-actions">
        <Button onPress={onClose} hint="Esc">
          Close
        </Button>
      </div>
    </Dialog>
  );
};
