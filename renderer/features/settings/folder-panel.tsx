import { useCallback } from 'react';
import type { WatchedFolder } from '../../../electron/contract/packs';
import { asInstant, formatDateTime } from '../../domain/kernel/instant';
import { Button, Said, useAsked, useNow } from '../../ui';
import type { Command } from '../../usecases/commands';

export type FolderFiles = {
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly watchedFolder: () => Promise<WatchedFolder | undefined>;
};

type Props = {
  /** As it was chosen. */
  readonly folder: string | undefined;
  readonly files: FolderFiles;
  readonly execute: (command: Command) => void;
};

/** How things stand is asked for this often while somebody looks. */
const everyMs = 5_000;

const timeOf = (ms: number): string => formatDateTime(asInstant(ms));

const State = ({ state }: { readonly state: WatchedFolder }) => {
  switch (state.kind) {
    case 'none':
      return null;
    case 'watched':
      return (
        <p>
          Watched since {timeOf(state.sinceAt)}; last looked at {timeOf(state.lookedAt)}.
        </p>
      );
    case 'unreadable':
      return (
        <Said look="attention">
          It cannot be read since {timeOf(state.sinceAt)}: {state.reason}. Packs that arrive in it are not
          seen. {state.next} It is looked at again every minute, last {timeOf(state.triedAt)}.
        </Said>
      );
  }
};

const none =
  'No folder is watched. If packs arrive in a folder, such as where your mail saves files, choose it here.';
const wordsOf = (folder: string, state: WatchedFolder | undefined): string =>
  state?.kind === 'unreadable'
    ? `The folder is ${folder}.`
    : `Packs that arrive in ${folder} are shown at once.`;

/** [PCK-26] Which folder is watched, and whether it can be read. */
export const FolderPanel = ({ folder, files, execute }: Props) => {
  const now = useNow(everyMs);
  const state = useAsked(
    useCallback(() => files.watchedFolder(), [files]),
    `${folder ?? ''}|${now}`,
  );
  const choose = async (): Promise<void> => {
    const chosen = await files.chooseFolder();
    if (chosen !== undefined) execute({ kind: 'WatchPackFolder', folder: chosen });
  };
  return (
    <>
      <h3>Watched folder</h3>
      <p>{folder === undefined ? none : wordsOf(folder, state)}</p>
      {state && folder !== undefined ? <State state={state} /> : null}
      <div className="hf-actions">
        <Button onPress={() => void choose()}>Choose a folder…</Button>
        {folder === undefined ? null : (
          <Button onPress={() => execute({ kind: 'WatchPackFolder', folder: null })}>Watch none</Button>
        )}
      </div>
    </>
  );
};
