import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Missing } from './say.mjs';

/** Options of `npm start --`, each with a value or none. */
const withValue = ['profile', 'kind', 'prescriptions', 'spine', 'spine-token', 'browser-hook'];
const without = ['choose', 'allow-older-runtime', 'allow-loopback'];
const kinds = ['training', 'companion', 'live'];

/** Turns `--profile DIR` into `--profile=DIR` for the program, and refuses what it would not know.
 * @param {readonly string[]} args @returns {readonly string[]} */
export const readArguments = (args) => {
  const out = [];
  for (let i = 0; i < args.length; i += 1) {
    if (/\.epspack$/i.test(args[i] ?? '') && existsSync(args[i] ?? '')) {
      out.push(resolve(args[i] ?? ''));
      continue;
    }
    const [name, inline] = (args[i] ?? '').replace(/^--/, '').split(/=(.*)/s);
    if (!args[i]?.startsWith('--') || name === undefined || ![...withValue, ...without].includes(name))
      throw new Missing(
        `${args[i]} is not an option of Holdfast.`,
        'There are a recovery pack (.epspack), --choose, --kind training|companion|live, --profile DIR, --prescriptions DIR, --spine URL and --spine-token TOKEN.',
      );
    if (without.includes(name)) {
      out.push(`--${name}`);
      continue;
    }
    const value = inline ?? args[(i += 1)];
    if (!value) throw new Missing(`--${name} needs a value.`, '');
    out.push(`--${name}=${checked(name, value)}`);
  }
  checkTogether(out);
  return out;
};

/** A folder of prescriptions fills the training Spine inside the program, and nothing else.
 * @param {readonly string[]} out */
const checkTogether = (out) => {
  if (!out.some((one) => one.startsWith('--prescriptions='))) return;
  if (out.some((one) => one.startsWith('--spine=')))
    throw new Missing(
      '--prescriptions fills the training Spine inside the program, and --spine names one that runs by itself.',
      'Give the folder to that one: npm run spine -- --prescriptions DIR.',
    );
  if (out.some((one) => one.startsWith('--kind=') && one !== '--kind=training'))
    throw new Missing(
      'Only a training profile has a Spine of its own to put prescriptions into.',
      'Leave out --prescriptions, or choose --kind training.',
    );
};

/** @param {string} name @param {string} value */
const checked = (name, value) => {
  if (name === 'prescriptions' && !(existsSync(value) && statSync(value).isDirectory()))
    throw new Missing(
      `There is no folder ${value}.`,
      'Name a folder that holds FHIR prescription-order messages.',
    );
  if (name === 'kind' && !kinds.includes(value))
    throw new Missing(`There is no kind of profile called ${value}.`, `Choose ${kinds.join(', ')}.`);
  return name === 'prescriptions' || name === 'profile' ? resolve(value) : value;
};
