import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ProfileKind } from '../contract/channels';

/** What the launcher hands to the program, as `--name=value`. */
export type Options = {
  readonly profile: string;
  /** Whether the folder was named, or is the default one. */
  readonly profileNamed: boolean;
  readonly kind: ProfileKind | undefined;
  readonly prescriptions: string | undefined;
  /** A training Spine that runs by itself. */
  readonly spine: { readonly url: string; readonly token: string } | undefined;
  /** Lets a live profile open on a runtime older than the pinned one; the screen then says so. */
  readonly allowOlderRuntime: boolean;
  /** A test answers the dialogs for files: where to save, and which folder to open from. Training only. */
  readonly answerSave: string | undefined;
  readonly answerOpen: string | undefined;
  /** How many times faster than the clock the watch of a training profile goes. */
  readonly watchPace: number;
  /** A test's switch: plain http to this computer is spoken; the screen then says so. */
  readonly allowLoopback: boolean;
  /** A test's browser: addresses to be opened are posted there instead. On this computer only. */
  readonly browserHook: string | undefined;
  /** Shows the choice of kinds before any profile is opened; the packaged program does where none is named. */
  readonly choose: boolean;
};

const kinds: readonly string[] = ['training', 'live', 'companion'] satisfies readonly ProfileKind[];
const isKind = (value: string): value is ProfileKind => kinds.includes(value);

const dataHome = (): string =>
  process.platform === 'win32'
    ? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
    : (process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'));

/** [PRF-3] Where the data of each kind lives unless `--profile` says otherwise: never in one folder. */
export const defaultFolder = (kind: ProfileKind | 'chooser'): string => join(dataHome(), 'Holdfast', kind);

const loopback = /^http:\/\/127\.0\.0\.1:\d+$/;

const paceOf = (text: string | undefined): number => {
  const pace = Number(text ?? 1);
  return pace >= 1 && pace <= 10_000 ? pace : 1;
};

export const readOptions = (argv: readonly string[], packaged = false): Options => {
  const given = new Map<string, string>();
  for (const argument of argv) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1] !== undefined) given.set(match[1], match[2] ?? '');
  }
  const kind = given.get('kind') ?? '';
  const url = given.get('spine') ?? '';
  const folder = (name: string): string | undefined => {
    const value = given.get(name);
    return value ? resolve(value) : undefined;
  };
  const hook = given.get('browser-hook') ?? '';
  const allowLoopback = given.has('allow-loopback');
  return {
    profile: resolve(given.get('profile') || defaultFolder(isKind(kind) ? kind : 'training')),
    profileNamed: Boolean(given.get('profile')),
    kind: isKind(kind) ? kind : undefined,
    prescriptions: folder('prescriptions'),
    spine: loopback.test(url) ? { url, token: given.get('spine-token') ?? '' } : undefined,
    allowOlderRuntime: given.has('allow-older-runtime'),
    answerSave: folder('answer-save'),
    answerOpen: folder('answer-open'),
    watchPace: paceOf(given.get('watch-pace')),
    allowLoopback,
    browserHook: allowLoopback && loopback.test(hook) ? hook : undefined,
    choose: given.has('choose') || (packaged && !given.get('profile') && !isKind(kind)),
  };
};
