import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
};
type Axe = { readonly run: (options: object) => Promise<{ readonly violations: readonly Violation[] }> };

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing that axe finds against WCAG 2.2 AA. */
export const checkAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }; // put there by the line above
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return (await axe.run({ runOnly: { type: 'tag', values: tags } })).violations;
  });
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
};
