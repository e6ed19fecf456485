import { join } from 'node:path';
import { run } from './run.mjs';
import { Missing, say } from './say.mjs';

/** Builds the program; it takes a few seconds, less than finding out whether it is needed.
 * @param {string} root */
export const ensureBuilt = async (root) => {
  say('building');
  const { code } = await run(process.execPath, [join(root, 'build.mjs')], { cwd: root });
  if (code !== 0) throw new Missing('The build failed.', 'The lines above say where.');
};
