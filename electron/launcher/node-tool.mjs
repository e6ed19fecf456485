import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureBuilt } from './built.mjs';
import { run } from './run.mjs';
import { runMain } from './say.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `npm run spine`, `npm run conformance`: one of the program's command line tools, built first. */
await runMain(async () => {
  const [tool = '', ...args] = process.argv.slice(2);
  await ensureDependencies(root);
  await ensureBuilt(root);
  const { code } = await run(process.execPath, [join(root, 'dist', 'tools', `${tool}.cjs`), ...args]);
  return code;
});
