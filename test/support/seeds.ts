import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedFileSchema, type SeedFile } from '../../electron/training/seed';
import { projectRoot } from './project-root';

/** The prescriptions that a training pharmacy begins with. */
export const seeds: SeedFile = seedFileSchema.parse(
  JSON.parse(readFileSync(join(projectRoot, 'resources', 'training', 'prescriptions.json'), 'utf8')),
);
