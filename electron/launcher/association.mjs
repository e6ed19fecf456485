import { join } from 'node:path';

/** The type of a recovery pack as Linux files it; it is registered nowhere, hence the x. */
const mediaType = 'application/x-epspack';

/**
 * @typedef {{ path: string, text: string }} Wanted
 * @typedef {{ files: readonly Wanted[], commands: readonly (readonly string[])[] }} Association
 */

/** An argument inside a line that Windows or a desktop entry takes apart again.
 * @param {string} argument */
const quoted = (argument) => `"${argument.replaceAll('"', '\\"')}"`;

/** @param {readonly string[]} opens @returns {Association} */
const onWindows = (opens) => {
  const classes = 'HKCU\\Software\\Classes';
  /** @param {string} key @param {string} value */
  const set = (key, value) => ['reg', 'add', `${classes}\\${key}`, '/ve', '/d', value, '/f'];
  return {
    files: [],
    commands: [
      set('.epspack', 'Holdfast.epspack'),
      set('Holdfast.epspack', 'Recovery pack'),
      set('Holdfast.epspack\\shell\\open\\command', [...opens, '%1'].map(quoted).join(' ')),
    ],
  };
};

/** @param {readonly string[]} opens @param {string} dataHome @returns {Association} */
const onLinux = (opens, dataHome) => ({
  files: [
    {
      path: join(dataHome, 'mime', 'packages', 'holdfast.xml'),
      text: `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${mediaType}"><comment>Recovery pack</comment><glob pattern="*.epspack"/></mime-type>
</mime-info>
`,
    },
    {
      path: join(dataHome, 'applications', 'holdfast.desktop'),
      text: `[Desktop Entry]
Type=Application
Name=Holdfast
Exec=${opens.map((part) => quoted(part).replaceAll('%', '%%')).join(' ')} %f
MimeType=${mediaType};
Terminal=false
`,
    },
  ],
  commands: [
    ['update-mime-database', join(dataHome, 'mime')],
    ['update-desktop-database', join(dataHome, 'applications')],
    ['xdg-mime', 'default', 'holdfast.desktop', mediaType],
  ],
});

/**
 * What must be written and run so that a double click on an `.epspack` opens it, for this person only.
 * `opens` is the command that starts the program; the pack's path comes after it. Undefined on other systems.
 * @param {NodeJS.Platform} platform @param {readonly string[]} opens @param {string} dataHome
 * @returns {Association | undefined}
 */
export const associationFor = (platform, opens, dataHome) => {
  if (platform === 'win32') return onWindows(opens);
  return platform === 'linux' ? onLinux(opens, dataHome) : undefined;
};
