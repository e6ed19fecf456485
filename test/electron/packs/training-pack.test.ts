import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newKey, publicKeyFile, readPublicKey } from '../../../electron/packs/keys';
import { packEntryOf } from '../../../electron/packs/make-pack';
import { openPack, openPart } from '../../../electron/packs/read-pack';
import { fileSource } from '../../../electron/packs/source';
import { makeTrainingPack } from '../../../electron/system/training-pack';
import { aSite } from '../../support/builders';
import { stuck } from '../../support/desk-world';
import { aSpine } from '../../support/world';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-training-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = Date.parse('2026-11-24T09:00:00Z');

const make = async (chosen: string | undefined, hangs: number) => {
  const pharmacy = await newKey('X25519');
  const scripts = hangs === 0 ? [] : stuck(aSpine(hangs), hangs);
  const reply = await makeTrainingPack({
    profile: { folder, site: { ...aSite, addressLines: [...aSite.addressLines] } },
    training: {
      act: () => ({ kind: 'steered-here', broken: '', waiting: 0, sentence: '' }),
      hanging: () => scripts.map(packEntryOf),
    },
    packs: {
      keyFor: () => ({ kid: pharmacy.kid, fingerprint: '', file: publicKeyFile(pharmacy, {}) }),
    },
    dialogs: { askFolder: async () => chosen },
    now,
  });
  return { pharmacy, scripts, reply };
};

describe('a pack to practise with', () => {
  it('[PCK-22] holds what hangs in the training broker, for our key, numbered on', async () => {
    for (const number of [1, 2]) {
      const { pharmacy, scripts, reply } = await make(folder, 3);
      const name = `Training pack ${number}.epspack`;
      expect(reply.sentence).toContain(name);
      const text = await readFile(join(folder, 'Training supplier key.json'), 'utf8');
      const signer = await readPublicKey(JSON.parse(text), 'Ed25519');
      if (!signer) throw new Error('no key beside the pack');
      const source = await fileSource(join(folder, name));
      const pack = await openPack(source, pharmacy, [signer]);
      if (pack.kind === 'refused') throw new Error(pack.sentence);
      expect(pack.manifest).toMatchObject({ sequence: number, count: 3, bundles: 3 });
      const part = await openPart(source, pack, 0, pharmacy);
      if (part.kind === 'refused') throw new Error(part.sentence);
      expect(part.entries.map(({ id }) => id).sort()).toEqual(scripts.map(({ shortId }) => shortId).sort());
      await source.close();
    }
  });

  it('[PCK-22] is not made where no folder was chosen or nothing hangs', async () => {
    expect((await make(undefined, 3)).reply.sentence).toBe('No pack was made.');
    expect((await make(folder, 0)).reply.sentence).toContain('so no pack was made');
    expect(await readdir(folder)).toEqual([]);
  });
});
