import { useCallback, useEffect, useState } from 'react';
import type { Locks } from '../../../electron/contract/keys';
import { formatDateTime } from '../../domain/kernel/instant';
import { Answer, Button, Field, SaveDialog, useLive, useNewPassphrase } from '../../ui';
import type { CollectionStates } from '../../usecases/collections';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';

/** Asks main what opens this profile; undefined where that cannot be known. */
export type LockActions = () => Promise<Locks | undefined>;

type Typed = { readonly present: string; readonly next: string };

type DialogProps = { readonly onSave: (typed: Typed) => Promise<string>; readonly onClose: () => void };

const PassphraseDialog = ({ onSave, onClose }: DialogProps) => {
  const [present, setPresent] = useState('');
  const { fields, isEmpty, enter } = useNewPassphrase('New passphrase', false);
  const save = async (): Promise<string> => {
    const next = enter();
    return next === undefined
      ? 'The two are not the same. Type the new one twice.'
      : onSave({ present, next });
  };
  return (
    <SaveDialog
      title="Change the passphrase"
      action="Change it"
      disabled={present === '' || isEmpty}
      onSave={save}
      onClose={onClose}
    >
      <Field label="Present passphrase" value={present} onChange={setPresent} secret autoFocus />
      {fields}
    </SaveDialog>
  );
};

/** What opens it, in a sentence. */
const opensBy = ({ keychain, passphrase }: Locks): string => {
  if (keychain && passphrase)
    return 'The keychain of this computer opens this profile; where it does not, the passphrase is asked for.';
  return keychain
    ? 'The keychain of this computer opens this profile. There is no passphrase.'
    : 'A passphrase opens this profile at each start.';
};

/** When it was changed last; undefined where it never was. */
const useChanged = (reads: Reads) => {
  const set = useLive(
    useCallback(
      (onValue: (found: { readonly set: CollectionStates['settings'] | undefined }) => void) =>
        reads.one('settings', 'passphrase', (set) => onValue({ set })),
      [reads],
    ),
  )?.set;
  return set?.id === 'passphrase' ? set : undefined;
};

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly locks: LockActions;
};

/** [KEY-9] What opens this profile beside its recovery code, and another passphrase for it. */
export const LockPanel = ({ engine, reads, locks }: Props) => {
  const [known, setKnown] = useState<Locks | undefined>(undefined);
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [asked, setAsked] = useState(false);
  const changed = useChanged(reads);
  useEffect(() => void locks().then(setKnown), [locks]);
  const save = async (typed: Typed): Promise<string> => {
    const said = await engine.execute({ kind: 'ChangePassphrase', ...typed });
    if (said.kind === 'refused') return `${said.sentence} ${said.next}`;
    setAsked(false);
    setReply(said);
    return '';
  };
  if (!known) return null;
  return (
    <section className="hf-panel" aria-labelledby="lock-title">
      <h2 id="lock-title">Opening this profile</h2>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      <p>
        {opensBy(known)} The recovery code on paper opens it whatever happens.
        {changed
          ? ` The passphrase was changed by ${changed.changedBy} on ${formatDateTime(changed.changedAt)}.`
          : ''}
      </p>
      {known.passphrase ? (
        <>
          <p>
            Backups that were made before a change still ask for the passphrase of their time, or for the
            recovery code.
          </p>
          <div className="hf-actions">
            <Button onPress={() => setAsked(true)}>Change the passphrase…</Button>
          </div>
        </>
      ) : null}
      {asked ? <PassphraseDialog onSave={save} onClose={() => setAsked(false)} /> : null}
    </section>
  );
};
