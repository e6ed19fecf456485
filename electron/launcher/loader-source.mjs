/** What stands in `resources/app` of the fallback runtime, in place of Electron's default app. */
export const loaderPackage = `${JSON.stringify({ name: 'loader', main: 'loader.js' })}\n`;

/** Honours `-r file` and opens the app folder named on the command line, as Electron's default app does. */
export const loaderSource = `'use strict';
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(1);
const hooks = [];
let folder;
for (let i = 0; i < args.length && folder === undefined; i += 1) {
  const arg = args[i];
  if (arg === '-r' || arg === '--require') hooks.push(args[(i += 1)]);
  else if (!arg.startsWith('-')) folder = path.resolve(arg);
}
if (folder === undefined) {
  process.stderr.write('The loader needs the folder of an app.\\n');
  app.exit(1);
} else {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version || '0.0.0');
  app.setAppPath(folder);
  for (const hook of hooks) require(path.resolve(hook));
  require(path.join(folder, manifest.main || 'index.js'));
}
`;
