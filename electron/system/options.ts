import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ProfileKind } from '../contract/channels';

/** What the launcher hands to the program, as `--name=value`. */
export type Options = {
  readonly profile: string;
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
};

const kinds: readonly string[] = ['training', 'live', 'companion'] satisfies readonly ProfileKind[];
const isKind = (value: string): value is ProfileKind => kinds.includes(value);

const dataHome = (): string =>
  process.platform === 'win32'
    ? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
    : (process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'));

/** Where data lives unless `--profile` says otherwise. */
const defaultProfile = (): string => join(dataHome(), 'Holdfast', 'training');

const loopback = /^http:\/\/127\.0\.0\.1:\d+$/;

const paceOf = (text: string | undefined): number => {
  const pace = Number(text ?? 1);
  return pace >= 1 && pace <= 10_000 ? pace : 1;
};

export const readOptions = (argv: readonly string[]): Options => {
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
  return {
    profile: resolve(given.get('profile') || defaultProfile()),
    kind: isKind(kind) ? kind : undefined,
    prescriptions: folder('prescriptions'),
    spine: loopback.test(url) ? { url, token: given.get('spine-token') ?? '' } : undefined,
    allowOlderRuntime: given.has('allow-older-runtime'),
    answerSave: folder('answer-save'),
    answerOpen: folder('answer-open'),
    watchPace: paceOf(given.get('watch-pace')),
  };
};
