import type { ProfileInfo, StartState } from '../contract/channels';
import type { DrillSettings } from '../drill/folder';
import { scenarioOf } from '../training/drills/scenarios';
import type { Options } from './options';
import type { OpenProfile, Profile } from './profile';
import { stopped } from './stops';

declare const HOLDFAST_VERSION: string;
declare const PINNED_ELECTRON_MAJOR: number;

/** What runs here. */
export const runtime = {
  version: process.versions.electron,
  older: Number(process.versions.electron.split('.')[0]) < PINNED_ELECTRON_MAJOR,
};

/** What every screen may know of an open profile. */
export const infoOf = (
  profile: Profile,
  drill: DrillSettings | undefined,
  { allowLoopback: loopback }: Options,
): ProfileInfo => ({
  kind: profile.kind,
  folder: profile.folder,
  appVersion: HOLDFAST_VERSION,
  runtime,
  terminal: profile.terminal,
  loopback,
  drill: drill ? (scenarioOf(drill.scenario)?.title ?? '') : '',
});

/** Why a profile may not even begin to open. */
export const refusalOf = (opened: OpenProfile, options: Options): StartState | undefined => {
  switch (opened.kind) {
    case 'other-kind':
      return stopped.otherKind(opened.is, options.kind ?? 'training');
    case 'newer':
      return stopped.newer('profile.json');
    case 'damaged':
      return stopped.profileDamaged(opened.detail);
    case 'unusable':
      return stopped.unreadable(opened.detail);
    case 'ok':
      return runtime.older && opened.profile.kind !== 'training' && !options.allowOlderRuntime
        ? stopped.olderRuntime(process.versions.electron)
        : undefined;
  }
};
