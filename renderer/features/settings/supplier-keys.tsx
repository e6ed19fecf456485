import { formatDateTime } from '../../domain/kernel/instant';
import type { KeySlot, PackTrust, SupplierKeyPin } from '../../domain/recovery/pack-model';
import { Button } from '../../ui';
import type { Command } from '../../usecases/commands';

type Props = { readonly trust: PackTrust | undefined; readonly execute: (command: Command) => void };

const names: Readonly<Record<KeySlot, string>> = { current: 'Current', next: 'Next' };

const Row = ({
  slot,
  pin,
  execute,
}: { readonly slot: KeySlot; readonly pin: SupplierKeyPin } & Pick<Props, 'execute'>) => (
  <tr>
    <td>{names[slot]}</td>
    <td>{pin.supplier}</td>
    <td>
      <span className="hf-fingerprint">{pin.fingerprint}</span>
    </td>
    <td>
      {pin.by}, {formatDateTime(pin.pinnedAt)}
    </td>
    <td>
      {slot === 'next' ? (
        <Button onPress={() => execute({ kind: 'PromoteSupplierKey' })}>Make it the current one</Button>
      ) : null}{' '}
      <Button onPress={() => execute({ kind: 'RemoveSupplierKey', slot })}>Remove</Button>
    </td>
  </tr>
);

/** The supplier's keys that are accepted here, each with who accepted it. */
export const SupplierKeys = ({ trust, execute }: Props) => {
  if (!trust?.current && !trust?.next)
    return (
      <p>
        None yet, so no pack is opened. Open the key file that your supplier sent, and compare it by phone.
      </p>
    );
  return (
    <table className="nhsuk-table">
      <thead>
        <tr>
          <th scope="col">Use</th>
          <th scope="col">Supplier</th>
          <th scope="col">Fingerprint</th>
          <th scope="col">Accepted by</th>
          <th scope="col">
            <span className="hf-visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {trust.current ? <Row slot="current" pin={trust.current} execute={execute} /> : null}
        {trust.next ? <Row slot="next" pin={trust.next} execute={execute} /> : null}
      </tbody>
    </table>
  );
};
