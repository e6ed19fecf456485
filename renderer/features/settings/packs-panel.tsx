import { useCallback, useEffect, useState } from 'react';
import type { PharmacyKey } from '../../../electron/contract/packs';
import type { Refusal } from '../../domain/kernel/refusal';
import type { PackTrust } from '../../domain/recovery/pack-model';
import { Answer, Button, useLive } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { AcceptKeyDialog } from './accept-key-dialog';
import { FolderPanel, type FolderFiles } from './folder-panel';
import { SupplierKeys } from './supplier-keys';
import { TakenIn } from './taken-in';

/** What the panel asks of main. */
export type PackFiles = FolderFiles & {
  readonly ownKey: () => Promise<PharmacyKey | undefined>;
  readonly saveOwnKey: (file: string) => Promise<string | undefined>;
  /** The text of a supplier's key file, or why it was not read; undefined where none was chosen. */
  readonly openKey: () => Promise<{ readonly kind: 'text'; readonly text: string } | Refusal | undefined>;
};

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly files: PackFiles;
};

const OwnKey = ({
  files,
  onSaid,
}: {
  readonly files: PackFiles;
  readonly onSaid: (sentence: string) => void;
}) => {
  const [key, setKey] = useState<PharmacyKey | 'asked' | undefined>('asked');
  useEffect(() => {
    void files.ownKey().then(setKey);
  }, [files]);
  if (key === 'asked') return <p role="status">Asking for the pack key of this pharmacy…</p>;
  if (!key)
    return <p>The pack key of this pharmacy cannot be read. Put pack-key.json back from the last backup.</p>;
  return (
    <>
      <p>
        A supplier locks packs with this pharmacy’s key, so that nobody else can open them. Send the file, and
        let them read its fingerprint back to you by phone:{' '}
        <span className="hf-fingerprint">{key.fingerprint}</span>
      </p>
      <div className="hf-actions">
        <Button onPress={() => void files.saveOwnKey(key.file).then((where) => where && onSaid(where))}>
          Save our key for the supplier
        </Button>
      </div>
    </>
  );
};

/** [PCK-16] [PCK-17] Our key, whose packs are believed, the watched folder, and what was taken in. */
export const PacksPanel = ({ engine, reads, files }: Props) => {
  const trust = useLive(
    useCallback((on: (state: unknown) => void) => reads.one('packs', 'trust', on), [reads]),
  ) as PackTrust | undefined; // the record of that id
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [keyText, setKeyText] = useState<string | undefined>(undefined);
  const execute = (command: Parameters<EngineClient['execute']>[0]) =>
    void engine.execute(command).then(setReply);
  const openKey = async (): Promise<void> => {
    const key = await files.openKey();
    if (key?.kind === 'text') setKeyText(key.text);
    else if (key) setReply(key);
  };
  return (
    <section className="hf-panel">
      <h2>Recovery packs</h2>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      <OwnKey files={files} onSaid={(sentence) => setReply({ kind: 'done', sentence })} />
      <h3>Keys that a pack may be signed with</h3>
      <SupplierKeys trust={trust} execute={execute} />
      <div className="hf-actions">
        <Button onPress={() => void openKey()}>Open a supplier’s key…</Button>
      </div>
      <FolderPanel folder={trust?.folder} files={files} execute={execute} />
      <TakenIn reads={reads} trust={trust} />
      {keyText === undefined ? null : (
        <AcceptKeyDialog
          text={keyText}
          slot={trust?.current ? 'next' : 'current'}
          supplier={trust?.current?.supplier ?? ''}
          engine={engine}
          onReply={setReply}
          onClose={() => setKeyText(undefined)}
        />
      )}
    </section>
  );
};
