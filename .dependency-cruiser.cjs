/** The walls between folders (CONTRIBUTING, Where a change goes). test/architecture plants one violation for each rule. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(electron|renderer|test|node_modules)', pathNot: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-imports-test', severity: 'error', from: { pathNot: '^test' }, to: { path: '^test' } },
    only(
      'domain-is-pure',
      '^renderer/domain',
      ['^renderer/domain', 'node_modules/zod/'],
      'domain → itself and zod',
    ),
    {
      name: 'domain-has-no-platform',
      severity: 'error',
      from: { path: '^(renderer/domain|electron/contract)' },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'contract-is-pure',
      '^electron/contract',
      ['^electron/contract', 'node_modules/zod/'],
      'contract → itself and zod',
    ),
    {
      name: 'electron-never-renderer',
      severity: 'error',
      from: { path: '^electron' },
      to: { path: '^renderer' },
    },
    {
      name: 'training-is-a-stranger',
      comment: 'It shares no code with what it teaches, so that it can contradict it.',
      severity: 'error',
      from: { path: '^electron/training' },
      to: { path: '^(electron|renderer)', pathNot: '^electron/training' },
    },
    only(
      'usecases-know-the-domain',
      '^renderer/usecases',
      ['^renderer/(usecases|domain)'],
      'usecases → domain',
    ),
    only(
      'store-is-an-index',
      '^renderer/store',
      ['^renderer/(store|domain)', '^renderer/usecases/(ports|views|collections)', 'node_modules/dexie/'],
      'store → domain, ports, views, collections, Dexie',
    ),
    only(
      'sync-runs-usecases',
      '^renderer/sync',
      ['^renderer/(sync|domain|usecases)'],
      'sync → usecases, domain',
    ),
    only(
      'platform-speaks-ipc',
      '^renderer/platform',
      [
        '^renderer/(platform|domain)',
        '^renderer/usecases/(ports|paper)',
        '^electron/contract',
        'node_modules/(bwip-js|zxing-wasm)/',
      ],
      'platform → contract, ports, domain, barcodes',
    ),
    only(
      'reading-reads-files',
      '^renderer/reading',
      ['^renderer/(reading|domain)', 'node_modules/(pdfjs-dist|zxing-wasm)/'],
      'reading → domain, pdf.js, zxing',
    ),
    {
      name: 'contract-values-only-in-platform',
      comment: 'Others may know its types (ADR 0004), never call it.',
      severity: 'error',
      from: { path: '^renderer', pathNot: '^renderer/platform' },
      to: { path: '^electron', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^electron', pathNot: '^electron/contract' },
    },
    {
      name: 'features-never-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'features-know-no-machinery',
      severity: 'error',
      from: { path: '^renderer/features' },
      to: { path: '^renderer/(store|sync|platform|engine|app|reading)' },
    },
    {
      name: 'features-know-types-of-usecases',
      severity: 'error',
      from: { path: '^renderer/features' },
      to: {
        path: '^renderer/usecases',
        dependencyTypesNot: ['type-only'],
      },
    },
    only(
      'ui-is-dumb',
      '^renderer/ui',
      ['^renderer/ui', '^renderer/domain/scanning/typed-id', 'node_modules/(react|@types)'],
      'ui → React, and how an id is typed',
    ),
    {
      name: 'dexie-only-in-store',
      severity: 'error',
      from: { path: '^(renderer|electron)', pathNot: '^renderer/store' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'react-only-in-screens',
      severity: 'error',
      from: { path: '^(renderer|electron)', pathNot: '^renderer/(app|features|ui)' },
      to: { path: 'node_modules/(react|react-dom|@tanstack)/' },
    },
    {
      name: 'no-unlisted-packages',
      severity: 'error',
      from: { path: '^(renderer|electron)' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'renderer/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
