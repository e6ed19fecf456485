import { useState } from 'react';
import type { Instant } from '../../domain/kernel/instant';
import { locumNotice } from '../../domain/users/decide-smartcard';
import { Button, Dialog } from '../../ui';
import type { SmartcardStatus } from '../../usecases/views';

type Props = { readonly smartcard: SmartcardStatus; readonly onSignOut: () => void };

/** [USR-10] Stands before all work of a locum's session until it was read, once for each session. */
export const LocumNotice = ({ smartcard, onSignOut }: Props) => {
  const [readSince, setReadSince] = useState<Instant | undefined>(undefined);
  if (smartcard.kind !== 'signed-in' || !smartcard.locum || smartcard.sinceAt === readSince) return null;
  return (
    <Dialog title="National Locum Pharmacy" onClose={onSignOut}>
      <p>{locumNotice}</p>
      <div className="hf-actions">
        <Button look="primary" onPress={() => setReadSince(smartcard.sinceAt)} hint="Enter">
          I have read this
        </Button>
        <Button onPress={onSignOut} hint="Esc">
          Sign out of CIS2
        </Button>
      </div>
    </Dialog>
  );
};
