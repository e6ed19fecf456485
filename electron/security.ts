import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from 'electron';
import { protocol } from 'electron';
import * as z from 'zod';
import { grantsCamera } from './camera-permission';
import { allowHidScanners, mayUseHid } from './hid';

export const appOrigin = 'app://holdfast';

/** Only the Worker that reads barcodes may compile wasm (ADR 0026); the page and the engine may not. */
const compilesWasm: readonly string[] = ['reader.js'];

const policyOf = (name: string): string =>
  [
    "default-src 'none'",
    compilesWasm.includes(name) ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
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

/** Node loads its `fetch` classes, which answer the page, at their first use; that takes a tenth of a second. */
export const warmUp = (): void => {
  Reflect.get(globalThis, 'Response');
};

/** The page asks for it last. */
const lastScript = 'engine.js';

/**
 * Serves the files named in the build's manifest, and nothing else. Answers once the page has its scripts:
 * until then whatever else main does holds the window up.
 */
export const serveApp = (session: Session, folder: string): Promise<void> => {
  const manifest = new Set(
    z.array(z.string()).parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))),
  );
  let loaded = (): void => undefined;
  const whenLoaded = new Promise<void>((done) => (loaded = done));
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    if (url.host !== 'holdfast' || !manifest.has(name)) return new Response(null, { status: 404 });
    const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    const bytes = new Uint8Array(await readFile(join(folder, name)));
    if (name === lastScript) loaded();
    return new Response(bytes, {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': policyOf(name),
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Permissions-Policy': 'camera=(self), microphone=()',
        'Cache-Control': 'no-store',
      },
    });
  });
  return whenLoaded;
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
