import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileKind, StartState } from '../contract/channels';
import { defaultFolder, type Options } from './options';
import { stopped } from './stops';

type Choosing = Extract<StartState, { kind: 'choose' }>;
type Runtime = { readonly version: string; readonly older: boolean };

const kinds: readonly ProfileKind[] = ['training', 'companion', 'live'];
const holdsProfile = (folder: string): boolean => existsSync(join(folder, 'profile.json'));

/** [PRF-3] A kind's own folder; the one that was named, if nothing is in it yet. */
const folderFor = (kind: ProfileKind, options: Options): string =>
  options.profileNamed && !holdsProfile(options.profile) ? options.profile : defaultFolder(kind);

/** What can be chosen on this computer, and why something cannot. */
export const choicesOf = (options: Options, runtime: Runtime): Choosing => ({
  kind: 'choose',
  choices: kinds.map((kind) => {
    const folder = folderFor(kind, options);
    const refused =
      kind !== 'training' && runtime.older && !options.allowOlderRuntime
        ? stopped.olderRuntime(runtime.version)
        : undefined;
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

const passedOn = (options: Options): readonly string[] => [
  ...(options.allowOlderRuntime ? ['--allow-older-runtime'] : []),
  ...(options.allowLoopback ? ['--allow-loopback'] : []),
  ...(options.browserHook === undefined ? [] : [`--browser-hook=${options.browserHook}`]),
];

/** The options with which the chosen kind is opened. */
export const optionsFor = (kind: ProfileKind, options: Options): readonly string[] => [
  `--kind=${kind}`,
  `--profile=${folderFor(kind, options)}`,
  ...passedOn(options),
];

/** The options with which the training profile in this folder is opened: the pharmacy's, or a drill's. */
export const optionsForTraining = (folder: string, options: Options): readonly string[] => [
  '--kind=training',
  `--profile=${folder}`,
  ...passedOn(options),
];

/** The options with which the choice is shown. */
export const optionsToChoose = (options: Options): readonly string[] => ['--choose', ...passedOn(options)];
