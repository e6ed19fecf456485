import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** NHS's own example messages, where this computer has them; never part of the project. */
const folder = process.env.EPS_EXAMPLES_DIR ?? join(projectRoot, '..', 'shared', 'eps-examples');

export const examplesFolder = existsSync(folder) ? folder : undefined;

/** For the name of a suite: why it is skipped, where it is. */
export const examplesNote =
  examplesFolder === undefined ? ' (skipped: EPS_EXAMPLES_DIR names no folder with NHS examples)' : '';

export type Example = { readonly name: string; readonly json: unknown };

/** Every JSON file below the folder or one of its folders, by its path. */
export const examplesBelow = (below = ''): readonly Example[] => {
  if (examplesFolder === undefined) return [];
  const root = join(examplesFolder, below);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, json: JSON.parse(readFileSync(join(root, name), 'utf8')) as unknown }));
};
