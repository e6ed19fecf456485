import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** @typedef {{ id: string, words: string, status: string, why: string, refs: string[] }} Requirement */

/** @returns {Requirement[]} */
export const readRequirements = () => JSON.parse(readFileSync(join(here, 'requirements.json'), 'utf8'));

/** A rule by its id, a file by its path. @param {string} ref */
const link = (ref) => (ref.includes('/') ? `[${ref.split('/').at(-1)}](../${ref})` : `\`${ref}\``);

/** @param {Requirement} requirement */
const row = ({ id, words, status, why, refs }) =>
  `| ${id} | ${words} | ${status} | ${[why, refs.map(link).join(', ')].filter((part) => part !== '').join(' ')} |`;

/** The page, from what `requirements.json` says. @param {Requirement[]} requirements */
export const makePage = (requirements) => {
  /** @param {string} status */
  const count = (status) => requirements.filter((one) => one.status === status).length;
  return `# The Dispensing SCAL, requirement by requirement

NHS England's conformance list for dispensing systems has ${requirements.length} requirements; each is named here in our own words. Made by \`npm run scal\` from \`docs/scal/requirements.json\`; a test checks that every reference exists. A reference like \`PRX-9\` is a rule in a SPEC.md: the tests that prove it bear its id. "Needs NHS" waits for credentials or data that only NHS England or NHSBSA grant.

${count('works')} work, ${count('planned')} are planned, ${count('needs NHS')} need NHS, ${count('not for England')} are not for England.

| no. | requirement | status | where and why |
| --- | --- | --- | --- |
${requirements.map(row).join('\n')}
`;
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(here, '..', 'scal.md'), makePage(readRequirements()));
