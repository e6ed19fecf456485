import * as z from 'zod';
import { readPrivateKey, readPublicKey, type Curve, type PrivateKey, type PublicKey } from '../keys';
import { Wrong } from './arguments';
import { readJson } from './read-json';

export const publicKeyIn = async (path: string, crv: Curve): Promise<PublicKey> => {
  const key = await readPublicKey(await readJson(path), crv);
  if (!key) throw new Wrong(`${path} holds no ${crv} key.`);
  return key;
};

export const privateKeyIn = async (path: string, crv: Curve): Promise<PrivateKey> => {
  const key = await readPrivateKey(await readJson(path), crv);
  if (!key) throw new Wrong(`${path} holds no private ${crv} key.`);
  return key;
};

const whoseSchema = z.looseObject({ ods: z.string() });

/** [PCK-24] A key file that says whose it is must be the one of the pharmacy that the pack is for. */
export const checkKeyIsOf = async (ods: string, path: string): Promise<void> => {
  const whose = whoseSchema
    .safeParse(await readJson(path))
    .data?.ods.trim()
    .toUpperCase();
  if (whose === undefined || whose === ods) return;
  throw new Wrong(
    `${path} is the key of ${whose} and --ods says ${ods}, so no pharmacy could use this pack. Give --to the key file that ${ods} sent, or say --ods ${whose}.`,
  );
};
