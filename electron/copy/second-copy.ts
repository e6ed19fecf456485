import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { CopyPlaceReply, CopyTrouble, KeepCopyReply, SecondCopyState } from '../contract/copy';
import { readLastBackUp } from '../files/back-up';
import { besides } from '../files/besides';
import type { FileDialogs } from '../files/dialogs';
import { markCopy, readMark, readPutBack } from '../files/put-back';
import { refused } from '../files/refused';
import type { Disk } from '../journal/disk';
import type { Journal } from '../journal/journal';
import { within } from '../system/deadline';
import type { DeviceFile } from '../system/device-file';
import { bringOn } from './bring-on';
import { lookAtPlace, makePlace } from './place';
import { notOurs, whyAway, whyNotKept } from './troubles';

/** Where it is kept and how far it has come; `folder` is null once it is kept no more. Stored: do not rename. */
export const keptSchema = z.strictObject({
  folder: z.string().nullable(),
  wholeAt: z.number(),
  lastSeq: z.number().int().nonnegative(),
});
type Kept = z.output<typeof keptSchema> & { readonly folder: string };

type Parts = {
  readonly profile: string;
  readonly journal: Pick<Journal, 'files' | 'lastSeq'>;
  readonly disk: Disk;
  readonly setting: DeviceFile<z.output<typeof keptSchema>>;
  readonly dialogs: Pick<FileDialogs, 'askFolder'>;
  readonly now: () => number;
  /** [CPY-5] The copy has entries up to `known`, which this journal lacks. */
  readonly ahead: (known: number, folder: string) => void;
};

/** A program that ends waits so long for the last entries to be copied. */
const atEndMs = 5_000;

/** A second copy of the profile, on another disk, that goes on by itself (SPEC.md, CPY-n). */
export class SecondCopy {
  readonly #parts: Parts;
  #kept: Kept | undefined;
  /** What a person chose and has not confirmed. */
  #offered: string | undefined;
  #trouble: CopyTrouble | undefined;
  #progress: { readonly done: number; readonly all: number } | undefined;
  #looking: Promise<void> | undefined;
  /** Nothing is known of what lies there until it was looked at once. */
  #looked = false;
  #settled = new Set<string>();
  #beside = new Map<string, Buffer>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Where it was kept when the program ended. */
  async load(): Promise<void> {
    const last = await this.#parts.setting.load();
    if (last && last.folder !== null) this.#kept = { ...last, folder: last.folder };
  }

  /** [CPY-2] Copies what is new. To be called again and again; one look at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async ask(): Promise<CopyPlaceReply> {
    const chosen = await this.#parts.dialogs.askFolder();
    if (chosen === undefined) return { kind: 'cancelled' };
    const reply = await lookAtPlace(this.#parts.profile, chosen);
    this.#offered = reply.kind === 'chosen' ? chosen : undefined;
    return reply;
  }

  /** [CPY-1] From now on there; what lies where it was kept before stays. */
  async keepIn(chosen: string): Promise<KeepCopyReply> {
    if (chosen !== this.#offered) return refused('That folder was not chosen here.', 'Choose it again.');
    this.#offered = undefined;
    const now = this.#parts.now();
    try {
      await this.#goTo(await makePlace(chosen, now), now);
    } catch (failure) {
      return whyNotKept(failure);
    }
    void this.look();
    return { kind: 'kept' };
  }

  async stop(): Promise<void> {
    await this.#parts.setting.save({ folder: null, wholeAt: 0, lastSeq: 0 });
    this.#kept = undefined;
    this.#begunAnew();
  }

  async state(): Promise<SecondCopyState> {
    const { profile, journal } = this.#parts;
    if (!this.#kept) {
      const [last, made] = [await readLastBackUp(profile), await stat(join(profile, 'profile.json'))];
      return { kind: 'none', aloneSince: last?.at ?? made.mtimeMs };
    }
    return {
      kind: 'kept',
      ...this.#kept,
      waiting: Math.max(0, journal.lastSeq - this.#kept.lastSeq),
      trouble: this.#trouble ?? null,
      progress: this.#progress ?? null,
    };
  }

  /** [CPY-2] What was confirmed last is copied before the program ends, if that can be done soon. */
  async end(): Promise<void> {
    await within(
      atEndMs,
      (async () => {
        await this.#looking;
        if (this.#trouble?.kind !== 'apart') await this.look();
      })(),
    );
    this.#kept = undefined;
  }

  async #goTo(folder: string, now: number): Promise<void> {
    const kept = { folder, wholeAt: now, lastSeq: 0 };
    await this.#parts.setting.save(kept);
    this.#kept = kept;
    this.#begunAnew();
  }

  #begunAnew(): void {
    this.#trouble = undefined;
    this.#looked = false;
    this.#settled = new Set();
    this.#beside = new Map();
  }

  async #look(): Promise<void> {
    const kept = this.#kept;
    if (!kept) return;
    if (this.#looked && !this.#trouble && kept.lastSeq === this.#parts.journal.lastSeq) return;
    const trouble = await this.#copy(kept).catch(whyAway);
    this.#progress = undefined;
    // Another place was chosen meanwhile.
    if (this.#kept?.folder !== kept.folder) return this.#look();
    this.#looked = true;
    this.#trouble = trouble;
  }

  async #copy(kept: Kept): Promise<CopyTrouble | undefined> {
    const { disk, journal, setting, now } = this.#parts;
    const folder = join(kept.folder, 'journal');
    const at = now();
    const { files, lastSeq } = journal.files();
    await this.#copyBesides(kept.folder);
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const onBytes = (count: number): void => {
      this.#progress = { done: (this.#progress?.done ?? 0) + count, all };
    };
    if (!(await bringOn({ disk, files, folder, settled: this.#settled, onBytes })))
      return this.#apart(kept, lastSeq);
    // [CPY-3] The note comes last: it never names an entry that is not there.
    await markCopy(folder, { at, lastSeq });
    if (this.#kept !== kept) return undefined;
    const whole = { ...kept, wholeAt: at, lastSeq };
    this.#kept = whole;
    await setting.save(whole);
    return undefined;
  }

  async #copyBesides(to: string): Promise<void> {
    const { profile, disk } = this.#parts;
    for (const name of await besides(profile)) {
      const ours = await readFile(join(profile, name));
      if (this.#beside.get(name)?.equals(ours)) continue;
      await disk.writeAll(join(to, name), ours);
      this.#beside.set(name, ours);
    }
  }

  /** [CPY-3] [CPY-5] What lies there is something else; of a journal that was put back knowingly a new copy is begun. */
  async #apart(kept: Kept, lastSeq: number): Promise<CopyTrouble | undefined> {
    const { profile, now, ahead } = this.#parts;
    if ((await readPutBack(profile)).before) {
      await this.#goTo(await makePlace(dirname(kept.folder), now()), now());
      return undefined;
    }
    const known = (await readMark(join(kept.folder, 'journal')))?.lastSeq ?? 0;
    if (known > lastSeq) ahead(known, kept.folder);
    return notOurs;
  }
}
