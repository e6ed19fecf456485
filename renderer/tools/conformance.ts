import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { judgeText, type FileVerdict } from './judge-file';

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.name.toLowerCase().endsWith('.json') ? [path] : [];
    }),
  );
  return found.flat().sort();
};

const lineOf = (name: string, verdict: FileVerdict): string => {
  switch (verdict.kind) {
    case 'read':
      return `read ${name}${verdict.warnings.length === 0 ? '' : ` (${verdict.warnings.join(' | ')})`}`;
    case 'other':
      return `other ${name}`;
    case 'refused':
      return `refused: ${verdict.reason} ${name}`;
  }
};

const main = async (): Promise<void> => {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write('Name a folder: npm run conformance -- DIR\n');
    process.exitCode = 1;
    return;
  }
  let passed = 0;
  let failed = 0;
  for (const file of await filesBelow(folder)) {
    const verdict = judgeText(new TextDecoder().decode(await readFile(file)));
    process.stdout.write(`${lineOf(relative(folder, file), verdict)}\n`);
    if (verdict.kind === 'refused') failed += 1;
    else passed += 1;
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
};

main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The folder could not be read.'}\n`);
  process.exitCode = 1;
});
