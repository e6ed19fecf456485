import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../electron/training/json';
import { Spine } from '../../../electron/training/spine';
import { aSpine } from '../../support/world';
import { aSite, now } from '../../support/builders';
import { aBundle } from '../../support/fhir';
import { scriptOfBundle } from '../../../electron/training/prescribe';
import { replaced } from '../../support/changed-message';
import { refusals } from '../../support/spine-refusals';
import { rehearsed, type Rehearsed } from '../../support/rehearsed';
import { claimPath, notifyPath, releasePath, taskPath, wire } from '../../support/spine-talk';

/** A message of ours, and the Spine in the state in which it would be taken. */
type Scene = { readonly path: string; readonly spine: Spine; readonly message: Json };

const bundle = aBundle({ items: [{}, {}, { status: 'cancelled' }] });
const erdBundle = aBundle({
  therapy: 'continuous-repeat-dispensing',
  intent: 'reflex-order',
  issue: 2,
  issues: 6,
});

const sent: Record<'acute' | 'erd', readonly Rehearsed[]> = { acute: [], erd: [] };
beforeAll(async () => {
  sent.acute = await rehearsed([bundle]);
  sent.erd = await rehearsed([erdBundle]);
});

const paths = [
  ['release', releasePath],
  ['notification', notifyPath],
  ['amendment', notifyPath],
  ['claim', claimPath],
  ['amended claim', claimPath],
] as const;
const pathOf = (name: string): string => paths.find(([start]) => name.startsWith(start))?.[1] ?? taskPath;

/** Plays everything up to the nth message of a name, and stops before it. */
const scene = (name: string, kind: 'acute' | 'erd' = 'acute'): Scene => {
  const spine = new Spine({ now: () => now, changed: () => undefined });
  const script = scriptOfBundle(wire(kind === 'erd' ? erdBundle : bundle), aSite.ods);
  spine.restore([script]);
  for (const one of sent[kind]) {
    const message = wire(one.message);
    if (one.name.startsWith(name)) return { path: pathOf(one.name), spine, message };
    spine.handle(pathOf(one.name), message);
  }
  throw new Error(`no message is a ${name}`);
};

describe('training Spine: contract', () => {
  describe.each(Object.entries(refusals))('%s', (name, rows) => {
    it('[TSP-21] is taken as it is', () => {
      const { spine, path, message } = scene(name);
      expect(spine.handle(path, message).answer).toMatchObject({ status: 200 });
    });
    it.each(rows.map(([what, ...row]) => ({ what, row })))('[TSP-21] $what', ({ row }) => {
      const [change, status, says = ''] = row;
      const { spine, path, message } = scene(name);
      const before = spine.scripts();
      const { answer } = spine.handle(path, change(message));
      expect({ status: answer.status, says: JSON.stringify(answer.body) }).toEqual({
        status,
        says: expect.stringContaining(says) as string,
      });
      if (status !== 200) expect(spine.scripts()).toEqual(before);
    });
  });

  it('[TSP-21] repeat dispensing counts in integers: an unsigned one trips the translator', () => {
    const { spine, path, message } = scene('withdrawal', 'erd');
    expect(spine.handle(path, replaced('valueInteger', 'valueUnsignedInt')(message)).answer.status).toBe(500);
    expect(spine.handle(path, message).answer.status).toBe(200);
  });

  it('[TSP-21] what is no JSON, empty or not a message is malformed', () => {
    const spine = aSpine(1);
    for (const body of [undefined, null, '', 5, []])
      expect(spine.handle(releasePath, body).answer.status).toBe(400);
  });
});
