import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const banned = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Name what you export (CONTRIBUTING, How the code reads).',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals (CONTRIBUTING, How the code reads).' },
  {
    selector: 'TSTypeAssertion, TSAsExpression > TSAnyKeyword',
    message: 'No any, no angle-bracket assertion (CONTRIBUTING, How the code reads).',
  },
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: "import * as z from 'zod': only then is what nobody uses of it, half a megabyte, left out.",
  },
];
const sizes = (lines) => ({
  'max-lines': ['error', { max: lines, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
});

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.cache/**', 'test-results/**', 'coverage/**'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}', '*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'renderer/tsconfig.json',
          'renderer/tools/tsconfig.json',
          'electron/tsconfig.json',
          'electron/tsconfig.preload.json',
          'test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-syntax': ['error', ...banned],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A default hides the next member of a union, so each is named; text from outside has a default.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      ...sizes(300),
    },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/app/**/*.ts', 'renderer/features/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['renderer/features/**', 'renderer/ui/**'], rules: sizes(400) },
  {
    files: ['test/**', 'electron/training/cli/**', 'electron/tools/**'],
    rules: { 'no-console': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  { files: ['**/*.config.{ts,mts,mjs}'], rules: { 'no-restricted-syntax': 'off' } },
  // `npm run check` leaves out what needs types; `npm test` leaves out nothing.
  ...(process.env.HOLDFAST_QUICK === '1'
    ? [{ files: ['**/*.ts', '**/*.tsx'], ...tseslint.configs.disableTypeChecked }]
    : []),
);
