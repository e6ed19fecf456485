import { useEffect, useState } from 'react';
import type { SupplierKeyFound } from '../../domain/recovery/decide-trust';
import type { KeySlot } from '../../domain/recovery/pack-model';
import { Button, Choices, Dialog, Field, Said } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';

type Props = {
  readonly text: string;
  readonly slot: KeySlot;
  /** Whose packs are accepted already; the next key is theirs, mostly. */
  readonly supplier: string;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
  readonly onClose: () => void;
};

const slots = [
  { code: 'current', display: 'The key their packs are signed with now' },
  { code: 'next', display: 'Their next key, for when they change over' },
] as const;

/** [PCK-16] A key is accepted by a person who compared its fingerprint with the supplier, not by a file. */
export const AcceptKeyDialog = ({ text, slot: first, supplier: known, engine, onReply, onClose }: Props) => {
  const [found, setFound] = useState<SupplierKeyFound | 'none' | undefined>(undefined);
  const [supplier, setSupplier] = useState(known);
  const [slot, setSlot] = useState<KeySlot>(first);
  useEffect(() => {
    void engine.ask({ kind: 'ReadSupplierKey', text }).then((key) => setFound(key ?? 'none'));
  }, [engine, text]);
  const accept = (fingerprint: string): void => {
    void engine.execute({ kind: 'AcceptSupplierKey', slot, supplier, fingerprint, text }).then(onReply);
    onClose();
  };
  return (
    <Dialog title="Is this your supplier’s key?" onClose={onClose}>
      {found === undefined ? <p role="status">Reading the key…</p> : null}
      {found === 'none' ? (
        <Said look="refused">
          This file holds no signing key of a supplier. Ask the supplier for the file that ends in
          public.json.
        </Said>
      ) : null}
      {found === undefined || found === 'none' ? (
        <Button onPress={onClose} hint="Esc">
          Close
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            accept(found.fingerprint);
          }}
        >
          <p>
            Call the supplier on a number you know, not one from the message. Let them read the fingerprint to
            you; accept the key only if every character is the same.
          </p>
          <span className="hf-fingerprint">{found.fingerprint}</span>
          <Field label="Name of the supplier" value={supplier} onChange={setSupplier} autoFocus />
          <Choices
            legend="What it is for"
            choices={slots}
            chosen={slot}
            onChoose={(code) => setSlot(code === 'next' ? 'next' : 'current')}
          />
          <div className="hf-actions">
            <Button look="primary" type="submit" onPress={() => undefined} disabled={supplier.trim() === ''}>
              The fingerprint is the same: accept this key
            </Button>
            <Button onPress={onClose} hint="Esc">
              Do not accept it
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
};
