import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isPrescriptionOrder, readPrescriptionBundle, type ReadScript } from '../domain/fhir/read-bundle';
import { readRelease } from '../domain/fhir/read-release';

/** What the program makes of one file. */
export type FileVerdict =
  | { readonly kind: 'read'; readonly warnings: readonly string[] }
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly reason: string };

const fromScripts = (scripts: readonly ReadScript[]): FileVerdict => {
  const unusable = scripts.find((script) => script.kind === 'unusable');
  if (unusable?.kind === 'unusable') return { kind: 'refused', reason: unusable.sentence };
  const warnings = scripts.flatMap((script) =>
    script.kind === 'script'
      ? script.prescription.warnings.map((warning) => `${warning.code}: ${warning.sentence}`)
      : [],
  );
  return { kind: 'read', warnings };
};

/** [FHIR-12] A prescription-order message or a release answer is read as the program would; all else is `other`. */
export const judgeText = (text: string): FileVerdict => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'refused', reason: 'The file is no JSON, or it is cut short.' };
  }
  if (isPrescriptionOrder(json))
    return fromScripts([
      readPrescriptionBundle(json, { releaseResponseId: 'conformance', signature: 'passed' }),
    ]);
  const release = readRelease(json);
  return release.kind === 'scripts' && release.scripts.length > 0
    ? fromScripts(release.scripts)
    : { kind: 'other' };
};

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
