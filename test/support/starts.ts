import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileInfo, StartState } from '../../electron/contract/channels';
import type { Journal } from '../../electron/journal/journal';
import type { Keychain } from '../../electron/keys/locks';
import { openProfile } from '../../electron/system/profile';
import { Start } from '../../electron/system/start';
import { removeFolder, temporaryFolder } from './folder';

/** A live profile in a folder of its own, started again and again. */
export class Starts {
  readonly folder: string;
  readonly clock = { at: 0 };
  /** What follows once the journal is open. */
  serve: () => Promise<readonly string[]> = async () => [];
  readonly #journals: Journal[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<Starts> {
    return new Starts(await temporaryFolder());
  }

  /** A start of the program; of the one before nothing is open any more. */
  async start(keychain?: Keychain): Promise<Start> {
    await this.close();
    const { folder, clock } = this;
    const opened = await openProfile(folder, 'live');
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    const runtime = { version: '45', older: false };
    const about = { appVersion: '0', runtime, terminal: 'T', loopback: false, drill: '' };
    const info: ProfileInfo = { kind: 'live', folder, ...about };
    return new Start({
      profile: opened.profile,
      info,
      keychain,
      now: () => clock.at,
      onOpen: async ({ journal }) => {
        this.#journals.push(journal);
        return this.serve();
      },
      onOtherJournal: async () => undefined,
    });
  }

  get keysPath(): string {
    return join(this.folder, 'keys.json');
  }

  async keys(): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(this.keysPath, 'utf8')) as Record<string, unknown>; // looked at, not used
  }

  /** What a fresh start makes of a passphrase. */
  async unlock(passphrase: string): Promise<StartState> {
    const start = await this.start();
    await start.begin();
    return start.unlock(passphrase);
  }

  async close(): Promise<void> {
    for (const journal of this.#journals.splice(0)) await journal.close();
  }

  async end(): Promise<void> {
    await this.close();
    await removeFolder(this.folder);
  }
}

/** A keychain that gives back what it took, until it is emptied. */
export const aKeychain = (): Keychain & { readonly empty: () => void } => {
  const kept = new Map<string, string>();
  let next = 0;
  return {
    seal: (secret) => {
      next += 1;
      kept.set(`sealed ${next}`, secret);
      return Buffer.from(`sealed ${next}`);
    },
    open: (sealed) => {
      const secret = kept.get(sealed.toString());
      if (secret === undefined) throw new Error('not by this keychain');
      return secret;
    },
    empty: () => kept.clear(),
  };
};

/** Takes a new profile through its recovery code, once a passphrase is chosen or a keychain is there. */
export const proveCode = async (start: Start, passphrase?: string): Promise<string> => {
  const met = await start.begin();
  const shown = passphrase === undefined ? met : await start.choosePassphrase(passphrase);
  if (shown.kind !== 'show-recovery-code') throw new Error(shown.kind);
  await start.codeKept();
  const { kind } = await start.proveCode(shown.code);
  if (kind !== 'ready') throw new Error(kind);
  return shown.code;
};
