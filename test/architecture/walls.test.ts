import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cruise, type IReporterOutput } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
type Rule = { readonly name: string };
type Config = { readonly forbidden: readonly Rule[]; readonly options: Record<string, unknown> };

const loadConfig = async (): Promise<Config> =>
  ((await import(join(root, '.dependency-cruiser.cjs'))) as { default: Config }).default;

/** One forbidden import for each wall: where it stands, what it imports. */
const planted: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly also?: string }>
> = {
  'no-cycles': {
    file: 'renderer/domain/kernel/planted.ts',
    text: "import './planted-too'; export const a = 1;",
    also: "import './planted'; export const b = 1;",
  },
  'nothing-imports-test': {
    file: 'renderer/usecases/planted.ts',
    text: "import '../../test/support/journal';",
  },
  'domain-is-pure': { file: 'renderer/domain/planted.ts', text: "import '../usecases/commit';" },
  'domain-has-no-platform': { file: 'renderer/domain/planted.ts', text: "import 'node:fs';" },
  'contract-is-pure': { file: 'electron/contract/planted.ts', text: "import '../journal/format';" },
  'electron-never-renderer': { file: 'electron/planted.ts', text: "import '../renderer/domain/events';" },
  'training-is-a-stranger': { file: 'electron/training/planted.ts', text: "import '../journal/format';" },
  'usecases-know-the-domain': { file: 'renderer/usecases/planted.ts', text: "import '../store/schema';" },
  'store-is-an-index': { file: 'renderer/store/planted.ts', text: "import '../usecases/commit';" },
  'sync-runs-usecases': { file: 'renderer/sync/planted.ts', text: "import '../store/schema';" },
  'platform-speaks-ipc': { file: 'renderer/platform/planted.ts', text: "import '../store/schema';" },
  'reading-reads-files': { file: 'renderer/reading/planted.ts', text: "import '../usecases/commit';" },
  'contract-values-only-in-platform': {
    file: 'renderer/app/planted.ts',
    text: "import { channels } from '../../electron/contract/channels'; export const c = channels;",
  },
  'renderer-knows-only-the-contract': {
    file: 'renderer/platform/planted.ts',
    text: "import '../../electron/journal/format';",
  },
  'features-never-each-other': {
    file: 'renderer/features/messages/planted.ts',
    text: "import '../worklist/words';",
  },
  'features-know-no-machinery': {
    file: 'renderer/features/messages/planted.ts',
    text: "import '../../store/schema';",
  },
  'features-know-types-of-usecases': {
    file: 'renderer/features/messages/planted.ts',
    text: "import { commit } from '../../usecases/commit'; export const c = commit;",
  },
  'ui-is-dumb': { file: 'renderer/ui/planted.ts', text: "import '../usecases/views';" },
  'dexie-only-in-store': { file: 'renderer/app/planted.ts', text: "import 'dexie';" },
  'react-only-in-screens': { file: 'renderer/usecases/planted.ts', text: "import 'react';" },
  'no-unlisted-packages': { file: 'electron/planted.ts', text: "import 'left-pad';" },
};

describe('walls', () => {
  it('each wall fires on an import that is planted against it', async () => {
    const { mkdtempSync, cpSync, symlinkSync, writeFileSync, rmSync } = await import('node:fs');
    const { forbidden, options } = await loadConfig();
    const copy = mkdtempSync(join(root, '.cache-walls-'));
    try {
      for (const part of ['electron', 'renderer', 'test/support', 'package.json', 'tsconfig.json'])
        cpSync(join(root, part), join(copy, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      const fired = async (name: string): Promise<readonly string[]> => {
        const plant = planted[name];
        if (!plant) return [];
        const file = join(copy, plant.file);
        const too = join(copy, plant.file.replace('planted.ts', 'planted-too.ts'));
        writeFileSync(file, plant.text);
        if (plant.also) writeFileSync(too, plant.also);
        const result: IReporterOutput = await cruise([plant.file], {
          ...options,
          baseDir: copy,
          validate: true,
          // The configuration is the house's own; its rules are checked by the tool itself.
          ruleSet: { forbidden: [...forbidden] as never },
        });
        rmSync(file);
        rmSync(too, { force: true });
        if (typeof result.output === 'string') throw new Error('no result');
        return result.output.summary.violations.map((violation) => violation.rule.name);
      };
      for (const { name } of forbidden) expect(await fired(name), `nothing fires ${name}`).toContain(name);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

const filesBelow = (folder: string, ends: RegExp): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path, ends) : ends.test(entry.name) ? [path] : [];
  });

const rulesBelow = (folder: string): readonly string[] =>
  filesBelow(join(root, folder), /^(SPEC|EXPIRY)\.md$/).flatMap((spec) =>
    [...readFileSync(spec, 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? ''),
  );

describe('rules', () => {
  const ids = [...rulesBelow('electron'), ...rulesBelow('renderer')];

  it('no two rules have one id', () => {
    expect(ids.length).toBeGreaterThan(60);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('a SPEC.md names the rules of an area in the order of their numbers', () => {
    const inOrder = ids
      .map((id) => id.split('-'))
      .map(([area, number]) => ({ area, number: Number(number) }));
    const backwards = inOrder.filter(({ area, number }, i) => {
      const before = inOrder[i - 1];
      return before?.area === area && before?.number !== undefined && before.number > number;
    });
    expect(backwards).toEqual([]);
  });

  it('every rule of a SPEC.md has a test that bears its id', () => {
    const tests = filesBelow(join(root, 'test'), /\.(test|spec)\.tsx?$/)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(ids.filter((id) => !tests.includes(`[${id}]`))).toEqual([]);
  });

  it('every rule that is cited stands in a SPEC.md', () => {
    const areas = new Set(ids.map((id) => id.replace(/-.*/, '')));
    const cited = ['electron', 'renderer', 'test', 'docs'].flatMap((folder) =>
      filesBelow(join(root, folder), /\.(tsx?|md)$/).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\b([A-Z]{3,4})-\d{1,2}\b/g)]
          .filter(([, area = '']) => areas.has(area))
          .map(([id]) => ({ id, file: relative(root, file) })),
      ),
    );
    expect(cited.length).toBeGreaterThan(1_000);
    expect(cited.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });
});
