import { basename, join } from 'node:path';
import type { ProfileInfo, StartState } from '../contract/channels';
import { deriveKeys, type DerivedKeys } from '../keys/derive';
import {
  createWithPassphrase,
  openKeys,
  unlockWithCode,
  unlockWithPassphrase,
  type Keychain,
  type KeyState,
} from '../keys/key-store';
import { realDisk } from '../journal/disk';
import type { Journal } from '../journal/journal';
import { openJournal } from '../journal/open-journal';
import { salvageJournal } from '../journal/salvage';
import { stopped } from './stops';
import type { Profile } from './profile';

/** What an open profile gives to the rest of main. */
export type Opened = { readonly journal: Journal; readonly keys: DerivedKeys };

type Parts = {
  readonly profile: Profile;
  readonly info: ProfileInfo;
  readonly keychain: Keychain | undefined;
  readonly now: () => number;
  /** Called once, when the journal is open; answers with what a person should know. */
  readonly onOpen: (opened: Opened) => Promise<readonly string[]>;
  /** Called before a saved journal opens: what was made from the damaged one must go. */
  readonly onSalvaged: () => Promise<void>;
};

const minPassphrase = 12;
const createdSentence = (kind: string): string =>
  `This computer has no keychain that can be trusted, so the ${kind} profile is protected by a passphrase. It is asked for at each start.`;

const damageSentence =
  'Part of the journal of this pharmacy is damaged, so Holdfast has stopped. Nothing was changed.';

/** The way from a folder to an open journal, with the person's part in it. */
export class Start {
  readonly #parts: Parts;
  #state: StartState = { kind: 'opening' };
  #created: Extract<KeyState, { kind: 'created' }> | undefined;
  /** The key of a journal that is damaged, for saving what can be read. */
  #damaged: Uint8Array | undefined;
  #opened: Uint8Array | undefined;
  #failed = 0;
  #mayTryAt = 0;
  #busy: Promise<StartState> | undefined;
  #begun: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get state(): StartState {
    return this.#state;
  }

  /** As far as it goes without a person. */
  begin(): Promise<StartState> {
    const { profile, keychain } = this.#parts;
    const met = openKeys(profile.folder, profile.kind === 'training', keychain).then((keys) =>
      this.#meet(keys),
    );
    this.#begun = met;
    return met;
  }

  /** The state as it is now, once it is known how far it goes without a person. */
  async begun(): Promise<StartState> {
    await this.#begun;
    return this.#state;
  }

  /** [KEY-4] A passphrase typed at the start. */
  unlock(passphrase: string): Promise<StartState> {
    return this.#once(() =>
      this.#try(
        () => unlockWithPassphrase(this.#parts.profile.folder, passphrase),
        'That is not the passphrase of this profile.',
      ),
    );
  }

  unlockWithCode(code: string): Promise<StartState> {
    return this.#once(() =>
      this.#try(
        () => unlockWithCode(this.#parts.profile.folder, code),
        'That is not the recovery code of this profile.',
      ),
    );
  }

  choosePassphrase(passphrase: string): Promise<StartState> {
    return this.#once(async () => {
      if (this.#state.kind !== 'choose-passphrase') return this.#state;
      if (passphrase.length < minPassphrase) {
        this.#state = {
          ...this.#state,
          sentence: `A passphrase needs at least ${minPassphrase} characters; three or four words are easy to type.`,
        };
        return this.#state;
      }
      return this.#meet(await createWithPassphrase(this.#parts.profile.folder, passphrase));
    });
  }

  /** The person says that the recovery code is written down: they type it once. */
  codeKept(): Promise<StartState> {
    return this.#once(async () => {
      if (this.#state.kind !== 'show-recovery-code') return this.#state;
      return (this.#state = { kind: 'prove-recovery-code', profile: this.#parts.info, sentence: '' });
    });
  }

  /** [KEY-6] What was written down must open the profile before anything is put into it. */
  proveCode(code: string): Promise<StartState> {
    return this.#once(async () => {
      const created = this.#created;
      if (this.#state.kind !== 'prove-recovery-code' || !created) return this.#state;
      const opened = await unlockWithCode(this.#parts.profile.folder, code);
      if (opened === undefined)
        return (this.#state = {
          ...this.#state,
          sentence:
            'That is not the code that was shown. Look at the paper again, or have it shown once more.',
        });
      this.#created = undefined;
      return this.#open(opened);
    });
  }

  /** Until it is proved, the code can be shown again. */
  showCodeAgain(): Promise<StartState> {
    return this.#once(async () => {
      if (this.#state.kind !== 'prove-recovery-code' || !this.#created) return this.#state;
      const { code } = this.#created;
      return (this.#state = { kind: 'show-recovery-code', profile: this.#parts.info, code });
    });
  }

  /** [JRN-3] Damage that was found after the opening: the screen begins again and says so. */
  foundDamage(detail: string): void {
    this.#damaged = this.#opened;
    this.#state = stopped.journalDamaged(damageSentence, detail, this.#journalFolder);
  }

  /** [JRN-10] Asked for by a person: a new journal with every entry up to the damage. */
  salvage(): Promise<StartState> {
    return this.#once(async () => {
      const dataKey = this.#damaged;
      if (!dataKey) return this.#state;
      this.#damaged = undefined;
      const keepAs = `${this.#journalFolder}-damaged-${this.#parts.now()}`;
      const saved = await salvageJournal(
        realDisk,
        this.#journalFolder,
        deriveKeys(dataKey).journal,
        keepAs,
      ).catch((failure: unknown) => String(failure));
      if (typeof saved === 'string') return (this.#state = stopped.unreadable(saved));
      await this.#parts.onSalvaged();
      return this.#open(dataKey, [
        `${saved} entries of the journal were saved; what came after the damage is missing. The damaged folder is kept as ${basename(keepAs)}. Compare the scripts here with the shelf and with EPS before work goes on.`,
      ]);
    });
  }

  /** One step at a time: a double click must not open a journal twice. */
  #once(step: () => Promise<StartState>): Promise<StartState> {
    this.#busy ??= step().finally(() => {
      this.#busy = undefined;
    });
    return this.#busy;
  }

  async #try(unlock: () => Promise<Uint8Array | undefined>, wrong: string): Promise<StartState> {
    if (this.#state.kind !== 'needs-passphrase') return this.#state;
    const waitMs = this.#mayTryAt - this.#parts.now();
    if (waitMs > 0) return (this.#state = { ...this.#state, waitMs });
    const dataKey = await unlock();
    if (dataKey) return this.#open(dataKey);
    this.#failed += 1;
    const pauseMs = this.#failed < 3 ? 0 : Math.min(300_000, 5_000 * 2 ** (this.#failed - 3));
    this.#mayTryAt = this.#parts.now() + pauseMs;
    this.#state = { kind: 'needs-passphrase', profile: this.#parts.info, waitMs: pauseMs, sentence: wrong };
    return this.#state;
  }

  async #meet(keys: KeyState): Promise<StartState> {
    const { info } = this.#parts;
    switch (keys.kind) {
      case 'open':
        return this.#open(keys.dataKey);
      case 'created':
        this.#created = keys;
        return (this.#state = { kind: 'show-recovery-code', profile: info, code: keys.code });
      case 'choose-passphrase':
        return (this.#state = {
          kind: 'choose-passphrase',
          profile: info,
          sentence: createdSentence(info.kind),
        });
      case 'needs-passphrase':
      case 'needs-code':
        return (this.#state = {
          kind: 'needs-passphrase',
          profile: info,
          waitMs: 0,
          sentence:
            keys.kind === 'needs-code'
              ? 'The keychain of this computer does not open this profile any more. Type its recovery code.'
              : '',
        });
      case 'damaged':
        return (this.#state = stopped.keysDamaged(info.folder));
      case 'newer':
        return (this.#state = stopped.newer('keys.json'));
    }
  }

  get #journalFolder(): string {
    return join(this.#parts.profile.folder, 'journal');
  }

  async #open(dataKey: Uint8Array, notices: readonly string[] = []): Promise<StartState> {
    const { info, profile, onOpen } = this.#parts;
    const keys = deriveKeys(dataKey);
    const folder = this.#journalFolder;
    const result = await openJournal({ folder, key: keys.journal, terminal: profile.terminal }).catch(
      (failure: unknown) => ({
        kind: 'unreadable' as const,
        detail: String(failure),
      }),
    );
    switch (result.kind) {
      case 'open':
        this.#opened = dataKey;
        return (this.#state = {
          kind: 'ready',
          profile: info,
          notices: [...notices, ...result.notices, ...(await onOpen({ journal: result.journal, keys }))],
        });
      case 'damaged':
        this.#damaged = dataKey;
        return (this.#state = stopped.journalDamaged(result.sentence, result.detail, folder));
      case 'wrong-key':
        return (this.#state = stopped.wrongKey(folder));
      case 'newer-format':
        return (this.#state = stopped.newer(`journal format ${result.version}`));
      case 'in-use':
        return (this.#state = stopped.inUse(info.folder));
      case 'unreadable':
        return (this.#state = stopped.unreadable(result.detail));
    }
  }
}
