import { useState } from 'react';
import type { CopyPlaceReply, SecondCopyState } from '../../../electron/contract/copy';
import { asInstant } from '../../domain/kernel/instant';
import { copyReach } from '../../domain/settings/second-copy';
import { Answer, Button, Dialog, Said, useAsked, useNow } from '../../ui';
import type { CommandReply, EngineClient } from '../../usecases/commands';

/** What the panel asks of main. */
export type CopyActions = {
  readonly state: () => Promise<SecondCopyState | undefined>;
  readonly ask: () => Promise<CopyPlaceReply | undefined>;
};

const everyMs = 1_000;

type KeptProps = { readonly copy: Extract<SecondCopyState, { kind: 'kept' }>; readonly now: number };

const Kept = ({ copy, now }: KeptProps) => {
  const { folder, progress, trouble, lastSeq } = copy;
  return (
    <>
      <p>
        Kept in <b>{folder}</b>. {copyReach(copy, asInstant(now))}
      </p>
      {progress && lastSeq === 0 ? (
        <p>
          <progress
            className="hf-progress"
            aria-label="The first copy"
            max={progress.all}
            value={progress.done}
          />{' '}
          {Math.floor(progress.done / 1e6)} of {Math.ceil(progress.all / 1e6)} MB. Work goes on meanwhile.
        </p>
      ) : null}
      {trouble ? (
        <Said look="attention">
          {trouble.sentence} {trouble.next}
        </Said>
      ) : null}
    </>
  );
};

type SameDiskProps = {
  readonly folder: string;
  readonly onKeep: () => void;
  readonly onOther: () => void;
  readonly onClose: () => void;
};

const SameDiskDialog = ({ folder, onKeep, onOther, onClose }: SameDiskProps) => (
  <Dialog title="That is the disk that the profile is on" onClose={onClose}>
    <p>
      {folder} is on the same disk as the data of this profile. If that disk fails, both are gone. A memory
      stick that stays in, or a share of another computer, is better.
    </p>
    <div className="hf-actions">
      <Button look="primary" autoFocus onPress={onOther}>
        Choose another folder…
      </Button>
      <Button onPress={onKeep}>Keep it there all the same</Button>
    </div>
  </Dialog>
);

type Props = { readonly engine: EngineClient; readonly actions: CopyActions };

/** [CPY-1] [CPY-4] A copy of the profile that goes on by itself: where it is, how far it goes, what is in its way. */
export const SecondCopyPanel = ({ engine, actions }: Props) => {
  const now = useNow(everyMs);
  const copy = useAsked(actions.state, now);
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [same, setSame] = useState<string | undefined>(undefined);
  const keep = (folder: string): void => {
    setSame(undefined);
    void engine.execute({ kind: 'KeepSecondCopy', folder }).then(setReply);
  };
  const ask = async (): Promise<void> => {
    setSame(undefined);
    const place = await actions.ask();
    if (place?.kind === 'refused') setReply({ ...place, code: 'CopyNotKept', rule: 'CPY-1' });
    if (place?.kind !== 'chosen') return;
    if (place.sameDisk) setSame(place.folder);
    else keep(place.folder);
  };
  if (!copy) return null;
  return (
    <section className="hf-panel" aria-label="Second copy">
      <h2>Second copy</h2>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      {copy.kind === 'kept' ? (
        <Kept copy={copy} now={now} />
      ) : (
        <p>
          None is kept. If the disk of this computer fails, what came since the last backup is gone, also
          scripts that the Spine counts as delivered here.
        </p>
      )}
      <p>
        A second copy goes on by itself, half a minute behind, encrypted as the profile is here. If this
        computer fails, start Holdfast on another one and choose “Go on from a copy”.
      </p>
      <div className="hf-actions">
        <Button onPress={() => void ask()}>
          {copy.kind === 'kept' ? 'Keep it elsewhere…' : 'Keep a second copy…'}
        </Button>
        {copy.kind === 'kept' ? (
          <Button onPress={() => void engine.execute({ kind: 'StopSecondCopy' }).then(setReply)}>
            Keep it no more
          </Button>
        ) : null}
      </div>
      {same === undefined ? null : (
        <SameDiskDialog
          folder={same}
          onKeep={() => keep(same)}
          onOther={() => void ask()}
          onClose={() => setSame(undefined)}
        />
      )}
    </section>
  );
};
