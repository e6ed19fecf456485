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

export const readOptions = (argv: readonly string[]): Options => {
  const given = new Map<string, string>();
  for (const argument of argv) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1] !== undefined) given.set(match[1], match[2] ?? '');
  }
  const kind = given.get('kind') ?? '';
  const url = given.get('spine') ?? '';
  const prescriptions = given.get('prescriptions');
  return {
    profile: resolve(given.get('profile') || defaultProfile()),
    kind: isKind(kind) ? kind : undefined,
    prescriptions: prescriptions ? resolve(prescriptions) : undefined,
    spine: loopback.test(url) ? { url, token: given.get('spine-token') ?? '' } : undefined,
    allowOlderRuntime: given.has('allow-older-runtime'),
  };
};
