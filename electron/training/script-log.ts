import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { scriptKey, type Script } from './model';

/** The Spine's memory between two runs: one sealed line for each script that changed, the last one counts. */
export type ScriptLog = {
  readonly load: () => readonly Script[];
  readonly save: (scripts: readonly Script[]) => void;
};

const seal = (text: string, key: Uint8Array): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
};

const open = (line: string, key: Uint8Array): string => {
  const bytes = Buffer.from(line, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return decipher.update(bytes.subarray(12, bytes.length - 16)).toString('utf8') + decipher.final('utf8');
};

/** [TSP-12] A log in a file, sealed with the profile's own key. An unfinished last line is dropped. */
export const openScriptLog = (path: string, key: Uint8Array): ScriptLog => ({
  load: () => {
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'latin1');
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length) truncateSync(path, end);
    const scripts = new Map<string, Script>();
    for (const line of text.slice(0, end).split('\n')) {
      if (line === '') continue;
      const script = JSON.parse(open(line, key)) as Script; // sealed by `save`
      scripts.set(scriptKey(script), script);
    }
    return [...scripts.values()];
  },
  save: (scripts) => {
    appendFileSync(path, scripts.map((script) => `${seal(JSON.stringify(script), key)}\n`).join(''));
  },
});

/** Memory that ends with the process. */
export const forgetful: ScriptLog = { load: () => [], save: () => undefined };
