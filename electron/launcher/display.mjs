import { spawn } from 'node:child_process';
import { Missing, say } from './say.mjs';

/** A display for the program: the one there is, or Xvfb where there is none.
 * @param {string} [size] @returns {Promise<{ env: NodeJS.ProcessEnv, end: () => void }>} */
export const openDisplay = async (size = '1920x1080') => {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
    return { env: process.env, end: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((done, fail) => {
    const refuse = () =>
      fail(
        new Missing('There is no display, and Xvfb could not make one.', 'Install xvfb, then start again.'),
      );
    server.once('error', refuse);
    server.once('exit', refuse);
    server.stdio[3]?.once('data', (data) => done(String(data).trim()));
  });
  say(`no display here: Xvfb serves :${number}`);
  server.removeAllListeners('exit');
  server.unref();
  return { env: { ...process.env, DISPLAY: `:${number}` }, end: () => server.kill() };
};
