import { useState } from 'react';
import type { StartState } from '../../../electron/contract/channels';
import type { Renewal } from '../../../electron/contract/keys';
import { Button, Said, useNewPassphrase } from '../../ui';

type Props = {
  readonly state: Extract<StartState, { kind: 'renew-lock' }>;
  readonly onRenew: (how: Renewal) => void;
};

const Leave = ({ onRenew }: Pick<Props, 'onRenew'>) => (
  <Button onPress={() => onRenew({ by: 'nothing' })}>Leave it as it is</Button>
);

const Refusal = ({ state: { refusal } }: Pick<Props, 'state'>) =>
  refusal === '' ? null : <Said look="refused">{refusal}</Said>;

type ByKeychainProps = Props & { readonly onInstead: () => void };

const ByKeychain = ({ state, onRenew, onInstead }: ByKeychainProps) => (
  <>
    <h1>Opened with the recovery code</h1>
    <Refusal state={state} />
    <p>
      The keychain of this computer can open this profile from now on. Then it opens without a question for
      whoever is signed in to this computer as you are now. The recovery code stays as it is: keep the paper.
    </p>
    <p>Left as it is, the next start asks as this one did.</p>
    <div className="hf-actions">
      <Button look="primary" onPress={() => onRenew({ by: 'keychain' })}>
        Let the keychain open it
      </Button>
      <Button onPress={onInstead}>Choose a passphrase instead…</Button>
      <Leave onRenew={onRenew} />
    </div>
  </>
);

const ByPassphrase = ({ state, onRenew }: Props) => {
  const { fields, isEmpty, enter } = useNewPassphrase('New passphrase', true);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = enter();
        if (passphrase !== undefined) onRenew({ by: 'passphrase', passphrase });
      }}
    >
      <h1>Choose a new passphrase</h1>
      <Refusal state={state} />
      <p>
        The recovery code opened this profile, and stays as it is: keep the paper. A passphrase that was
        chosen before opens it no more once there is a new one; backups that were made before still ask for
        it, or for the code.
      </p>
      {fields}
      <p>Left as it is, the next start asks as this one did.</p>
      <div className="hf-actions">
        <Button look="primary" type="submit" onPress={() => undefined} disabled={isEmpty} hint="Enter">
          Protect this profile
        </Button>
        <Leave onRenew={onRenew} />
      </div>
    </form>
  );
};

/** [KEY-7] What is to open the profile from now on, after its recovery code has. */
export const RenewLock = ({ state, onRenew }: Props) => {
  const [instead, setInstead] = useState(false);
  return state.keychain && !instead ? (
    <ByKeychain state={state} onRenew={onRenew} onInstead={() => setInstead(true)} />
  ) : (
    <ByPassphrase state={state} onRenew={onRenew} />
  );
};
