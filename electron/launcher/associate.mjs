import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.mjs';
import { associationFor } from './association.mjs';
import { run } from './run.mjs';
import { Missing, runMain, say } from './say.mjs';

const start = join(dirname(fileURLToPath(import.meta.url)), 'start.mjs');

/** `npm run associate -- [--kind live | --profile DIR]`: a double click on a recovery pack opens it here. */
await runMain(async () => {
  const opens = [process.execPath, start, ...readArguments(process.argv.slice(2))];
  const dataHome = process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  const association = associationFor(process.platform, opens, dataHome);
  if (!association)
    throw new Missing(
      'Recovery packs cannot be tied to Holdfast on this system by this command.',
      'Use “Open with…” in the file manager, or drop the pack on the window.',
    );
  for (const { path, text } of association.files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const [command = '', ...args] of association.commands) {
    const { code } = await run(command, args, { quiet: true });
    if (code !== 0 && process.platform === 'win32')
      throw new Missing(
        'Windows refused the change to the registry.',
        'Ask whoever looks after this computer.',
      );
    if (code !== 0) say(`${command} is not here or failed; the file manager may need a new sign-in`);
  }
  say('a double click on a recovery pack (.epspack) now opens it in Holdfast');
  return 0;
});
