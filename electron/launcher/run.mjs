import { spawn } from 'node:child_process';

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} RunOptions
 * @typedef {{ code: number, output: string }} Ran
 */

const npmRuns = process.platform === 'win32';

/** Runs a command to its end. `quiet` gathers its output instead of showing it.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options] @returns {Promise<Ran>} */
export const run = (command, args, options = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
      // npm is a .cmd file there, which only a shell can start; its arguments are our own.
      shell: npmRuns && command === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (part) => (output += String(part)));
    child.stderr?.on('data', (part) => (output += String(part)));
    const timer =
      options.timeoutMs === undefined ? undefined : setTimeout(() => child.kill(), options.timeoutMs);
    child.on('error', (failure) => {
      clearTimeout(timer);
      done({ code: 127, output: String(failure) });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output });
    });
  });
