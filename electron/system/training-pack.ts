import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { TrainingReply } from '../contract/training-action';
import type { FileDialogs } from '../files/dialogs';
import {
  fingerprintOf,
  newKey,
  privateJwk,
  publicKeyFile,
  readPrivateKey,
  readPublicKey,
  type PrivateKey,
} from '../packs/keys';
import { makePack } from '../packs/make-pack';
import type { Packs } from '../packs/packs';
import { deviceFile } from './device-file';
import type { Profile } from './profile';
import type { TrainingPort } from './training-port';
import { dayMs } from '../packs/limits';

const supplier = 'Training supplier';
const days = 14;

/** `training-supplier.json` of a training profile: nothing of it is secret. Stored: do not rename. */
const fileSchema = z.strictObject({
  jwk: z.record(z.string(), z.unknown()),
  /** Of the last pack. */
  sequence: z.number().int().nonnegative(),
});

type Parts = {
  readonly profile: Pick<Profile, 'folder' | 'site'>;
  readonly training: Pick<TrainingPort, 'act' | 'hanging'>;
  readonly packs: Pick<Packs, 'keyFor'>;
  readonly dialogs: Pick<FileDialogs, 'askFolder'>;
  readonly now: number;
};

/** The supplier of this training profile, and the number of its next pack. */
const nextOf = async (folder: string): Promise<{ readonly key: PrivateKey; readonly sequence: number }> => {
  const file = deviceFile(join(folder, 'training-supplier.json'), fileSchema);
  const before = await file.load();
  const key = (before && (await readPrivateKey(before.jwk, 'Ed25519'))) ?? (await newKey('Ed25519'));
  const sequence = (before?.sequence ?? 0) + 1;
  await file.save({ jwk: { ...privateJwk(key) }, sequence });
  return { key, sequence };
};

const instant = (at: number): string => new Date(at).toISOString();

/** [PCK-22] Writes a pack of what hangs in the training broker, and its supplier's key beside it. */
export const makeTrainingPack = async (parts: Parts): Promise<TrainingReply> => {
  const { profile, training, packs, dialogs, now } = parts;
  const say = (sentence: string): TrainingReply => ({ ...training.act({ kind: 'status' }), sentence });
  const folder = await dialogs.askFolder();
  if (folder === undefined) return say('No pack was made.');
  const { ods } = profile.site;
  const ours = packs.keyFor(profile.site);
  const to = ours && (await readPublicKey(JSON.parse(ours.file), 'X25519'));
  if (!to) return say('This pharmacy’s pack key is damaged, so no pack can be locked for it.');
  const entries = training.hanging();
  if (entries.length === 0) return say('Nothing hangs in this training broker, so no pack was made.');
  const { key, sequence } = await nextOf(profile.folder);
  const facts = {
    packId: randomUUID(),
    sequence,
    supplier,
    ods,
    issuedAt: instant(now),
    expiresAt: instant(now + days * dayMs),
    instructions: 'Scan the paper of each script at the PWAD desk (F4). Take the broker away first.',
  };
  const name = `Training pack ${sequence}.epspack`;
  const lines = makePack({ facts, entries, signWith: key, to });
  const ended = async function* () {
    for await (const line of lines) yield `${line}\n`;
  };
  await pipeline(Readable.from(ended()), createWriteStream(join(folder, name)));
  await writeFile(join(folder, 'Training supplier key.json'), publicKeyFile(key, { name: supplier }));
  return say(
    `${name} is in ${folder}: ${entries.length} scripts that hang in the training broker. The supplier’s key lies beside it, fingerprint ${fingerprintOf(key.kid)}. Accept it under Recovery packs, then open the pack with Ctrl+O.`,
  );
};
