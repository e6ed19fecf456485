import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { Missing, say } from './say.mjs';

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Whether node_modules holds what the lockfile says.
 * @param {string} root */
const isCurrent = (root) => {
  const mark = join(root, 'node_modules', '.holdfast-lock');
  return existsSync(mark) && readFileSync(mark, 'utf8') === lockHash(root);
};

/** @param {string} version */
export const nodeIsRight = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
};

/** Installs what the lockfile says, unless it is there.
 * @param {string} root */
export const ensureDependencies = async (root) => {
  if (!nodeIsRight(process.versions.node))
    throw new Missing(
      `Node ${process.versions.node} is too old for Holdfast.`,
      'Install Node 20.19, 22.12 or 24 and later from nodejs.org, then start again.',
    );
  if (isCurrent(root)) return;
  say('installing dependencies from the lockfile');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root });
  if (code !== 0)
    throw new Missing(
      'The dependencies could not be installed.',
      'Check the connection to the npm registry (npm ping), then start again.',
    );
  writeFileSync(join(root, 'node_modules', '.holdfast-lock'), lockHash(root));
};
