import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../electron/launcher/arguments.mjs';
import { associationFor } from '../../electron/launcher/association.mjs';
import { nodeIsRight } from '../../electron/launcher/dependencies.mjs';
import { licencesOf } from '../../electron/launcher/packaging.mjs';
import { loaderPackage, loaderSource } from '../../electron/launcher/loader-source.mjs';
import { fallback, integrityOf } from '../../electron/launcher/runtime.mjs';
import { missingIn } from '../../electron/launcher/system-libraries.mjs';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

describe('launcher', () => {
  it('takes its options with a space or an equals sign and refuses what it does not know', () => {
    expect(readArguments(['--profile', folder, '--kind=live', '--allow-older-runtime'])).toEqual([
      `--profile=${folder}`,
      '--kind=live',
      '--allow-older-runtime',
    ]);
    for (const bad of [
      ['--profil', 'x'],
      ['x'],
      ['--profile'],
      ['--kind', 'holiday'],
      ['--prescriptions', join(folder, 'none')],
      ['--prescriptions', folder, '--spine', 'http://127.0.0.1:1'],
      ['--kind', 'live', '--prescriptions', folder],
    ])
      expect(() => readArguments(bad)).toThrow(/\w+\./);
  });

  it('ties recovery packs to the program on Windows and Linux, for this person only', () => {
    const opens = ['C:\\Program Files\\node.exe', 'start.mjs', '--profile=100% ours'];
    const windows = associationFor('win32', opens, folder);
    expect(windows?.files).toEqual([]);
    expect(
      windows?.commands.every(
        ([reg, add, key]) => reg === 'reg' && add === 'add' && key?.startsWith('HKCU\\'),
      ),
    ).toBe(true);
    expect(windows?.commands.at(-1)).toContain(
      '"C:\\Program Files\\node.exe" "start.mjs" "--profile=100% ours" "%1"',
    );
    const linux = associationFor('linux', opens, folder);
    expect(linux?.files.every(({ path }) => path.startsWith(folder))).toBe(true);
    expect(linux?.files.map(({ text }) => text).join('\n')).toContain(
      'Exec="C:\\Program Files\\node.exe" "start.mjs" "--profile=100%% ours" %f\nMimeType=application/x-epspack;',
    );
    expect(associationFor('darwin', opens, folder)).toBeUndefined();
  });

  it('knows the Node versions that the tools are made for', () => {
    expect(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '25.1.0'].every(nodeIsRight)).toBe(true);
    expect(['18.20.0', '20.18.9', '21.0.0', '22.11.0', '23.5.0'].some(nodeIsRight)).toBe(false);
  });

  it('reads from ldd what is missing', () => {
    const output =
      '\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgbm.so.1 => not found\n';
    expect(missingIn(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
  });

  it('pins the fallback runtime by its hash', async () => {
    const file = join(folder, 'f');
    await writeFile(file, 'abc');
    expect(integrityOf(file)).toBe(
      'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
    );
    expect(fallback.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });

  it('its loader is a program that runs hooks before the app', () => {
    expect(() => new Script(loaderSource)).not.toThrow();
    expect(loaderSource.indexOf('hooks) require')).toBeLessThan(loaderSource.indexOf('manifest.main'));
    expect(JSON.parse(loaderPackage)).toEqual({ name: 'loader', main: 'loader.js' });
  });

  it('ships the licence of each library that is built in, and of no tool', () => {
    const licences = licencesOf(process.cwd());
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const named = (list: Record<string, string>): boolean[] =>
      Object.entries(list).map(([name, version]) => `\n${licences}`.includes(`\n${name} ${version}, `));
    expect(new Set(named(dependencies))).toEqual(new Set([true]));
    expect(new Set(named(devDependencies))).toEqual(new Set([false]));
    for (const one of licences.split(/^-{80}$/m)) expect(one.trim()).toMatch(/^\S+ \S+, \S.*\n\n\S/);
  });
});
