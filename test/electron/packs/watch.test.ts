import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packHandlers } from '../../../electron/packs/handlers';
import { Offers } from '../../../electron/packs/offers';
import type { OpenPacks } from '../../../electron/packs/open-packs';
import { whyUnreadable } from '../../../electron/packs/refusals';
import { ReportedPacks, reportedSchema } from '../../../electron/packs/reported';
import { FolderWatch } from '../../../electron/packs/watch';
import { deviceFile } from '../../../electron/system/device-file';

type Wait = { readonly ms: number; readonly then: () => void };

/** What the watch waits for; a test lets it pass. */
class Waits {
  #pending: Wait | undefined;
  #told: readonly ((wait: Wait) => void)[] = [];

  readonly after = (ms: number, then: () => void): (() => void) => {
    const wait = { ms, then };
    this.#pending = wait;
    for (const tell of this.#told) tell(wait);
    return () => {
      if (this.#pending === wait) this.#pending = undefined;
    };
  };

  get ms(): number | undefined {
    return this.#pending?.ms;
  }

  /** The next wait that is `as` it should be. */
  next(as: (wait: Wait) => boolean = () => true): Promise<void> {
    return new Promise((done) => {
      const tell = (wait: Wait): void => {
        if (!as(wait)) return;
        this.#told = this.#told.filter((one) => one !== tell);
        done();
      };
      this.#told = [...this.#told, tell];
    });
  }

  /** Lets the pending wait pass, until the watch waits again. */
  async pass(): Promise<void> {
    const again = this.next();
    this.#pending?.then();
    await again;
  }
}

let folder: string;
let waits: Waits;
let now: number;
let changes: number;
let found: string[];
let watch: FolderWatch;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-watch-'));
  waits = new Waits();
  now = 1_000;
  changes = 0;
  found = [];
  watch = new FolderWatch({
    found: (path) => found.push(path),
    changed: () => (changes += 1),
    now: () => now,
    after: waits.after,
  });
});
afterEach(() => {
  watch.end();
  rmSync(folder, { recursive: true, force: true });
});

const pack = (name = 'a.epspack'): string => {
  const path = join(folder, name);
  writeFileSync(path, 'x');
  return path;
};

describe('the watched folder', () => {
  it('[PCK-21] packs that lie in it are found once, other files and folders not', async () => {
    const path = pack();
    writeFileSync(join(folder, 'b.txt'), 'x');
    mkdirSync(join(folder, 'c.epspack'));
    expect(await watch.follow(folder)).toBe(true);
    await waits.pass();
    expect(found).toEqual([path]);
    await watch.follow(folder);
    await waits.pass();
    expect(found).toEqual([path]);
  });

  it('[PCK-26] a pack that is still being written is found when it has stayed the same', async () => {
    const path = pack();
    await watch.follow(folder);
    expect([found, waits.ms]).toEqual([[], 1_500]);
    appendFileSync(path, 'y');
    await waits.pass();
    expect([found, waits.ms]).toEqual([[], 1_500]);
    await waits.pass();
    expect(found).toEqual([path]);
    appendFileSync(path, 'z');
    await waits.pass();
    await waits.pass();
    expect(found).toEqual([path, path]);
  });

  it('[PCK-26] it is looked at as soon as something arrives', async () => {
    await watch.follow(folder);
    expect(waits.ms).toBe(60_000);
    const soon = waits.next(({ ms }) => ms === 100);
    pack();
    await soon;
  });

  it('[PCK-26] it says since when it is watched and when it was last looked at', async () => {
    expect(watch.state).toEqual({ kind: 'none' });
    await watch.follow(folder);
    now = 61_000;
    await waits.pass();
    expect(watch.state).toEqual({ kind: 'watched', folder, sinceAt: 1_000, lookedAt: 61_000 });
    expect(changes).toBe(1);
    await watch.follow(undefined);
    expect([watch.state, changes]).toEqual([{ kind: 'none' }, 2]);
  });

  it('[PCK-26] one that cannot be read says so, is looked at every minute, and is watched again when it can', async () => {
    const later = join(folder, 'later');
    expect(await watch.follow(later)).toBe(false);
    now = 61_000;
    expect(waits.ms).toBe(60_000);
    await waits.pass();
    const why = whyUnreadable({ code: 'ENOENT' });
    expect(watch.state).toEqual({
      ...{ kind: 'unreadable', folder: later, sinceAt: 1_000, triedAt: 61_000 },
      ...why,
    });
    expect(changes).toBe(1);
    mkdirSync(later);
    now = 121_000;
    await waits.pass();
    expect(watch.state).toEqual({ kind: 'watched', folder: later, sinceAt: 121_000, lookedAt: 121_000 });
    expect(changes).toBe(2);
    rmSync(later, { recursive: true });
    await waits.pass();
    expect(watch.state).toMatchObject({ kind: 'unreadable', sinceAt: 121_000 });
    mkdirSync(later);
    writeFileSync(join(later, 'a.epspack'), 'x');
    await waits.pass();
    await waits.pass();
    expect(found).toEqual([join(later, 'a.epspack')]);
  });

  it('[PCK-26] a folder that was left is not looked at any more', async () => {
    pack();
    await watch.follow(folder);
    await watch.follow(undefined);
    expect(waits.ms).toBeUndefined();
  });

  it('[PCK-26] every reason for which it cannot be read has a next step', () => {
    for (const code of ['ENOENT', 'EACCES', 'EIO', undefined])
      expect(whyUnreadable({ code }).next).toMatch(/\.$/);
    expect(whyUnreadable({ code: 'EACCES' }).reason).not.toBe(whyUnreadable({ code: 'EIO' }).reason);
  });
});

describe('refused packs of the watched folder', () => {
  const reportedIn = async (path = join(folder, 'pack-folder.json')): Promise<ReportedPacks> => {
    const reported = new ReportedPacks(deviceFile(path, reportedSchema));
    await reported.load();
    return reported;
  };

  it('[PCK-26] that somebody read about one is known after a restart, of this very file and refusal', async () => {
    const reported = await reportedIn();
    await reported.note('/a/x.epspack|1|2', 'PackAltered');
    await reported.note('/a/x.epspack|1|2', 'PackExpired');
    const again = await reportedIn();
    expect(again.codeOf('/a/x.epspack|1|2')).toBe('PackExpired');
    expect(again.codeOf('/a/x.epspack|1|3')).toBe('');
  });

  it('[PCK-26] where it cannot be kept it counts until the restart', async () => {
    const reported = await reportedIn(join(folder, 'none', 'x.json'));
    await reported.note('v', 'PackAltered');
    expect(reported.codeOf('v')).toBe('PackAltered');
    expect((await reportedIn(join(folder, 'none', 'x.json'))).codeOf('v')).toBe('');
  });

  it('[PCK-26] only the refusal that was read of a pack found there is kept', async () => {
    const reported = await reportedIn();
    const offers = new Offers(folder, () => undefined);
    const packs = {
      packs: { dismiss: (offerId: string) => offers.dismiss(offerId) },
      reported,
    } as unknown as OpenPacks; // what dismissing needs of it
    const dialogs = {
      askOpen: () => Promise.resolve(undefined),
      askSave: () => Promise.resolve(undefined),
      askFolder: () => Promise.resolve(undefined),
    };
    const { 'packs.dismiss': dismiss } = packHandlers({ offers, dialogs, packs: () => packs });
    await dismiss({ offerId: offers.found('/a/x', 'x', '').offerId, refused: 'PackAltered' });
    await dismiss({ offerId: offers.found('/a/y', 'y', '').offerId, refused: '' });
    await dismiss({ offerId: offers.offer('/a/z').offerId, refused: 'PackAltered' });
    expect(['x', 'y', 'z'].map((version) => reported.codeOf(version))).toEqual(['PackAltered', '', '']);
    expect(offers.found('/a/x', 'x', reported.codeOf('x')).reported).toBe('PackAltered');
    expect(offers.all).toHaveLength(1);
  });
});
