import { basename, join } from 'node:path';
import type { ProfileInfo, StartState } from '../contract/channels';
import type { ChangePassphraseReply, Renewal } from '../contract/keys';
import { deriveKeys, type DerivedKeys } from '../keys/derive';
import {
  keepKeys,
  makeWithPassphrase,
  openKeys,
  unlockWithCode,
  unlockWithPassphrase,
  type KeyState,
  type NewKeys,
} from '../keys/key-store';
import type { Keychain } from '../keys/locks';
import { NotReady } from '../ipc/router';
import { realDisk } from '../journal/disk';
import type { Journal } from '../journal/journal';
import { openJournal } from '../journal/open-journal';
import { salvageJournal } from '../journal/salvage';
import { markCopy, putBackWords, readPutBack, takePutBack, type PutBack } from '../files/put-back';
import { notOpened, notServed } from './not-opened';
import { stopped } from './stops';
import type { Profile } from './profile';
import { changePassphrase, notProtected, renewLock, tooManyTries, unfit, wrongPassphrase } from './renewal';
import { createdSentence, notOurCode, notTheCode } from './key-words';
import { Tries } from './tries';

/** What an open profile gives to the rest of main. */
export type Opened = { readonly journal: Journal; readonly keys: DerivedKeys };

type Parts = {
  readonly profile: Profile;
  readonly info: ProfileInfo;
  readonly keychain: Keychain | undefined;
  readonly now: () => number;
  /** Called once, when the journal is open; answers with what a person should know. */
  readonly onOpen: (opened: Opened) => Promise<readonly string[]>;
  /** Called before a journal opens that was saved or put back: what was made from the one before must go. */
  readonly onOtherJournal: () => Promise<void>;
};

type RenewLock = Extract<StartState, { kind: 'renew-lock' }>;

/** A state as the screen has it, with what only main holds meanwhile. */
type Stage =
  | { readonly kind: 'plain'; readonly state: StartState }
  /** Until the person has proved that it is written down. */
  | { readonly kind: 'code-unproved'; readonly state: StartState; readonly keys: NewKeys }
  | { readonly kind: 'open'; readonly state: StartState; readonly dataKey: Uint8Array }
  /** Open by its recovery code: before somebody works in it they say what is to open it from now on. */
  | {
      readonly kind: 'renewing';
      readonly state: RenewLock;
      readonly dataKey: Uint8Array;
      readonly ready: StartState;
    }
  /** The key is for saving what can be read. */
  | { readonly kind: 'damaged'; readonly state: StartState; readonly dataKey: Uint8Array };

/** The way from a folder to an open journal, with the person's part in it. */
export class Start {
  readonly #parts: Parts;
  #stage: Stage = { kind: 'plain', state: { kind: 'opening' } };
  readonly #tries: Tries;
  #byCode = false;
  #changing: Promise<unknown> = Promise.resolve();
  #busy: Promise<StartState> | undefined;
  #begun: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#tries = new Tries(parts.now);
  }

  get state(): StartState {
    return this.#stage.state;
  }

  #enter(stage: Stage): StartState {
    this.#stage = stage;
    return stage.state;
  }

  #show(state: StartState): StartState {
    return this.#enter({ kind: 'plain', state });
  }

  /** As far as it goes without a person. */
  begin(): Promise<StartState> {
    const { profile, keychain } = this.#parts;
    const met = openKeys(profile.folder, profile.kind === 'training', keychain).then(
      (keys) => this.#meet(keys),
      (failure: unknown) => this.#show(stopped.unreadable(String(failure))),
    );
    this.#begun = met;
    return met;
  }

  /** The state as it is now, once it is known how far it goes without a person. */
  async begun(): Promise<StartState> {
    await this.#begun;
    return this.state;
  }

  /** [KEY-4] A passphrase typed at the start. */
  unlock(passphrase: string): Promise<StartState> {
    return this.#once(() =>
      this.#try(() => unlockWithPassphrase(this.#parts.profile.folder, passphrase), wrongPassphrase),
    );
  }

  unlockWithCode(code: string): Promise<StartState> {
    return this.#once(() =>
      this.#try(async () => {
        const dataKey = await unlockWithCode(this.#parts.profile.folder, code);
        this.#byCode = dataKey !== undefined;
        return dataKey;
      }, notOurCode),
    );
  }

  choosePassphrase(passphrase: string): Promise<StartState> {
    return this.#once(async () => {
      const { state } = this;
      if (state.kind !== 'choose-passphrase') return state;
      const wrong = unfit(passphrase);
      if (wrong) return this.#show({ ...state, refusal: `${wrong.sentence} ${wrong.next}` });
      return this.#meet(await makeWithPassphrase(passphrase));
    });
  }

  /** [KEY-7] What is to open it from now on, after the recovery code has. */
  renew(how: Renewal): Promise<StartState> {
    return this.#once(async () => {
      const stage = this.#stage;
      if (stage.kind !== 'renewing') return stage.state;
      const { state, dataKey, ready } = stage;
      const { profile, keychain } = this.#parts;
      const { folder } = profile;
      const refusal = how.by === 'nothing' ? undefined : await renewLock(how, { folder, dataKey, keychain });
      // Damage may have been found meanwhile: nothing is open any more.
      if (this.#stage !== stage) return this.state;
      return refusal
        ? this.#enter({ ...stage, state: { ...state, ...refusal } })
        : this.#enter({ kind: 'open', state: ready, dataKey });
    });
  }

  /** [KEY-9] Asked for by somebody who may, in the open profile. */
  changePassphrase(typed: {
    readonly present: string;
    readonly next: string;
  }): Promise<ChangePassphraseReply> {
    const stage = this.#stage;
    if (stage.kind !== 'open') throw new NotReady('No profile is open.');
    const { folder } = this.#parts.profile;
    const change = () => changePassphrase({ folder, dataKey: stage.dataKey, tries: this.#tries, ...typed });
    // One after the other: two would write the same file.
    const changed = this.#changing.then(change, change);
    this.#changing = changed;
    return changed;
  }

  /** The person says that the recovery code is written down: they type it once. */
  codeKept(): Promise<StartState> {
    return this.#once(async () => {
      const stage = this.#stage;
      if (stage.kind !== 'code-unproved' || stage.state.kind !== 'show-recovery-code') return stage.state;
      const { profile } = stage.state;
      return this.#enter({ ...stage, state: { kind: 'prove-recovery-code', profile, sentence: '' } });
    });
  }

  /** [KEY-6] What was written down must open the profile before anything is put into it. */
  proveCode(code: string): Promise<StartState> {
    return this.#once(async () => {
      const stage = this.#stage;
      if (stage.kind !== 'code-unproved' || stage.state.kind !== 'prove-recovery-code') return stage.state;
      const { folder } = this.#parts.profile;
      const { state } = stage;
      const kept = await keepKeys(folder, stage.keys, code).then(
        (dataKey) => dataKey ?? notTheCode,
        () => notProtected(folder),
      );
      return typeof kept === 'string'
        ? this.#enter({ ...stage, state: { ...state, sentence: kept } })
        : this.#open(kept);
    });
  }

  /** Until it is proved, the code can be shown again. */
  showCodeAgain(): Promise<StartState> {
    return this.#once(async () => {
      const stage = this.#stage;
      if (stage.kind !== 'code-unproved' || stage.state.kind !== 'prove-recovery-code') return stage.state;
      return this.#showCode(stage.keys);
    });
  }

  /** [JRN-3] Damage that was found after the opening: the screen begins again and says so. */
  foundDamage(detail: string): void {
    this.#stopOpen(stopped.damageFound(detail, this.#journalFolder));
  }

  /** [STO-15] [CPY-5] The index, or the second copy that lies in `copy`, knows entries that the journal lacks. */
  foundShorter(lastSeq: number, known: number, copy?: string): void {
    const state = copy === undefined ? stopped.journalShorter : stopped.copyAhead;
    this.#stopOpen(state(lastSeq, known, copy ?? this.#journalFolder));
  }

  #stopOpen(state: StartState): void {
    const stage = this.#stage;
    if (stage.kind === 'open' || stage.kind === 'renewing')
      this.#stage = { kind: 'damaged', state, dataKey: stage.dataKey };
  }

  /** [JRN-10] Asked for by a person: a new journal with every entry up to the damage. */
  salvage(): Promise<StartState> {
    return this.#once(async () => {
      const stage = this.#stage;
      if (stage.kind !== 'damaged') return stage.state;
      const { dataKey } = stage;
      // Once only, whatever comes of it.
      this.#show(stage.state);
      const folder = this.#journalFolder;
      const now = this.#parts.now();
      const keepAs = `${folder}-damaged-${now}`;
      const kept = basename(keepAs);
      const failed = await salvageJournal(
        realDisk,
        folder,
        deriveKeys(dataKey).journal,
        keepAs,
        (to, { entries, lastAt = now }) => markCopy(to, { at: lastAt, lastSeq: entries, kept }),
      ).then(
        () => undefined,
        (failure: unknown) => String(failure),
      );
      return failed === undefined ? this.#open(dataKey) : this.#show(stopped.unreadable(failed));
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
    const { state } = this;
    if (state.kind !== 'needs-passphrase') return state;
    const tries = this.#tries;
    if (tries.waitMs > 0) return this.#show({ ...state, waitMs: tries.waitMs, sentence: tooManyTries });
    const dataKey = await unlock();
    tries.count(dataKey !== undefined);
    return dataKey ? this.#open(dataKey) : this.#show({ ...state, waitMs: tries.waitMs, sentence: wrong });
  }

  #showCode(keys: NewKeys): StartState {
    const { info } = this.#parts;
    return this.#enter({
      kind: 'code-unproved',
      state: { kind: 'show-recovery-code', profile: info, code: keys.code },
      keys,
    });
  }

  async #meet(keys: KeyState): Promise<StartState> {
    const { info } = this.#parts;
    switch (keys.kind) {
      case 'open':
        return this.#open(keys.dataKey);
      case 'created':
        return this.#showCode(keys);
      case 'choose-passphrase':
        return this.#show({
          kind: 'choose-passphrase',
          profile: info,
          sentence: createdSentence(info.kind),
        });
      case 'needs-passphrase':
      case 'needs-code':
        return this.#show({
          kind: 'needs-passphrase',
          profile: info,
          codeOnly: keys.kind === 'needs-code',
          waitMs: 0,
          sentence:
            keys.kind === 'needs-code'
              ? 'The keychain of this computer does not open this profile any more.'
              : '',
        });
      case 'damaged':
        return this.#show(stopped.keysDamaged(info.folder));
      case 'missing':
        return this.#show(stopped.keysMissing(info.folder));
      case 'newer':
        return this.#show(stopped.newer('keys.json'));
    }
  }

  get #journalFolder(): string {
    return join(this.#parts.profile.folder, 'journal');
  }

  async #open(dataKey: Uint8Array): Promise<StartState> {
    const { info, profile, onOpen } = this.#parts;
    const keys = deriveKeys(dataKey);
    const folder = this.#journalFolder;
    const marks = await readPutBack(profile.folder);
    const result = await openJournal({
      folder,
      key: keys.journal,
      terminal: profile.terminal,
      owner: profile.kind,
      oneCopy: true,
      headFile: `${folder}.head`,
      lastOfCopy: marks.marked?.lastSeq,
    }).catch((failure: unknown) => ({ kind: 'unreadable' as const, detail: String(failure) }));
    if (result.kind === 'open') {
      const { journal, notices } = result;
      const ready = { kind: 'ready' as const, profile: info, mustRead: await this.#putBack(marks) };
      try {
        const more = await onOpen({ journal, keys });
        return this.#enterOpen(dataKey, { ...ready, notices: [...notices, ...more] });
      } catch (failure) {
        await journal.close();
        return this.#show(notServed(failure, info.folder));
      }
    }
    const state = notOpened(result, info, folder);
    return state.salvage ? this.#enter({ kind: 'damaged', dataKey, state }) : this.#show(state);
  }

  /** [KEY-7] Whoever had to open it by its recovery code is asked what is to open it from now on. */
  #enterOpen(dataKey: Uint8Array, ready: StartState): StartState {
    if (!this.#byCode) return this.#enter({ kind: 'open', state: ready, dataKey });
    const { info, keychain } = this.#parts;
    const state: RenewLock = {
      kind: 'renew-lock',
      profile: info,
      keychain: keychain !== undefined,
      refusal: '',
    };
    return this.#enter({ kind: 'renewing', state, dataKey, ready });
  }

  /** [FIL-7] What a journal lacks that was put back from a backup. */
  async #putBack(marks: PutBack): Promise<readonly string[]> {
    const { profile, onOtherJournal } = this.#parts;
    const from = await takePutBack(profile.folder, marks, onOtherJournal);
    return from ? putBackWords(from) : [];
  }
}
