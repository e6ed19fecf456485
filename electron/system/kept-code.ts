import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

const hashBytes = 32;

/** A script of ours that was read, and whether its compiled form was there (ADR 0040). */
export type Loaded<Exports> = {
  readonly exports: Exports;
  readonly wasKept: boolean;
  /** Keeps what V8 has compiled by now, for the next start. Where the folder cannot be written, there is none. */
  readonly keep: () => Promise<void>;
};

/** Compiled code counts for the very text it was made of: V8 itself compares no more than its length. */
const hashOf = (text: string, code: Uint8Array): Buffer =>
  createHash('sha256').update(`${text.length} `).update(text).update(code).digest();

/** Layout: SHA-256 of the text and the code, 32 bytes; the code. Undefined where it is not of this text, or damaged. */
const readKept = (path: string, text: string): Buffer | undefined => {
  try {
    const file = readFileSync(path);
    const code = file.subarray(hashBytes);
    return hashOf(text, code).equals(file.subarray(0, hashBytes)) ? code : undefined;
  } catch {
    return undefined; // nothing kept yet
  }
};

const write = async (path: string, text: string, code: Buffer): Promise<void> => {
  const beside = `${path}.${process.pid}`;
  try {
    await writeFile(beside, Buffer.concat([hashOf(text, code), code]));
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined); // then every start compiles anew
  }
};

type Wrapped = (
  exports: unknown,
  require: NodeRequire,
  module: unknown,
  file: string,
  folder: string,
) => void;

/**
 * Reads a CommonJS script of ours and runs it, from its compiled form where that lies beside it: in the program's own
 * folder, so that only who may change the program may change it.
 */
export const loadKept = <Exports>(file: string): Loaded<Exports> => {
  const text = readFileSync(file, 'utf8');
  const path = `${file}.v8`;
  const kept = readKept(path, text);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: file,
    ...(kept ? { cachedData: kept } : {}),
  });
  const module = { exports: {} };
  const run: unknown = script.runInThisContext();
  (run as Wrapped)(module.exports, createRequire(file), module, file, dirname(file)); // what the text above is
  const wasKept = kept !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports as Exports, // the caller names the script's own type
    wasKept,
    keep: async () => {
      if (!wasKept) await write(path, text, script.createCachedData());
    },
  };
};
