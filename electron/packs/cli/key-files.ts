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
