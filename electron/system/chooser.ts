import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileKind, StartState } from '../contract/channels';
import type { TakeUpReply } from '../contract/files';
import type { FileDialogs } from '../files/dialogs';
import { takeUp, type TakenUp } from '../files/take-up';
import { defaultFolder, type Options } from './options';
import { openProfile } from './profile';
import { stopped } from './stops';

type Choosing = Extract<StartState, { kind: 'choose' }>;
type Runtime = { readonly version: string; readonly older: boolean };

const kinds: readonly ProfileKind[] = ['training', 'companion', 'live'];
const holdsProfile = (folder: string): boolean => existsSync(join(folder, 'profile.json'));

/** [PRF-3] A kind's own folder; the one that was named, if nothing is in it yet. */
const folderFor = (kind: ProfileKind, options: Options): string =>
  options.profileNamed && !holdsProfile(options.profile) ? options.profile : defaultFolder(kind);

/** Why a kind cannot be opened on this computer; undefined where it can. */
const whyNot = (kind: ProfileKind, options: Options, runtime: Runtime) =>
  kind !== 'training' && runtime.older && !options.allowOlderRuntime
    ? stopped.olderRuntime(runtime.version)
    : undefined;

/** What can be chosen on this computer, and why something cannot. */
export const choicesOf = (options: Options, runtime: Runtime): Choosing => ({
  kind: 'choose',
  choices: kinds.map((kind) => {
    const folder = folderFor(kind, options);
    const refused = whyNot(kind, options, runtime);
    return {
      kind,
      folder,
      exists: holdsProfile(folder),
      refused: refused ? `${refused.sentence} ${refused.next}` : '',
    };
  }),
  switches: [
    ...(options.allowOlderRuntime && runtime.older
      ? [`Test switch: live and companion profiles open on Electron ${runtime.version}.`]
      : []),
  ],
});

/** [FIL-8] A profile of the copy that a person chooses; of which kind it is, if it was made. */
export const takeUpChosen = async (
  dialogs: Pick<FileDialogs, 'askFolder'>,
  options: Options,
  runtime: Runtime,
): Promise<TakenUp | Exclude<TakeUpReply, { kind: 'taken' }>> => {
  const chosen = await dialogs.askFolder();
  if (chosen === undefined) return { kind: 'cancelled' };
  return takeUp({
    chosen,
    kindOf: async (folder) => {
      const opened = await openProfile(folder, undefined);
      return opened.kind === 'ok' ? opened.profile.kind : undefined;
    },
    placeFor: (kind) => {
      const refused = whyNot(kind, options, runtime);
      return refused
        ? { kind: 'refused', sentence: refused.sentence, next: refused.next }
        : { folder: folderFor(kind, options) };
    },
  });
};

const passedOn = (options: Options): readonly string[] => [
  ...(options.allowOlderRuntime ? ['--allow-older-runtime'] : []),
  ...(options.allowLoopback ? ['--allow-loopback'] : []),
  ...(options.browserHook === undefined ? [] : [`--browser-hook=${options.browserHook}`]),
];

/** The options with which the profile in this folder is opened. */
export const optionsForFolder = (kind: ProfileKind, folder: string, options: Options): readonly string[] => [
  `--kind=${kind}`,
  `--profile=${folder}`,
  ...passedOn(options),
];

/** The options with which the chosen kind is opened. */
export const optionsFor = (kind: ProfileKind, options: Options): readonly string[] =>
  optionsForFolder(kind, folderFor(kind, options), options);

/** The options with which the choice is shown. */
export const optionsToChoose = (options: Options): readonly string[] => ['--choose', ...passedOn(options)];
