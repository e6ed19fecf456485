import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePage, readRequirements } from '../../docs/scal/make.mjs';
import { projectRoot } from '../support/project-root';

const requirements = readRequirements();
const tests = readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
  .map((name) => readFileSync(join(projectRoot, 'test', name), 'utf8'))
  .join('\n');

/** How many requirements each section of the SCAL has. */
const sections = {
  '1.1': 3,
  '1.2': 10,
  '1.3': 5,
  '1.4': 5,
  '1.5': 5,
  '1.6': 9,
  '1.7': 3,
  '1.8': 14,
  '1.9': 2,
  '2.1': 3,
  '2.2': 10,
  '3.1': 4,
  '4.1': 18,
  '5.1': 2,
  '6.1': 5,
  '6.2': 3,
  '6.3': 3,
  '7.1': 2,
};

describe('docs/scal.md', () => {
  it('has each of the 106 requirements once', () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(106);
    for (const [section, count] of Object.entries(sections))
      expect(requirements.filter(({ id }) => id.startsWith(`${section}.`)).length, section).toBe(count);
  });

  it('is what npm run scal makes', () => {
    expect(readFileSync(join(projectRoot, 'docs', 'scal.md'), 'utf8')).toBe(makePage(requirements));
  });

  it.each(requirements)('$id refers to what exists', ({ id, status, why, refs }) => {
    for (const ref of refs)
      if (ref.includes('/')) expect(existsSync(join(projectRoot, ref)), `${id} ${ref}`).toBe(true);
      else expect(tests.includes(`[${ref}]`), `${id} ${ref}`).toBe(true);
    expect(['works', 'planned', 'not for England', 'needs NHS']).toContain(status);
    if (status === 'works') expect(refs.length, id).toBeGreaterThan(0);
    else expect(why.length, id).toBeGreaterThan(10);
  });
});
