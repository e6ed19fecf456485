import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOptions } from '../../electron/system/options';
import { openProfile } from '../../electron/system/profile';
import { AtFirstUse } from '../../electron/system/awaited';
import { openTrainingPort, unopened, type TrainingPort } from '../../electron/system/training-port';
import { removeFolder, temporaryFolder } from '../support/folder';
import { projectRoot } from '../support/project-root';

let folder: string;
const ports: TrainingPort[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const port of ports.splice(0)) await port.close();
  await removeFolder(folder);
});

const open = async (): Promise<TrainingPort> => {
  const opened = await openProfile(folder, 'training');
  if (opened.kind !== 'ok') throw new Error(opened.kind);
  const resources = join(projectRoot, 'resources');
  const key = new Uint8Array(32).fill(1);
  const port = await openTrainingPort(opened.profile, readOptions([]), key, resources, undefined);
  ports.push(port);
  return port;
};

it('[TSP-12] a training Spine that does not open is said not to, wherever it is asked, and is tried again', async () => {
  await open();
  const log = join(folder, 'training-spine.log');
  const whole = await readFile(log, 'latin1');
  await writeFile(log, `AAAA${whole}`, 'latin1');
  const asked = new AtFirstUse(open, (why) => unopened(why, folder));
  const port = await asked.use();
  const sentence = `The training Spine cannot be opened, because its memory, training-spine.log, is damaged. Nothing of the pharmacy is lost. Move that file out of ${folder}, then start Holdfast again: the training Spine then begins anew.`;
  expect(port.notices).toEqual([sentence]);
  expect(port.act({ kind: 'prescribe', count: 1 })).toEqual({ kind: 'not-steered', sentence });
  expect(port.hanging()).toEqual([]);
  expect(port.address.name).toBe('Training Spine');
  expect(await port.address.prove({ kind: 'unattended' })).toEqual({
    kind: 'none',
    reason: 'no-broker',
    sentence,
  });
  expect(await readFile(log, 'latin1')).toBe(`AAAA${whole}`);
  await rm(log);
  await mkdir(log);
  expect((await asked.use()).notices[0]).toContain('you may read and write everything in');
  await rmdir(log);
  await writeFile(log, whole, 'latin1');
  expect((await asked.use()).notices).toEqual([]);
});
