import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './faults';
import type { Answer } from './json';
import { rejected } from './outcome';

const fhir = { 'Content-Type': 'application/fhir+json; fhirVersion=4.0' };
/** Where a captive portal sends everybody: a host of nobody (RFC 2606). */
const portal = 'https://portal.invalid/login';

const statusOnly = (response: ServerResponse, fault: Fault): void => {
  const retryAfter = fault.retryAfter ?? fault.retryAfterSeconds;
  response.writeHead(fault.status ?? 500, {
    'Content-Type': 'text/plain',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  });
  response.end('no answer for you');
};

/** A fault that strikes before anything was done; true when it took the request. */
export const strikeBefore = (request: IncomingMessage, response: ServerResponse, fault: Fault): boolean => {
  switch (fault.kind) {
    case 'refuse-connection':
      request.socket.destroy();
      return true;
    case 'silence':
      return true;
    case 'status':
      statusOnly(response, fault);
      return true;
    case 'outcome': {
      const { status, body } = rejected(fault.code ?? 'ERROR');
      response.writeHead(fault.status ?? status, { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify(body));
      return true;
    }
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Log in to the network</title>');
      return true;
    case 'redirect':
      response.writeHead(fault.status ?? 302, { Location: portal });
      response.end();
      return true;
    case 'rate':
    case 'delay':
    case 'lose-answer':
    case 'duplicate':
    case 'cut':
    case 'reorder':
    case 'other-answer':
    case 'endless':
    case 'gzip-cut':
    case 'charset':
    case 'bom':
      return false;
  }
};

const cut = (response: ServerResponse, status: number, body: Buffer, bytes: number, more = {}): void => {
  response.writeHead(status, { ...fhir, ...more, 'Content-Length': body.length });
  response.write(body.subarray(0, bytes), () => response.socket?.destroy());
};

/** A fault that strikes when the effect is there and the answer on its way; true when it took the answer. */
export const strikeAfter = async (
  response: ServerResponse,
  fault: Fault,
  { status, body: json }: Answer,
): Promise<boolean> => {
  const body = Buffer.from(JSON.stringify(json));
  const half = (whole: Buffer): number => fault.bytes ?? Math.floor(whole.length / 2);
  switch (fault.kind) {
    case 'delay':
      await wait(fault.ms ?? 1000);
      return false;
    case 'lose-answer':
      response.socket?.destroy();
      return true;
    case 'cut':
      cut(response, status, body, half(body));
      return true;
    case 'gzip-cut': {
      const packed = gzipSync(body);
      cut(response, status, packed, half(packed), { 'Content-Encoding': 'gzip' });
      return true;
    }
    case 'endless':
      // In chunks, of which the last never comes.
      response.writeHead(status, fhir);
      response.write(body.subarray(0, half(body)));
      return true;
    case 'charset':
      response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-16' });
      response.end(Buffer.from(`\uFEFF${body.toString('utf8')}`, 'utf16le'));
      return true;
    case 'bom':
      response.writeHead(status, fhir);
      response.end(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]));
      return true;
    // The others struck before, or change nothing of the answer.
    case 'refuse-connection':
    case 'silence':
    case 'status':
    case 'outcome':
    case 'html':
    case 'redirect':
    case 'rate':
    case 'duplicate':
    case 'reorder':
    case 'other-answer':
      return false;
  }
};
