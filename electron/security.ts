import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { protocol } from 'electron';
import { grantsCamera } from './camera-permission';
import { allowHidScanners, mayUseHid } from './hid';

export const appOrigin = 'app://holdfast';

/** Only the Worker that reads barcodes may compile wasm (ADR 0026); the page and the engine may not. */
const compilesWasm: readonly string[] = ['reader.js'];

/** What the build wrote: its files, and the hash of the one script that stands in the page itself. */
type Manifest = { readonly files: readonly string[]; readonly inline: string };

const scriptsOf = (name: string, { inline }: Manifest): string => {
  if (compilesWasm.includes(name)) return "script-src 'self' 'wasm-unsafe-eval'";
  return name === 'index.html' ? `script-src 'self' '${inline}'` : "script-src 'self'";
};

const policyOf = (name: string, manifest: Manifest): string =>
  [
    "default-src 'none'",
    scriptsOf(name, manifest),
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types holdfast',
  ].join('; ');

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  wasm: 'application/wasm',
};

/** Before the app is ready: `app:` is a secure origin of its own, with storage and workers. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

const nameOf = (address: string): string | undefined => {
  const { host, pathname } = new URL(address);
  if (host !== 'holdfast') return undefined;
  return pathname === '/' ? 'index.html' : pathname.slice(1);
};

const headersFor = (name: string, manifest: Manifest): Record<string, string> => ({
  'Content-Type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  'Content-Security-Policy': policyOf(name, manifest),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=()',
  'Cache-Control': 'no-store',
});

/** Chromium's number for a file that is not there. */
const fileNotFound = -6;

/**
 * Serves the files named in the build's manifest, and nothing else. Chromium reads them itself (ADR 0038): an answer
 * by `protocol.handle` goes piece by piece through main's one thread, which opens a profile meanwhile. Answers once
 * the window's page is asked for.
 */
export const serveApp = (session: Session, folder: string): Promise<void> => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest; // our own build's
  const files = new Set(manifest.files);
  return new Promise((asked) => {
    session.protocol.registerFileProtocol('app', ({ url }, answer) => {
      const name = nameOf(url);
      if (name === undefined || !files.has(name)) return answer({ error: fileNotFound });
      answer({ path: join(folder, name), headers: headersFor(name, manifest) });
      asked();
    });
  });
};

/** For our own page the camera's picture [SCN-23] and barcode scanners [SCN-17], and nothing else. */
const lockPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { requestingUrl: from, isMainFrame } = details;
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(grantsCamera({ permission, from, media, isMainFrame }, appOrigin));
  });
  // A check says what may be listed, and does not tell cameras by their kind; a picture or a sound is asked for above.
  session.setPermissionCheckHandler((_contents, permission, from, { isMainFrame }) =>
    permission === 'media'
      ? grantsCamera({ permission, from, media: ['video'], isMainFrame }, appOrigin)
      : mayUseHid(permission, from, appOrigin),
  );
};

/**
 * Permissions as above and no others, no download starts, and pages reach nothing but `origin`: the program's own
 * files.
 */
export const lockDown = (session: Session, origin: string = appOrigin): void => {
  lockPermissions(session);
  allowHidScanners(session, appOrigin);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const fromPage = details.webContentsId !== undefined;
    const own = details.url.startsWith(`${origin}/`) || details.url.startsWith('devtools:');
    answer({
      cancel: fromPage && !own && !details.url.startsWith('data:') && !details.url.startsWith('blob:'),
    });
  });
};
