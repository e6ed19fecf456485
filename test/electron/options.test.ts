import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choicesOf, optionsFor } from '../../electron/system/chooser';
import { readOptions } from '../../electron/system/options';
import { openProfile } from '../../electron/system/profile';
import { removeFolder, temporaryFolder } from '../support/folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => removeFolder(folder));

describe('options', () => {
  it('reads what the launcher hands over, and only a loopback Spine', () => {
    const options = readOptions([
      '--profile=/a b',
      '--kind=live',
      '--spine=http://127.0.0.1:5',
      '--spine-token=t',
      '--allow-older-runtime',
    ]);
    expect(options).toMatchObject({
      profile: '/a b',
      kind: 'live',
      spine: { url: 'http://127.0.0.1:5', token: 't' },
      allowOlderRuntime: true,
    });
    expect(readOptions(['--spine=http://example.org', '--kind=holiday'])).toMatchObject({
      spine: undefined,
      kind: undefined,
      allowOlderRuntime: false,
    });
  });
});

describe('kinds', () => {
  it('[PRF-3] each kind has a folder of its own, and the choice says what is there and what cannot be', async () => {
    const folders = (['training', 'live', 'companion'] as const).map(
      (kind) => readOptions([`--kind=${kind}`]).profile,
    );
    expect(new Set(folders).size).toBe(3);
    expect(readOptions([]).profile).toBe(folders[0]);
    const runtime = { version: '25', older: true };
    const named = readOptions(['--choose', `--profile=${folder}`]);
    expect(choicesOf(named, runtime).choices).toMatchObject([
      { kind: 'training', folder, exists: false, refused: '' },
      { kind: 'companion', folder, refused: expect.stringContaining('older') as string },
      { kind: 'live', folder, refused: expect.stringContaining('older') as string },
    ]);
    await openProfile(folder, 'training');
    // What holds a profile is nobody else's.
    for (const choice of choicesOf(named, { ...runtime, older: false }).choices) {
      expect(choice.folder).not.toBe(folder);
      expect(choice.refused).toBe('');
    }
    const switched = readOptions(['--choose', '--allow-older-runtime']);
    expect(choicesOf(switched, runtime).switches.length).toBe(1);
    expect(optionsFor('live', switched)).toEqual([
      '--kind=live',
      `--profile=${folders[1]}`,
      '--allow-older-runtime',
    ]);
  });

  it('[PRF-7] the packaged program asks for the kind where none is named', () => {
    expect(readOptions([], true).choose).toBe(true);
    expect(readOptions(['--kind=holiday'], true).choose).toBe(true);
    expect(readOptions(['--kind=live'], true).choose).toBe(false);
    expect(readOptions([`--profile=${folder}`], true).choose).toBe(false);
    expect(readOptions([]).choose).toBe(false);
  });

  it('[PRF-3] the hook of a test’s browser counts only with its switch, and only on this computer', () => {
    const hook = '--browser-hook=http://127.0.0.1:5000';
    expect(readOptions([hook]).browserHook).toBeUndefined();
    expect(readOptions([hook, '--allow-loopback']).browserHook).toBe('http://127.0.0.1:5000');
    expect(
      readOptions(['--browser-hook=http://evil.example', '--allow-loopback']).browserHook,
    ).toBeUndefined();
  });
});
